import { weekdayName } from '#shared/domain/schedule';
import { Field, Switch, TextField } from '../../ui/field';
import { SelectField } from '../../ui/select';
import { scheduleFaults, type ScheduleDraft } from './schedule-draft';
import styles from './strategies.module.css';

interface ScheduleFormProps {
  readonly draft: ScheduleDraft;
  readonly onChange: (draft: ScheduleDraft) => void;
}

const WEEKDAYS = [1, 2, 3, 4, 5] as const;

const DAYS = [
  { value: 'all', label: 'Every trading day of these' },
  { value: 'expiry', label: 'Expiry days only' },
] as const;

const AT_STOP = [
  { value: 'keep', label: 'Keep open trades protected' },
  { value: 'flatten', label: 'Exit open trades' },
] as const;

/** From when to when a strategy runs by itself. */
export function ScheduleForm({ draft, onChange }: ScheduleFormProps) {
  return (
    <>
      <div className={styles.subtitle}>
        <h3>Start and stop by itself</h3>
        <Switch
          label="Start and stop by itself"
          checked={draft.isOn}
          onChange={(isOn) => onChange({ ...draft, isOn })}
        />
      </div>
      {draft.isOn && <Times draft={draft} onChange={onChange} />}
    </>
  );
}

function Times({ draft, onChange }: ScheduleFormProps) {
  const faults = scheduleFaults(draft);
  return (
    <div className={styles.params}>
      <TextField
        label="Start at"
        hint="IST. A start that is missed is told, never made late."
        error={faults.start ?? null}
        placeholder="HH:MM"
        maxLength={5}
        value={draft.start}
        onChange={(start) => onChange({ ...draft, start })}
      />
      <TextField
        label="Stop at"
        hint="IST. Empty leaves it to you."
        error={faults.stop ?? null}
        placeholder="HH:MM"
        maxLength={5}
        value={draft.stop}
        onChange={(stop) => onChange({ ...draft, stop })}
      />
      <SelectField
        label="At the stop"
        hint="Kept trades have their stops, targets and square-off."
        value={draft.isFlattening ? 'flatten' : 'keep'}
        options={AT_STOP}
        onChange={(choice) => onChange({ ...draft, isFlattening: choice === 'flatten' })}
      />
      <Days draft={draft} onChange={onChange} />
      <SelectField
        label="Of these days"
        hint="Expiries of its symbol, as the exchange lists them today."
        value={draft.isExpiryOnly ? 'expiry' : 'all'}
        options={DAYS}
        onChange={(choice) => onChange({ ...draft, isExpiryOnly: choice === 'expiry' })}
      />
    </div>
  );
}

function Days({ draft, onChange }: ScheduleFormProps) {
  const { weekdays } = draft;
  const toggle = (day: number) =>
    onChange({
      ...draft,
      weekdays: weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day],
    });
  const fault = scheduleFaults(draft).weekdays;
  return (
    <Field label="On" hint="Holidays are left out." error={fault ?? null}>
      {({ id, describedBy }) => (
        <fieldset id={id} aria-label="Weekdays" aria-describedby={describedBy} className={styles.days}>
          {WEEKDAYS.map((day) => (
            <button
              key={day}
              type="button"
              className={styles.day}
              aria-pressed={weekdays.includes(day)}
              onClick={() => toggle(day)}
            >
              {weekdayName(day)}
            </button>
          ))}
        </fieldset>
      )}
    </Field>
  );
}
