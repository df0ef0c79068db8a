import { useState } from 'react';
import type { RiskLimits } from '#shared/domain/risk';
import { ask } from '../../store/ask';
import { useDeskValue } from '../../store/desk';
import { tell } from '../../store/toasts';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { Panel } from '../../ui/panel';
import { draftOf, LIMIT_FIELDS, limitsOf, type LimitFaults, type LimitsDraft } from './limit-fields';
import styles from './limits-panel.module.css';
import { ScopeInputs } from './scope-inputs';

/** The trader's own limits. Every order passes them; exits are never refused by a limit on entries. */
export function LimitsPanel() {
  const limits = useDeskValue(({ desk }) => desk.desk.limits);
  // Drawn afresh when the limits in force change, so the form never shows a mixture of old and new.
  return <LimitsForm key={JSON.stringify(limits)} limits={limits} />;
}

function LimitsForm({ limits }: { readonly limits: RiskLimits }) {
  const [draft, setDraft] = useState<LimitsDraft>(() => draftOf(limits));
  const parsed = limitsOf(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(limits));
  const save = async () => {
    if (!parsed.ok) return;
    const reply = await ask('limits.set', parsed.value);
    if (reply?.ok === true)
      tell({ tone: 'good', title: 'Limits in force', detail: 'They hold for every order from now on.' });
  };
  return (
    <Panel label="Risk limits">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <LimitInputs draft={draft} faults={parsed.ok ? {} : parsed.error} onChange={setDraft} />
        <ScopeInputs
          draft={draft.scope}
          faults={parsed.ok ? {} : parsed.error}
          onChange={(scope) => setDraft({ ...draft, scope })}
        />
        <div className={styles.actions}>
          <Button disabled={!isChanged} onPress={() => setDraft(draftOf(limits))}>
            Undo
          </Button>
          <Button tone="primary" disabled={!isChanged || !parsed.ok} onPress={save}>
            Put in force
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface LimitInputsProps {
  readonly draft: LimitsDraft;
  readonly faults: LimitFaults;
  readonly onChange: (draft: LimitsDraft) => void;
}

function LimitInputs({ draft, faults, onChange }: LimitInputsProps) {
  return (
    <>
      {LIMIT_FIELDS.map((field) => (
        <NumberField
          key={field.name}
          label={field.label}
          hint={field.hint}
          error={faults[field.name] ?? null}
          value={draft[field.name]}
          onChange={(value) => onChange({ ...draft, [field.name]: value })}
          scale={field.scale}
          step={field.step}
          unit={field.unit}
        />
      ))}
      <TextField
        label="No entries after"
        hint="Exits go on working."
        error={faults.noEntriesAfter ?? null}
        placeholder="HH:MM"
        maxLength={5}
        value={draft.noEntriesAfter}
        onChange={(clock) => onChange({ ...draft, noEntriesAfter: clock })}
      />
    </>
  );
}
