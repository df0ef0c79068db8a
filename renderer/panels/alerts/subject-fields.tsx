import { useState } from 'react';
import { useAnswer } from '../../store/answer';
import { useDeskShallow } from '../../store/desk';
import { formatDate } from '../../format/clock';
import { Field, TextInput } from '../../ui/field';
import { Select } from '../../ui/select';
import styles from './alerts-panel.module.css';
import { isOfStrategy } from './rule-draft';
import type { RuleFormProps } from './rule-form';

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
    <Field label="Of">
      {({ id }) => (
        <Select
          id={id}
          value={draft.instance}
          options={options}
          onChange={(instance) => onChange({ ...draft, instance })}
        />
      )}
    </Field>
  );
}

function ChainFields({ draft, onChange }: RuleFormProps) {
  const underlyings = useDeskShallow(({ desk: { desk } }) => desk.underlyings);
  const expiries = underlyings.find(({ name }) => name === draft.underlying)?.expiries ?? [];
  return (
    <>
      <Field label="Of">
        {({ id }) => (
          <Select
            id={id}
            value={draft.underlying}
            options={underlyings.map(({ name }) => ({ value: name, label: name }))}
            onChange={(underlying) => onChange({ ...draft, underlying, expiry: '' })}
          />
        )}
      </Field>
      <Field label="Expiry">
        {({ id }) => (
          <Select
            id={id}
            value={draft.expiry}
            options={[
              { value: '', label: 'The nearest' },
              ...expiries.map((expiry) => ({ value: expiry, label: formatDate(expiry) })),
            ]}
            onChange={(expiry) => onChange({ ...draft, expiry })}
          />
        )}
      </Field>
    </>
  );
}

const MOST_OFFERED = 8;

/** Enter takes the first match, a click any. */
function InstrumentField({ draft, onChange }: RuleFormProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const { reply } = useAnswer('instruments.search', { typed: (typed ?? '').slice(0, 60) }, null);
  const found = typed !== null && typed !== '' && reply?.ok === true ? reply.value.slice(0, MOST_OFFERED) : [];
  const take = (chosen: (typeof found)[number] | undefined) => {
    if (!chosen) return;
    setTyped(null);
    onChange({ ...draft, instrument: { id: chosen.id, name: chosen.name } });
  };
  return (
    <Field label="Of">
      {({ id }) => (
        <div className={styles.picker}>
          <TextInput
            id={id}
            value={typed ?? draft.instrument?.name ?? ''}
            placeholder="NIFTY 24500 CE, RELIANCE…"
            onFocus={(event) => event.target.select()}
            onChange={setTyped}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              take(found[0]);
            }}
          />
          {found.length > 0 && (
            <ul className={styles.found}>
              {found.map((each) => (
                <li key={each.id}>
                  <button type="button" className={styles.option} onClick={() => take(each)}>
                    {each.name} <small>{each.exchange}</small>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Field>
  );
}
