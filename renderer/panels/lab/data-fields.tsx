import { FolderOpen } from 'lucide-react';
import { useAnswer } from '../../store/answer';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import { Field, Switch, TextInput } from '../../ui/field';
import { NumberField } from '../../ui/number-field';
import { Select } from '../../ui/select';
import { filesIn, type LabDraft } from './lab-draft';
import styles from './lab.module.css';

interface DataFieldsProps {
  readonly draft: LabDraft;
  readonly onChange: (draft: LabDraft) => void;
}

/** Which recorded prices, which days of them, and on what terms orders are filled. */
export function DataFields({ draft, onChange }: DataFieldsProps) {
  return (
    <>
      <Files draft={draft} onChange={onChange} />
      <div className={styles.pair}>
        <Field label="From">
          {({ id }) => (
            <TextInput id={id} type="date" value={draft.from} onChange={(from) => onChange({ ...draft, from })} />
          )}
        </Field>
        <Field label="To">
          {({ id }) => <TextInput id={id} type="date" value={draft.to} onChange={(to) => onChange({ ...draft, to })} />}
        </Field>
        <FillFields draft={draft} onChange={onChange} />
      </div>
    </>
  );
}

/** How orders are filled, and by what volatility days are told apart and options modelled. */
function FillFields({ draft, onChange }: DataFieldsProps) {
  return (
    <>
      <NumberField
        label="Slippage"
        hint="Empty: 0.1 % for options, 0.01 % else."
        value={draft.slippage}
        scale={100}
        step={0.0005}
        unit="%"
        onChange={(slippage) => onChange({ ...draft, slippage })}
      />
      <NumberField
        label="Capital"
        error={draft.capital === null ? 'Expected rupees' : null}
        hint="Cash of each day."
        value={draft.capital}
        scale={0.01}
        step={10_000_000}
        unit="₹"
        onChange={(capital) => onChange({ ...draft, capital })}
      />
      <Field label="India VIX" hint="A level such as 14.2, or a file of its days.">
        {({ id, describedBy }) => (
          <TextInput
            id={id}
            aria-describedby={describedBy}
            value={draft.vix}
            onChange={(vix) => onChange({ ...draft, vix })}
          />
        )}
      </Field>
      <Field label="Model options" hint="Premiums by Black 76 from an index and VIX.">
        {({ id, describedBy }) => (
          <Switch
            id={id}
            label="Model options"
            describedBy={describedBy}
            checked={draft.modelsOptions}
            onChange={(modelsOptions) => onChange({ ...draft, modelsOptions })}
          />
        )}
      </Field>
    </>
  );
}

/** The choice of nothing in particular. */
const NONE = '';

function Files({ draft, onChange }: DataFieldsProps) {
  const { reply } = useAnswer('lab.sources', undefined, { everyMs: RELOAD_MS });
  const files = reply?.ok === true ? reply.value.files : [];
  const choose = async () => {
    const chosen = await ask('lab.chooseFiles');
    if (chosen?.ok === true && chosen.value.length > 0) onChange({ ...draft, files: chosen.value.join('\n') });
  };
  return (
    <Field
      label="Data"
      hint="Candles, prices, chains or option candles: CSV, JSON, Parquet, plain or gzip; one file a line. Downloads of the Data panel are offered below."
    >
      {({ id, describedBy }) => (
        <div className={styles.files}>
          <textarea
            id={id}
            aria-describedby={describedBy}
            className={styles.paths}
            rows={Math.min(4, Math.max(2, filesIn(draft.files).length))}
            spellCheck={false}
            value={draft.files}
            onChange={(event) => onChange({ ...draft, files: event.target.value })}
          />
          <Select
            aria-label="Downloaded candles"
            value={files.find(({ path }) => path === draft.files)?.path ?? NONE}
            options={[
              { value: NONE, label: files.length === 0 ? 'Nothing was downloaded' : 'Downloaded candles…' },
              ...files.map(({ path, name }) => ({ value: path, label: name })),
            ]}
            onChange={(path) => path !== NONE && onChange({ ...draft, files: path })}
          />
          <Button size="small" icon={<FolderOpen size={12} />} onPress={choose}>
            Browse
          </Button>
        </div>
      )}
    </Field>
  );
}

/** A download that ends shall appear without being asked for. */
const RELOAD_MS = 10_000;
