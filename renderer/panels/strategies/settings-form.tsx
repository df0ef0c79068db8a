import type { Approval } from '#shared/domain/instance';
import type { StrategyInfo } from '#shared/ipc/contract';
import { TextField } from '../../ui/field';
import { SelectField } from '../../ui/select';
import type { ParamDraft } from '../../ui/param-draft';
import { ParamForm } from '../../ui/param-form';
import { PresetBar } from './preset-bar';
import type { ScheduleDraft } from './schedule-draft';
import { ScheduleForm } from './schedule-form';
import styles from './strategies.module.css';

export interface Settings {
  readonly name: string;
  readonly approval: Approval;
  readonly params: ParamDraft;
  readonly schedule: ScheduleDraft;
}

const APPROVALS = [
  { value: 'automatic', label: 'Trade by itself' },
  { value: 'ask', label: 'Ask before each entry' },
  { value: 'signals-only', label: 'Signals only' },
] as const satisfies readonly { value: Approval; label: string }[];

const APPROVAL_HINTS: Readonly<Record<Approval, string>> = {
  automatic: 'Its entries leave at once. Exits always do, whatever is chosen here.',
  ask: 'Each entry waits up to a minute for your yes, then lapses. Exits never wait.',
  'signals-only': 'It makes calls and sends no order.',
};

interface SettingsFormProps {
  readonly strategy: Pick<StrategyInfo, 'id' | 'params'>;
  readonly settings: Settings;
  readonly onChange: (settings: Settings) => void;
}

/** Everything a person sets about one strategy: its name, how far it may go, when it runs, and its parameters. */
export function SettingsForm({ strategy, settings, onChange }: SettingsFormProps) {
  const setParams = (params: ParamDraft) => onChange({ ...settings, params });
  return (
    <>
      <div className={styles.params}>
        <TextField
          label="Name"
          hint="As it appears on its card and beside its orders."
          error={settings.name.trim() === '' ? 'Expected a name' : null}
          maxLength={40}
          value={settings.name}
          onChange={(name) => onChange({ ...settings, name })}
        />
        <SelectField
          label="What it may do"
          hint={APPROVAL_HINTS[settings.approval]}
          value={settings.approval}
          options={APPROVALS}
          onChange={(approval) => onChange({ ...settings, approval })}
        />
      </div>
      <ScheduleForm draft={settings.schedule} onChange={(schedule) => onChange({ ...settings, schedule })} />
      <div className={styles.subtitle}>
        <h3>Parameters</h3>
        <PresetBar strategy={strategy} draft={settings.params} onChange={setParams} />
      </div>
      <ParamForm schema={strategy.params} draft={settings.params} onChange={setParams} />
    </>
  );
}
