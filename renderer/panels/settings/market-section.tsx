import { useState } from 'react';
import { askQuietly } from '../../store/ask';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/field';
import { NumberInput } from '../../ui/number-field';
import { faultOfRow, rowsOf, watchedIn, type MarketRow } from './market-draft';
import { Said, useSaid } from '../../ui/said';
import type { SectionProps } from './section-props';
import styles from './settings.module.css';

/** Which underlyings the desk watches, and how much of their chains. */
export function MarketSection({ settings, onChanged }: SectionProps) {
  const { saying, done, failed } = useSaid();
  const [rows, setRows] = useState(() => rowsOf(settings.underlyings));
  const watched = watchedIn(rows);
  const isChanged = JSON.stringify(watched) !== JSON.stringify(settings.underlyings);
  const save = async () => {
    if (watched === null) return;
    const { reply, problem } = await askQuietly('settings.setUnderlyings', { underlyings: [...watched] });
    if (reply?.ok !== true) return failed(problem ?? 'The desk did not answer.');
    await onChanged();
    done(
      reply.value.isInForce
        ? 'In force: the desk was opened anew with them.'
        : 'Saved. Trades are open, so the desk takes them when it is opened next.',
    );
  };
  const change = (changed: MarketRow) => setRows(rows.map((row) => (row.name === changed.name ? changed : row)));
  return (
    <div className={styles.form}>
      <p className={styles.prose}>
        Of each underlying the desk streams the index, its nearest future, and this many strikes on either side of the
        money for the two nearest expiries. It follows the money as it moves.
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Underlying</th>
            <th scope="col">Watched</th>
            <th scope="col">Strikes on either side</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnderlyingRow key={row.name} row={row} onChange={change} />
          ))}
        </tbody>
      </table>
      <div className={styles.actions}>
        <p className={styles.aside}>{rows.every(({ isWatched }) => !isWatched) && 'Watch at least one underlying.'}</p>
        <Button disabled={!isChanged} onPress={() => setRows(rowsOf(settings.underlyings))}>
          Undo
        </Button>
        <Button tone="primary" disabled={!isChanged || watched === null} onPress={save}>
          Save
        </Button>
      </div>
      <Said saying={saying} />
    </div>
  );
}

interface UnderlyingRowProps {
  readonly row: MarketRow;
  readonly onChange: (row: MarketRow) => void;
}

function UnderlyingRow({ row, onChange }: UnderlyingRowProps) {
  const fault = faultOfRow(row);
  const faultId = `${row.name}-fault`;
  return (
    <tr data-watched={row.isWatched}>
      <th scope="row">{row.name}</th>
      <td>
        <Switch
          label={`Watch ${row.name}`}
          checked={row.isWatched}
          onChange={(isWatched) => onChange({ ...row, isWatched })}
        />
      </td>
      <td>
        {row.isWatched && (
          <span className={styles.range}>
            <NumberInput
              label={`Strikes on either side for ${row.name}`}
              describedBy={fault === null ? undefined : faultId}
              value={row.optionRange}
              isInvalid={fault !== null}
              onChange={(optionRange) => onChange({ ...row, optionRange })}
            />
            <span id={faultId} className={styles.fault}>
              {fault}
            </span>
          </span>
        )}
      </td>
    </tr>
  );
}
