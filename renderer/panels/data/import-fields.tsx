import { CANDLE_PARTS, type CandlePart, type ImportView } from '#shared/ipc/import';
import { Field } from '../../ui/field';
import { SelectField } from '../../ui/select';
import { SettledInput } from '../../ui/settled-input';
import styles from './data.module.css';
import { isNeeded, LABEL_CHOICES, PART_WORDS, ZONE_CHOICES, type ImportDraft } from './import-draft';

interface ImportFieldsProps {
  readonly view: ImportView;
  readonly draft: ImportDraft;
  readonly onChange: (draft: ImportDraft) => void;
}

/** What the file is of, which column holds what, and how its times are meant. */
export function ImportFields({ view, draft, onChange }: ImportFieldsProps) {
  const { read } = view;
  const guessed = read.kind === 'read' ? read.symbol : null;
  const pattern = read.kind === 'read' ? read.pattern : null;
  return (
    <>
      <Field
        label="Symbol"
        error={guessed === null && draft.symbol === '' ? 'The name of the file does not say it' : null}
      >
        {({ id, describedBy }) => (
          <SettledInput
            id={id}
            describedBy={describedBy}
            value={draft.symbol}
            placeholder={guessed ?? 'INFY'}
            onSettle={(symbol) => onChange({ ...draft, symbol })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        {CANDLE_PARTS.map((part) => (
          <ColumnField key={part} part={part} view={view} draft={draft} onChange={onChange} />
        ))}
      </div>
      <Field label="Times are written as">
        {({ id }) => (
          <SettledInput
            id={id}
            value={draft.pattern}
            placeholder={pattern ?? 'yyyy-MM-dd HH:mm'}
            onSettle={(text) => onChange({ ...draft, pattern: text })}
          />
        )}
      </Field>
      <SelectField
        label="Time zone"
        value={draft.zone}
        options={ZONE_CHOICES}
        onChange={(zone) => onChange({ ...draft, zone })}
      />
      <SelectField
        label="Times are"
        value={draft.endOf}
        options={LABEL_CHOICES}
        onChange={(endOf) => onChange({ ...draft, endOf })}
      />
    </>
  );
}

/** No column. */
const NONE = '';

function ColumnField({ part, view, draft, onChange }: ImportFieldsProps & { readonly part: CandlePart }) {
  const value = draft.columns[part] ?? view.mapping[part] ?? NONE;
  const isMissing = value === NONE && isNeeded(part);
  return (
    <SelectField
      label={PART_WORDS[part]}
      aria-invalid={isMissing}
      value={value}
      options={[
        { value: NONE, label: isNeeded(part) ? 'Choose…' : 'None' },
        ...view.columns.map((column) => ({ value: column, label: column })),
      ]}
      onChange={(column) => onChange({ ...draft, columns: { ...draft.columns, [part]: column } })}
    />
  );
}
