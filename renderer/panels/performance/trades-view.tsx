import { useState } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { netOf, type ClosedTrade } from '#shared/domain/performance';
import { istClock, MINUTE } from '#shared/domain/time';
import { formatClock, formatDay, formatMinute } from '../../format/clock';
import { csvRupees, type CsvColumn } from '../../format/csv';
import { formatPrice } from '../../format/money';
import { useAsked } from '../../store/use-asked';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { LegChart } from '../../ui/leg-chart';
import { TradeDetail } from '../../ui/trade-detail';

const COLUMNS: readonly Column<ClosedTrade>[] = [
  { id: 'date', header: 'Day', sortBy: ({ openedAt }) => openedAt, cell: ({ date }) => formatDay(date) },
  {
    id: 'from',
    header: 'Open',
    about: 'Entry and exit',
    sortBy: ({ openedAt }) => istClock(openedAt),
    cell: ({ openedAt, closedAt }) => `${formatMinute(openedAt)}–${formatMinute(closedAt)}`,
  },
  { id: 'net', header: 'Net', align: 'right', sortBy: netOf, cell: (trade) => <Money paise={netOf(trade)} signed /> },
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
  {
    id: 'exit',
    header: 'Left because',
    most: 26,
    sortBy: ({ exitReason }) => exitReason,
    cell: ({ exitReason }) => <span title={exitReason}>{exitReason}</span>,
  },
  {
    id: 'gross',
    header: 'Gross',
    align: 'right',
    isSpare: true,
    sortBy: ({ gross }) => gross,
    cell: ({ gross }) => <Money paise={gross} signed />,
  },
  {
    id: 'charges',
    header: 'Charges',
    align: 'right',
    isSpare: true,
    sortBy: ({ charges }) => charges,
    cell: ({ charges }) => formatPrice(charges),
  },
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
  const [openKey, setOpenKey] = useState<string | null>(null);
  const opened = trades.find((trade) => keyOf(trade) === openKey);
  if (opened)
    return (
      <TradeDetail
        trade={opened}
        renderChart={(instrument) => <PastChart key={instrument} trade={opened} instrument={instrument} />}
        onClose={() => setOpenKey(null)}
      />
    );
  return (
    <DataTable
      label="Closed trades"
      rows={trades}
      keyOf={keyOf}
      columns={COLUMNS}
      onOpen={(trade) => setOpenKey(keyOf(trade))}
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
  const { reply, problem } = useAsked('review.bars', { instrument, date: trade.date }, '');
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
function keyOf({ date, id }: ClosedTrade): string {
  return `${date} ${id}`;
}
