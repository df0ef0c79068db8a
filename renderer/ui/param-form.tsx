import { useId } from 'react';
import type { Param, ParamSchema, ParamValue } from '#shared/domain/params';
import { useDeskShallow } from '../store/desk';
import { Field, Switch, TextInput, type FieldIds } from './field';
import { NumberInput } from './number-field';
import { Select } from './select';
import { faultOf, rangeOf, type ParamDraft } from './param-draft';
import styles from './param-form.module.css';

interface ParamFormProps {
  readonly schema: ParamSchema;
  readonly draft: ParamDraft;
  readonly onChange: (draft: ParamDraft) => void;
}

/** The form of a strategy's parameters, drawn from its schema: units, ranges, hints, and what is wrong. */
export function ParamForm({ schema, draft, onChange }: ParamFormProps) {
  return (
    <div className={styles.params}>
      {Object.entries(schema).map(([name, param]) => {
        const value = draft[name] ?? null;
        const fault = faultOf(param, value);
        return (
          <Field
            key={name}
            label={param.label}
            hint={[param.hint, rangeOf(param)].filter(Boolean).join(' ')}
            error={fault}
          >
            {(ids) => (
              <ParamControl
                ids={ids}
                param={param}
                value={value}
                isInvalid={fault !== null}
                onChange={(next) => onChange({ ...draft, [name]: next })}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

interface ControlProps<P extends Param = Param> {
  readonly ids: FieldIds;
  readonly param: P;
  readonly value: ParamValue | null;
  readonly isInvalid: boolean;
  readonly onChange: (value: ParamValue | null) => void;
}

function ParamControl(props: ControlProps) {
  const { ids, param, value, isInvalid, onChange } = props;
  switch (param.kind) {
    case 'integer':
    case 'decimal':
      return (
        <NumberInput
          id={ids.id}
          describedBy={ids.describedBy}
          value={typeof value === 'number' ? value : null}
          scale={param.kind === 'decimal' && param.unit === '%' ? 100 : 1}
          step={param.kind === 'decimal' ? param.step : 1}
          unit={param.unit}
          isInvalid={isInvalid}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          id={ids.id}
          aria-describedby={ids.describedBy}
          value={String(value ?? '')}
          options={param.options}
          onChange={onChange}
        />
      );
    case 'toggle':
      return (
        <Switch
          id={ids.id}
          label={param.label}
          describedBy={ids.describedBy}
          checked={value === true}
          onChange={onChange}
        />
      );
    case 'clock':
      return (
        <TextInput
          id={ids.id}
          placeholder="HH:MM"
          maxLength={5}
          aria-describedby={ids.describedBy}
          isInvalid={isInvalid}
          value={String(value ?? '')}
          onChange={onChange}
        />
      );
    case 'symbol':
      return <SymbolInput ids={ids} param={param} value={value} isInvalid={isInvalid} onChange={onChange} />;
  }
}

function SymbolInput({ ids, value, isInvalid, onChange }: ControlProps) {
  const listId = useId();
  const names = useDeskShallow(({ desk }) => desk.desk.underlyings.map(({ name }) => name));
  return (
    <>
      <TextInput
        id={ids.id}
        list={listId}
        aria-describedby={ids.describedBy}
        isInvalid={isInvalid}
        value={String(value ?? '')}
        onChange={(text) => onChange(text.toUpperCase())}
      />
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
