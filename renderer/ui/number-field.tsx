import { useEffect, useRef, useState } from 'react';
import { parseDecimal } from '../format/money';
import { Field, TextInput, type FieldProps } from './field';
import styles from './number-field.module.css';

interface NumberInputProps {
  readonly id?: string | undefined;
  /** For a field without a visible label of its own. */
  readonly label?: string;
  readonly describedBy?: string | undefined;
  /** Null while what is typed is no number. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** Shown = value × scale: 100 shows a fraction as a percentage and paise (scale 0.01) as rupees. */
  readonly scale?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly isInvalid?: boolean;
}

/** A number as a person types it: commas allowed, arrow keys step. The draft stays as typed while it has the focus. */
export function NumberInput({
  value,
  onChange,
  scale = 1,
  step = 1,
  unit = '',
  id,
  label,
  describedBy,
  isInvalid = false,
}: NumberInputProps) {
  const [draft, setDraft] = useState(() => shown(value, scale));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== input.current) setDraft(shown(value, scale));
  }, [value, scale]);

  const change = (text: string) => {
    setDraft(text);
    const parsed = parseDecimal(text);
    onChange(parsed === null ? null : unscaled(parsed, scale));
  };
  const stepBy = (steps: number) => {
    const next = unscaled(((value ?? 0) + steps * step) * scale, scale);
    setDraft(shown(next, scale));
    onChange(next);
  };

  return (
    <span className={styles.number}>
      <TextInput
        ref={input}
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        inputMode="decimal"
        value={draft}
        isInvalid={isInvalid}
        onChange={change}
        onBlur={() => setDraft((text) => (value === null ? text : shown(value, scale)))}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? LEAP : 1));
        }}
      />
      {unit !== '' && <span className={styles.unit}>{unit}</span>}
    </span>
  );
}

/** Steps that an arrow key takes while Shift is held. */
const LEAP = 10;

/** Scaling by 100 must not turn 0.07 into 7.000000000000001. */
const SIGNIFICANT = 12;
const grouped = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 10 });

type NumberFieldProps = Omit<NumberInputProps, 'id' | 'label' | 'describedBy'> & Omit<FieldProps, 'children'>;

/** A number with its label; invalid while there is an error. */
export function NumberField({ label, hint, error = null, ...input }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy }) => <NumberInput isInvalid={error !== null} {...input} id={id} describedBy={describedBy} />}
    </Field>
  );
}

function shown(value: number | null, scale: number): string {
  return value === null ? '' : grouped.format(Number((value * scale).toPrecision(SIGNIFICANT)));
}

function unscaled(value: number, scale: number): number {
  return Number((value / scale).toPrecision(SIGNIFICANT));
}
