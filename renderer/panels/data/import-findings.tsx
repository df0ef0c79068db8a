import { TriangleAlert } from 'lucide-react';
import { istDate } from '#shared/domain/time';
import type { ImportRead } from '#shared/ipc/import';
import { formatDate } from '../../format/clock';
import { formatQty } from '../../format/figures';
import { Figure } from '../../ui/panel';
import styles from './data.module.css';

/** What the rows came to, and which of them cannot be used. */
export function ImportFindings({ read }: { readonly read: ImportRead }) {
  if (read.kind === 'unread')
    return (
      <p className={styles.fault} role="alert">
        <TriangleAlert size={14} aria-hidden="true" /> {read.problem}
      </p>
    );
  const { rows, candles, interval, first, lastAt, faults, faultCount, crooked } = read;
  const [begin] = first;
  return (
    <>
      <div className={styles.sums}>
        <Figure label="Rows">{formatQty(rows)}</Figure>
        <Figure label="Candles">{formatQty(candles)}</Figure>
        {candles > 1 && <Figure label="Length">{interval ?? 'uneven, not played'}</Figure>}
        {begin && lastAt !== null && (
          <Figure label="Days">
            {formatDate(istDate(begin.startAt))} – {formatDate(istDate(lastAt))}
          </Figure>
        )}
        {crooked > 0 && (
          <Figure label="Crooked" title="Open or close outside the candle's own high and low; taken as they are">
            {formatQty(crooked)}
          </Figure>
        )}
        {faultCount > 0 && (
          <Figure label="Faulty rows">
            <span className={styles.missing}>{formatQty(faultCount)}</span>
          </Figure>
        )}
      </div>
      {faultCount > 0 && (
        // What scrolls has to be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className={styles.faults} aria-label="Faulty rows" tabIndex={0}>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
          {faultCount > faults.length && <li>and {formatQty(faultCount - faults.length)} more</li>}
        </ul>
      )}
    </>
  );
}
