import { useState, type ReactNode } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { netOf, type ClosedTrade } from '#shared/domain/performance';
import { istClock } from '#shared/domain/time';
import { formatMinute } from '../format/clock';
import { formatPrice } from '../format/money';
import { DataTable, type Column } from './data-table';
import { Money } from './figures';
import { TradeDetail } from './trade-detail';

/** What every table of closed trades shows, for picking from. */
export const TRADE_COLUMNS = {
  from: {
    id: 'from',
    header: 'Open',
    about: 'Entry and exit',
    sortBy: ({ openedAt }) => istClock(openedAt),
    cell: ({ openedAt, closedAt }) => `${formatMinute(openedAt)}–${formatMinute(closedAt)}`,
  },
  net: {
    id: 'net',
    header: 'Net',
    align: 'right',
    sortBy: netOf,
    cell: (trade) => <Money paise={netOf(trade)} signed />,
  },
  exit: {
    id: 'exit',
    header: 'Left because',
    most: 28,
    sortBy: ({ exitReason }) => exitReason,
    cell: ({ exitReason }) => <span title={exitReason}>{exitReason}</span>,
  },
  charges: {
    id: 'charges',
    header: 'Charges',
    align: 'right',
    isSpare: true,
    sortBy: ({ charges }) => charges,
    cell: ({ charges }) => formatPrice(charges),
  },
} as const satisfies Readonly<Record<string, Column<ClosedTrade>>>;

interface TradesTableProps {
  readonly label: string;
  readonly trades: readonly ClosedTrade[];
  readonly columns: readonly Column<ClosedTrade>[];
  readonly renderChart: (trade: ClosedTrade, instrument: InstrumentId) => ReactNode;
  /** What stands there without any. */
  readonly empty: ReactNode;
}

/** Closed trades; a click opens one with its legs, executions and the day's chart. */
export function TradesTable({ trades, renderChart, ...table }: TradesTableProps) {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const opened = trades.find((trade) => keyOf(trade) === openKey);
  if (opened)
    return (
      <TradeDetail
        trade={opened}
        renderChart={(instrument) => renderChart(opened, instrument)}
        onClose={() => setOpenKey(null)}
      />
    );
  return <DataTable {...table} rows={trades} keyOf={keyOf} onOpen={(trade) => setOpenKey(keyOf(trade))} />;
}

/** Numbers of trades begin anew each day. */
function keyOf({ date, id }: ClosedTrade): string {
  return `${date} ${id}`;
}
