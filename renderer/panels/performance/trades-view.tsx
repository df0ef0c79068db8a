import type { InstrumentId } from '#shared/domain/instrument';
import { netOf, type ClosedTrade } from '#shared/domain/performance';
import { MINUTE } from '#shared/domain/time';
import { formatClock, formatDay } from '../../format/clock';
import { csvRupees, type CsvColumn } from '../../format/csv';
import { useAnswer } from '../../store/answer';
import type { Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { LegChart } from '../../ui/leg-chart';
import { TRADE_COLUMNS, TradesTable } from '../../ui/trades-table';

const COLUMNS: readonly Column<ClosedTrade>[] = [
  { id: 'date', header: 'Day', sortBy: ({ openedAt }) => openedAt, cell: ({ date }) => formatDay(date) },
  TRADE_COLUMNS.from,
  TRADE_COLUMNS.net,
  {
    id: 'held',
    header: 'Held',
    align: 'right',
    isSpare: true,
    sortBy: ({ openedAt, closedAt }) => closedAt - openedAt,
    cell: heldFor,
  },
  {
    id: 'name',
    header: 'Trade',
    most: 26,
    sortBy: ({ name }) => name,
    cell: ({ name }) => <span title={name}>{name}</span>,
  },
  {
    id: 'strategy',
    header: 'From',
    most: 20,
    sortBy: ({ strategy }) => strategy,
    cell: ({ strategy }) => <span title={strategy}>{strategy}</span>,
  },
  TRADE_COLUMNS.exit,
  {
    id: 'gross',
    header: 'Gross',
    align: 'right',
    isSpare: true,
    sortBy: ({ gross }) => gross,
    cell: ({ gross }) => <Money paise={gross} signed />,
  },
  TRADE_COLUMNS.charges,
];

export const TRADES_CSV: readonly CsvColumn<ClosedTrade>[] = [
  { header: 'Day', value: ({ date }) => date },
  { header: 'Opened', value: ({ openedAt }) => formatClock(openedAt) },
  { header: 'Closed', value: ({ closedAt }) => formatClock(closedAt) },
  { header: 'Trade', value: ({ name }) => name },
  { header: 'From', value: ({ strategy }) => strategy },
  { header: 'Entry reason', value: ({ entryReason }) => entryReason },
  { header: 'Exit reason', value: ({ exitReason }) => exitReason },
  { header: 'Gross', value: ({ gross }) => csvRupees(gross) },
  { header: 'Charges', value: ({ charges }) => csvRupees(charges) },
  { header: 'Net', value: (trade) => csvRupees(netOf(trade)) },
];

function heldFor({ openedAt, closedAt }: ClosedTrade): string {
  const minutes = Math.round((closedAt - openedAt) / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Every closed trade; a click opens it with its legs, executions and chart. */
export function TradesView({ trades }: { readonly trades: readonly ClosedTrade[] }) {
  return (
    <TradesTable
      label="Closed trades"
      trades={trades}
      columns={COLUMNS}
      renderChart={(trade, instrument) => <PastChart key={instrument} trade={trade} instrument={instrument} />}
      empty={
        <EmptyState title="No trade to show">
          What came of each trade appears here when it is over. Choose another strategy or all days above.
        </EmptyState>
      }
    />
  );
}

/** The day's minutes of one leg, as the broker has them. */
function PastChart({ trade, instrument }: { readonly trade: ClosedTrade; readonly instrument: InstrumentId }) {
  const { reply, problem } = useAnswer('review.bars', { instrument, date: trade.date });
  return (
    <LegChart
      trade={trade}
      instrument={instrument}
      bars={reply?.ok === true ? reply.value.bars : null}
      problem={problem}
    />
  );
}

/** Trade ids begin anew each day. */
