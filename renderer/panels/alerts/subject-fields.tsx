import { useDeskShallow } from '../../store/desk';
import { formatDate } from '../../format/clock';
import { Field } from '../../ui/field';
import { InstrumentSearch } from '../../ui/instrument-search';
import { SelectField } from '../../ui/select';
import { isOfStrategy, type RuleFormProps } from './rule-draft';

/** Of what: an instrument, an underlying's chain, or a strategy. */
export function SubjectFields({ draft, onChange }: RuleFormProps) {
  const { what, event } = draft;
  if (what === 'price' || what === 'oi-change') return <InstrumentField draft={draft} onChange={onChange} />;
  if (what === 'pnl') return <InstanceField draft={draft} onChange={onChange} all="The whole day" />;
  if (what === 'event')
    return isOfStrategy(event) ? <InstanceField draft={draft} onChange={onChange} all="Any strategy" /> : null;
  return <ChainFields draft={draft} onChange={onChange} />;
}

function InstanceField({ draft, onChange, all }: RuleFormProps & { readonly all: string }) {
  const instances = useDeskShallow((desk) => Object.values(desk.instances));
  const options = [{ value: '', label: all }, ...instances.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <SelectField
      label="Of"
      value={draft.instance}
      options={options}
      onChange={(instance) => onChange({ ...draft, instance })}
    />
  );
}

function ChainFields({ draft, onChange }: RuleFormProps) {
  const underlyings = useDeskShallow(({ desk: { desk } }) => desk.underlyings);
  const expiries = underlyings.find(({ name }) => name === draft.underlying)?.expiries ?? [];
  return (
    <>
      <SelectField
        label="Of"
        value={draft.underlying}
        options={underlyings.map(({ name }) => ({ value: name, label: name }))}
        onChange={(underlying) => onChange({ ...draft, underlying, expiry: '' })}
      />
      <SelectField
        label="Expiry"
        value={draft.expiry}
        options={[
          { value: '', label: 'The nearest' },
          ...expiries.map((expiry) => ({ value: expiry, label: formatDate(expiry) })),
        ]}
        onChange={(expiry) => onChange({ ...draft, expiry })}
      />
    </>
  );
}

function InstrumentField({ draft, onChange }: RuleFormProps) {
  return (
    <Field label="Of">
      {({ id }) => (
        <InstrumentSearch
          id={id}
          shown={draft.instrument?.name ?? ''}
          placeholder="NIFTY 24500 CE, RELIANCE…"
          onTake={(taken) => onChange({ ...draft, instrument: { id: taken.id, name: taken.name } })}
        />
      )}
    </Field>
  );
}
