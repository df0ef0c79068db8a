import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { Field, type FieldProps } from './field';
import styles from './select.module.css';

interface SelectProps<T extends string> extends Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly isQuiet?: boolean;
}

export function Select<T extends string>({
  value,
  options,
  onChange,
  isQuiet = false,
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <span className={classNames(styles.select, isQuiet && styles.quiet, className)}>
      {/* Only values of `options` are offered, so the string that comes back is one of them. */}
      <select {...rest} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </span>
  );
}

type SelectFieldProps<T extends string> = Omit<SelectProps<T>, 'id'> & Omit<FieldProps, 'children'>;

/** A choice with its label. */
export function SelectField<T extends string>({ label, hint, error = null, ...select }: SelectFieldProps<T>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy }) => <Select<T> {...select} id={id} aria-describedby={describedBy} />}
    </Field>
  );
}
