import { Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StrategyInfo } from '#shared/ipc/contract';
import { removePreset, savePreset, usePresets } from '../../store/presets';
import { Button, IconButton } from '../../ui/button';
import { TextInput } from '../../ui/field';
import { draftOfParams, valuesOf, type ParamDraft } from '../../ui/param-draft';
import { Select } from '../../ui/select';
import { presetOf } from './preset-of';
import styles from './strategies.module.css';

interface PresetBarProps {
  readonly strategy: Pick<StrategyInfo, 'id' | 'params'>;
  readonly draft: ParamDraft;
  readonly onChange: (draft: ParamDraft) => void;
}

const NONE = '';

/** Puts kept parameters into the form, and keeps what the form has under a name. */
export function PresetBar({ strategy, draft, onChange }: PresetBarProps) {
  const presets = usePresets(strategy.id);
  const [isNaming, setNaming] = useState(false);
  const params = valuesOf(strategy.params, draft);
  const current = presetOf(presets, draft);
  if (isNaming)
    return (
      <NameForm
        known={presets.map(({ name }) => name)}
        onSave={async (name) => {
          if (params !== null && (await savePreset({ strategy: strategy.id, name, params }))) setNaming(false);
        }}
        onCancel={() => setNaming(false)}
      />
    );
  const take = (name: string) =>
    onChange(draftOfParams(strategy.params, presets.find((preset) => preset.name === name)?.params ?? {}));
  const choices = presets.map(({ name }) => ({ value: name, label: name }));
  return (
    <div className={styles.presets}>
      {presets.length > 0 && (
        <Select
          aria-label="Preset"
          value={current?.name ?? NONE}
          options={[{ value: NONE, label: current === null ? 'Preset: none' : 'Defaults' }, ...choices]}
          onChange={take}
        />
      )}
      {current === null ? (
        <Button icon={<Save size={13} />} disabled={params === null} onPress={() => setNaming(true)}>
          Save as preset
        </Button>
      ) : (
        <IconButton
          label={`Delete the preset ${current.name}`}
          icon={<Trash2 size={13} />}
          onPress={() => removePreset(current)}
        />
      )}
    </div>
  );
}

interface NameFormProps {
  readonly known: readonly string[];
  readonly onSave: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}

function NameForm({ known, onSave, onCancel }: NameFormProps) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className={styles.presets}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') void onSave(name);
      }}
    >
      <TextInput
        className={styles.presetName}
        aria-label="Name of the preset"
        placeholder="Expiry day"
        maxLength={40}
        ref={focus}
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit" tone="primary" disabled={name === ''}>
        {known.includes(name) ? 'Replace preset' : 'Save preset'}
      </Button>
      <Button onPress={onCancel}>Cancel</Button>
    </form>
  );
}

/** Stable, so that it runs once: when the input comes up. */
function focus(input: HTMLInputElement | null): void {
  input?.focus();
}
