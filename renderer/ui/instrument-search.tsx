import { useState } from 'react';
import type { InstrumentView } from '#shared/ipc/views';
import { useAnswer } from '../store/answer';
import { TextInput } from './field';
import styles from './instrument-search.module.css';

interface InstrumentSearchProps {
  readonly id: string;
  /** What stands in the box while nothing is typed. */
  readonly shown?: string;
  readonly placeholder: string;
  readonly onTake: (instrument: InstrumentView) => void;
}

/** So many matches are offered. */
const MOST_OFFERED = 8;
const LONGEST = 60;

/** A box that finds an instrument by what is typed: Enter takes the first match, a click any, Escape none. */
export function InstrumentSearch({ id, shown = '', placeholder, onTake }: InstrumentSearchProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const { reply } = useAnswer('instruments.search', { typed: (typed ?? '').slice(0, LONGEST) });
  const isSearching = typed !== null && typed !== '';
  const found = isSearching && reply?.ok === true ? reply.value.slice(0, MOST_OFFERED) : [];
  const take = (instrument: InstrumentView | undefined) => {
    if (!instrument) return;
    setTyped(null);
    onTake(instrument);
  };
  return (
    <div className={styles.search}>
      <TextInput
        id={id}
        value={typed ?? shown}
        placeholder={placeholder}
        onFocus={(event) => event.target.select()}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (!isSearching || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          // Neither sends the form nor leaves the dialog that it stands in.
          event.preventDefault();
          if (event.key === 'Enter') take(found[0]);
          else setTyped(null);
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
  );
}
