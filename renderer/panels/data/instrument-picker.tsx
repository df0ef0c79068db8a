import { X } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView } from '#shared/ipc/views';
import { useAnswer } from '../../store/answer';
import { IconButton } from '../../ui/button';
import { TextInput } from '../../ui/field';
import styles from './data.module.css';

interface InstrumentPickerProps {
  readonly id: string;
  readonly chosen: readonly InstrumentView[];
  readonly onChange: (chosen: readonly InstrumentView[]) => void;
}

/** So many matches are offered. */
const MOST_OFFERED = 8;

/** Gathers instruments by what is typed: Enter takes the first match, a click any. */
export function InstrumentPicker({ id, chosen, onChange }: InstrumentPickerProps) {
  const [typed, setTyped] = useState('');
  const { reply } = useAnswer('instruments.search', { typed: typed.slice(0, 60) }, null);
  const found = reply?.ok === true ? reply.value : [];
  const take = (instrument: InstrumentView | undefined) => {
    if (!instrument) return;
    setTyped('');
    if (!chosen.some((each) => each.id === instrument.id)) onChange([...chosen, instrument]);
  };
  return (
    <>
      <div className={styles.picker}>
        <TextInput
          id={id}
          value={typed}
          onChange={setTyped}
          placeholder="NIFTY fut, RELIANCE…"
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('');
            if (event.key !== 'Enter' || typed === '') return;
            event.preventDefault();
            take(found[0]);
          }}
        />
        {typed !== '' && found.length > 0 && (
          <ul className={styles.found}>
            {found.slice(0, MOST_OFFERED).map((each) => (
              <li key={each.id}>
                <button type="button" className={styles.option} onClick={() => take(each)}>
                  {each.name} <small>{each.exchange}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <ul className={styles.chosen} aria-label="Chosen instruments">
        {chosen.map((each) => (
          <li key={each.id} className={styles.chip}>
            {each.name}
            <IconButton
              label={`Leave out ${each.name}`}
              icon={<X size={12} />}
              onPress={() => onChange(chosen.filter(({ id: other }) => other !== each.id))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
