import { useState } from 'react';
import type { RetentionSetting } from '#shared/ipc/data';
import { askQuietly } from '../../store/ask';
import { parseDecimal } from '../../format/money';
import { Button } from '../../ui/button';
import { Field, TextInput } from '../../ui/field';
import { Said, useSaid } from '../../ui/said';
import styles from './data.module.css';

interface RetentionFormProps {
  readonly retention: RetentionSetting;
  readonly onSaved: () => void;
}

/** How long recordings are kept. */
export function RetentionForm({ retention, onSaved }: RetentionFormProps) {
  const [days, setDays] = useState(String(retention.days));
  const [gigabytes, setGigabytes] = useState(String(retention.gigabytes));
  const { saying, done, failed } = useSaid();
  const wanted = { days: parseDecimal(days) ?? Number.NaN, gigabytes: parseDecimal(gigabytes) ?? Number.NaN };
  const isChanged = wanted.days !== retention.days || wanted.gigabytes !== retention.gigabytes;
  const save = async () => {
    if (Number.isNaN(wanted.days) || Number.isNaN(wanted.gigabytes)) return failed('Expected two numbers');
    const { problem } = await askQuietly('settings.setRetention', wanted);
    if (problem !== null) return failed(problem);
    done('Saved; in force when recordings are tidied next.');
    onSaved();
  };
  return (
    <form
      className={styles.block}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.pair}>
        <Field label="Keep days">
          {({ id, describedBy }) => (
            <TextInput id={id} aria-describedby={describedBy} inputMode="numeric" value={days} onChange={setDays} />
          )}
        </Field>
        <Field label="Keep at most GB">
          {({ id, describedBy }) => (
            <TextInput
              id={id}
              aria-describedby={describedBy}
              inputMode="decimal"
              value={gigabytes}
              onChange={setGigabytes}
            />
          )}
        </Field>
      </div>
      {isChanged && (
        <Button size="small" tone="primary" type="submit">
          Save
        </Button>
      )}
      <Said saying={saying} />
    </form>
  );
}
