import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './field.module.css';

export interface FieldIds {
  readonly id: string;
  readonly describedBy: string;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value, in words; null when nothing is. */
  readonly error?: string | null;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** A labelled control of a form, with its hint or its error beneath. */
export function Field({ label, hint, error = null, children }: FieldProps) {
  const id = useId();
  const describedBy = `${id}-about`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy })}
      <p id={describedBy} className={error === null ? styles.hint : styles.error}>
        {error ?? hint}
      </p>
    </div>
  );
}

interface TextInputProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  readonly isInvalid?: boolean;
  readonly onChange: (text: string) => void;
}

export function TextInput({ isInvalid = false, onChange, className, ...rest }: TextInputProps) {
  return (
    <input
      spellCheck={false}
      autoComplete="off"
      {...rest}
      className={classNames(styles.input, className)}
      aria-invalid={isInvalid}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface TextFieldProps extends Omit<TextInputProps, 'id' | 'isInvalid'>, Omit<FieldProps, 'children'> {}

/** A line of text with its label; invalid while there is an error. */
export function TextField({ label, hint, error = null, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <TextInput id={id} aria-describedby={describedBy} isInvalid={error !== null} {...input} />
      )}
    </Field>
  );
}

interface SwitchProps {
  readonly id?: string;
  readonly label: string;
  readonly checked: boolean;
  readonly describedBy?: string;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ id, label, checked, describedBy, onChange }: SwitchProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      className={styles.switch}
      aria-label={label}
      aria-describedby={describedBy}
      checked={checked}
      aria-checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
