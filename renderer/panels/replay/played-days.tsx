import type { PlayedDay } from '#shared/ipc/playback';
import { formatDate } from '../../format/clock';
import { Badge } from '../../ui/badge';
import { Money } from '../../ui/figures';
import styles from './replay.module.css';

/** Days that were played to their end: the same orders give the same digest, every time and at every speed. */
export function PlayedDays({ played }: { readonly played: readonly PlayedDay[] }) {
  if (played.length === 0) return <p className={styles.note}>A day that ends is listed here with its digest.</p>;
  return (
    <table className={styles.played} aria-label="Days played">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Trades</th>
          <th scope="col">Net</th>
          <th scope="col">Digest</th>
        </tr>
      </thead>
      <tbody>
        {played.map(({ day, source, trades, net, digest, isAsBefore }, index) => (
          <tr key={played.length - index}>
            <td title={source}>{formatDate(day)}</td>
            <td>{trades}</td>
            <td>
              <Money paise={net} signed />
            </td>
            <td>
              <code title={`SHA-256 over all trades: ${digest}`} data-selectable>
                {digest.slice(0, SHOWN)}
              </code>{' '}
              {isAsBefore !== null && (
                <Badge tone={isAsBefore ? 'good' : 'warn'}>{isAsBefore ? 'as before' : 'other than before'}</Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As many letters tell runs apart. */
const SHOWN = 12;
