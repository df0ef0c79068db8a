import {
  ALERT_CHANNELS,
  type AlertChannel,
  type AlertEvent,
  type AlertRepeat,
  type AlertSide,
} from '#shared/domain/alerts';
import { Field, Switch, TextField } from '../../ui/field';
import { NumberField, NumberInput } from '../../ui/number-field';
import { SelectField } from '../../ui/select';
import styles from './alerts-panel.module.css';
import type { RuleFormProps, What } from './rule-draft';
import { SubjectFields } from './subject-fields';

const WHATS = [
  { value: 'price', label: 'Price' },
  { value: 'straddle', label: 'Straddle premium' },
  { value: 'pcr', label: 'PCR' },
  { value: 'atm-iv', label: 'ATM IV' },
  { value: 'oi-change', label: 'OI change since yesterday' },
  { value: 'pnl', label: 'P&L' },
  { value: 'event', label: 'Strategy or connection' },
] as const satisfies readonly { value: What; label: string }[];

const EVENTS = [
  { value: 'entry', label: 'enters' },
  { value: 'exit', label: 'exits' },
  { value: 'stop', label: 'is stopped out' },
  { value: 'failed', label: 'fails' },
  { value: 'halted', label: 'Trading is halted' },
  { value: 'connection', label: 'A connection is lost' },
] as const satisfies readonly { value: AlertEvent; label: string }[];

const SIDES = [
  { value: 'crosses', label: 'crosses' },
  { value: 'above', label: 'rises to' },
  { value: 'below', label: 'falls to' },
] as const satisfies readonly { value: AlertSide; label: string }[];

const REPEATS = [
  { value: 'once', label: 'Once, then off' },
  { value: 'daily', label: 'Once a day' },
  { value: 'every', label: 'Every time' },
] as const satisfies readonly { value: AlertRepeat; label: string }[];

/** How a level is typed: rupees for paise, per cent for fractions. */
const LEVELS: Readonly<
  Record<Exclude<What, 'event'>, { readonly scale: number; readonly unit: string; readonly step: number }>
> = {
  price: { scale: 0.01, unit: '', step: 100 },
  straddle: { scale: 0.01, unit: '', step: 100 },
  pcr: { scale: 1, unit: '', step: 0.01 },
  'atm-iv': { scale: 100, unit: '%', step: 0.001 },
  'oi-change': { scale: 1, unit: 'units', step: 1_000 },
  pnl: { scale: 0.01, unit: '₹', step: 10_000 },
};

const CHANNELS: Readonly<Record<AlertChannel, string>> = {
  computer: "The computer's notification",
  sound: 'A sound',
  telegram: 'Telegram',
  webhook: 'Outgoing webhook',
};

export function RuleForm({ draft, onChange }: RuleFormProps) {
  const { what, name } = draft;
  return (
    <>
      <div className={styles.fields}>
        <SelectField
          label="Watch"
          value={what}
          options={WHATS}
          onChange={(next) => onChange({ ...draft, what: next, level: null })}
        />
        <SubjectFields draft={draft} onChange={onChange} />
        {what === 'event' ? (
          <EventField draft={draft} onChange={onChange} />
        ) : (
          <LevelFields draft={draft} onChange={onChange} what={what} />
        )}
        <RepeatFields draft={draft} onChange={onChange} />
        <TextField
          label="Name"
          hint="Left empty it is called as what it waits for."
          maxLength={80}
          value={name}
          onChange={(next) => onChange({ ...draft, name: next })}
        />
      </div>
      <Channels draft={draft} onChange={onChange} />
    </>
  );
}

function EventField({ draft, onChange }: RuleFormProps) {
  return (
    <SelectField
      label="Event"
      value={draft.event}
      options={EVENTS}
      onChange={(event) => onChange({ ...draft, event })}
    />
  );
}

function LevelFields({ draft, onChange, what }: RuleFormProps & { readonly what: Exclude<What, 'event'> }) {
  return (
    <>
      <SelectField
        label="When it"
        value={draft.side}
        options={SIDES}
        onChange={(side) => onChange({ ...draft, side })}
      />
      <Field label="Level">
        {({ id }) => (
          // Another kind has another unit: what was typed for this one must not stay in sight.
          <NumberInput
            key={what}
            id={id}
            value={draft.level}
            {...LEVELS[what]}
            onChange={(level) => onChange({ ...draft, level })}
          />
        )}
      </Field>
    </>
  );
}

function RepeatFields({ draft, onChange }: RuleFormProps) {
  return (
    <>
      <SelectField
        label="How often"
        value={draft.repeat}
        options={REPEATS}
        onChange={(repeat) => onChange({ ...draft, repeat })}
      />
      {draft.repeat === 'every' && (
        <NumberField
          label="Pause between"
          unit="s"
          value={draft.pauseSeconds}
          onChange={(pauseSeconds) => onChange({ ...draft, pauseSeconds })}
        />
      )}
    </>
  );
}

/** The desk's own notice comes always. */
function Channels({ draft, onChange }: RuleFormProps) {
  const { channels } = draft;
  const toggle = (channel: AlertChannel, isOn: boolean) =>
    onChange({ ...draft, channels: isOn ? [...channels, channel] : channels.filter((each) => each !== channel) });
  return (
    <fieldset className={styles.channels}>
      <legend>Told by a notice in the desk, and by</legend>
      {ALERT_CHANNELS.map((channel) => (
        <label key={channel}>
          <Switch
            label={CHANNELS[channel]}
            checked={channels.includes(channel)}
            onChange={(isOn) => toggle(channel, isOn)}
          />
          {CHANNELS[channel]}
        </label>
      ))}
    </fieldset>
  );
}
