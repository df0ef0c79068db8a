import { useState } from 'react';
import type { TradeId } from '#shared/domain/trade';
import { deskNow, useDeskShallow } from '../../store/desk';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { ariaSort, SortButton } from '../../ui/sort-button';
import type { Sorting } from '../../ui/sort-rows';
import { ClosedTradeRow } from './closed-trade-row';
import { fitColumns } from './fit-columns';
import { OpenTrade } from './open-trade';
import { OutsideRows, useOutside } from './outside-rows';
import { POSITION_CSV, tradeLegs } from './position-csv';
import { tradeOrder } from './position-order';
import styles from './positions.module.css';
import { TotalRow } from './total-row';

const HEADERS = [
  { id: 'name', text: 'Instrument' },
  { id: 'qty', text: 'Qty', about: 'Units, short is negative; lots beside' },
  { id: 'average', text: 'Average' },
  { id: 'ltp', text: 'LTP' },
  { id: 'mtm', text: 'MTM', about: 'Quantity × LTP − cost' },
  { id: 'realised', text: 'Realised', about: 'Booked on what was closed, before charges' },
  { id: 'delta', text: 'Delta', about: 'Units of the underlying that it moves like' },
  { id: 'theta', text: 'Theta ₹/d', about: 'Rupees that a calendar day brings or costs' },
  { id: 'vega', text: 'Vega ₹/pt', about: 'Rupees per percentage point of volatility' },
  { id: 'stop', text: 'Stop', about: 'Price of the leg at which it is left with a loss' },
  { id: 'target', text: 'Target', about: 'Price of the leg at which it is left with a gain' },
  { id: 'actions', text: '' },
] as const;

/** What is held, by trade and leg, with its way out; today's closed trades beneath. */
export function PositionsPanel() {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const open = useDeskShallow((desk) => tradeOrder(desk, sorting).open);
  const done = useDeskShallow((desk) => tradeOrder(desk, sorting).done);
  const outside = useOutside();
  const foreign = outside.positions.length + outside.orders.length;
  return (
    <Panel label="Positions">
      {open.length + done.length + foreign === 0 ? (
        <NoPositions />
      ) : (
        <table ref={fitColumns} className={styles.table} aria-label="Positions">
          <Head sorting={sorting} onSort={setSorting} />
          {open.map((id) => (
            <OpenTrade key={id} id={id} />
          ))}
          {foreign > 0 && <OutsideRows outside={outside} />}
          {done.length > 0 && <ClosedTrades ids={done} />}
          <TotalRow />
        </table>
      )}
    </Panel>
  );
}

function ClosedTrades({ ids }: { readonly ids: readonly TradeId[] }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" className={styles.section}>
          Closed today ({ids.length})
        </th>
      </tr>
      {ids.map((id) => (
        <ClosedTradeRow key={id} id={id} />
      ))}
    </tbody>
  );
}

const SORTABLE = new Set<string>(['name', 'mtm']);

function Head({
  sorting,
  onSort,
}: {
  readonly sorting: Sorting | null;
  readonly onSort: (next: Sorting | null) => void;
}) {
  return (
    <thead>
      <tr>
        {HEADERS.map((header) => (
          <th
            key={header.id}
            scope="col"
            className={styles[header.id]}
            title={'about' in header ? header.about : undefined}
            aria-sort={SORTABLE.has(header.id) ? ariaSort(sorting, header.id) : undefined}
          >
            {SORTABLE.has(header.id) ? (
              <SortButton column={header.id} sorting={sorting} onSort={onSort}>
                {header.text}
              </SortButton>
            ) : (
              header.text
            )}
            {header.id === 'actions' && (
              <>
                <span className={styles.exitCost} title="What leaving now takes from the MTM: spread and charges">
                  Exit cost
                </span>
                <SavePositions />
              </>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Rows are gathered when it is pressed, not with every tick. */
function SavePositions() {
  return <SaveTable name="positions" rows={() => tradeLegs(deskNow())} columns={POSITION_CSV} />;
}

function NoPositions() {
  return (
    <EmptyState title="No positions">
      Start a strategy, and what it holds appears here with live MTM, stops and exits.
    </EmptyState>
  );
}
