import { X } from 'lucide-react';
import type { InstrumentView } from '#shared/ipc/views';
import { IconButton } from '../../ui/button';
import { InstrumentSearch } from '../../ui/instrument-search';
import styles from './data.module.css';

interface InstrumentPickerProps {
  readonly id: string;
  readonly chosen: readonly InstrumentView[];
  readonly onChange: (chosen: readonly InstrumentView[]) => void;
}

/** Gathers instruments by what is typed. */
export function InstrumentPicker({ id, chosen, onChange }: InstrumentPickerProps) {
  const take = (instrument: InstrumentView) => {
    if (!chosen.some((each) => each.id === instrument.id)) onChange([...chosen, instrument]);
  };
  return (
    <>
      <div className={styles.picker}>
        <InstrumentSearch id={id} placeholder="NIFTY fut, RELIANCE…" onTake={take} />
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
