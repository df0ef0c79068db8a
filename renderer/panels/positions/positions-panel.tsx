import { isLive } from '#shared/domain/trade';
import { useDeskShallow } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { ClosedTradeRow } from './closed-trade-row';
import { OpenTrade } from './open-trade';
import styles from './positions.module.css';
import { TotalRow } from './total-row';

const HEADERS = [
  { id: 'name', text: 'Instrument' },
  { id: 'qty', text: 'Qty', about: 'Units, short is negative; lots beside' },
  { id: 'average', text: 'Average' },
  { id: 'ltp', text: 'LTP' },
  { id: 'mtm', text: 'MTM', about: 'Quantity × LTP − cost' },
  { id: 'realised', text: 'Realised', about: 'Booked on what was closed, before charges' },
  { id: 'stop', text: 'Stop', about: 'Price of the leg at which it is left with a loss' },
  { id: 'target', text: 'Target', about: 'Price of the leg at which it is left with a gain' },
  { id: 'actions', text: '' },
] as const;

/** What is held, by trade and leg, with its way out; today's closed trades beneath. */
export function PositionsPanel() {
  const open = useDeskShallow(({ trades }) =>
    Object.values(trades)
      .filter(isLive)
      .toSorted((a, b) => b.openedAt - a.openedAt)
      .map(({ id }) => id),
  );
  const done = useDeskShallow(({ trades }) =>
    Object.values(trades)
      .filter((trade) => !isLive(trade))
      .toSorted((a, b) => (b.closedAt ?? b.openedAt) - (a.closedAt ?? a.openedAt))
      .map(({ id }) => id),
  );
  if (open.length + done.length === 0) {
    return (
      <Panel label="Positions">
        <EmptyState title="No positions">
          Start a strategy, and what it holds appears here with live MTM, stops and exits.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel label="Positions">
      <table className={styles.table} aria-label="Positions">
        <thead>
          <tr>
            {HEADERS.map((header) => (
              <th
                key={header.id}
                scope="col"
                className={styles[header.id]}
                title={'about' in header ? header.about : undefined}
              >
                {header.text}
              </th>
            ))}
          </tr>
        </thead>
        {open.map((id) => (
          <OpenTrade key={id} id={id} />
        ))}
        {done.length > 0 && (
          <tbody>
            <tr>
              <th scope="rowgroup" className={styles.section}>
                Closed today ({done.length})
              </th>
            </tr>
            {done.map((id) => (
              <ClosedTradeRow key={id} id={id} />
            ))}
          </tbody>
        )}
        <TotalRow />
      </table>
    </Panel>
  );
}
