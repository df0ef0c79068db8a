import { useMemo, useState } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { netOf, type ClosedTrade } from '#shared/domain/performance';
import type { BacktestResult } from '#shared/ipc/lab';
import { formatDate, formatMinute } from '../../format/clock';
import { symbolOf } from '../../format/instrument';
import { formatPrice } from '../../format/money';
import { useAsked } from '../../store/use-asked';
import { Badge } from '../../ui/badge';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import { LegChart } from '../../ui/leg-chart';
import { TradeDetail } from '../../ui/trade-detail';

interface LabTradesProps {
  readonly job: string;
  readonly result: BacktestResult;
}

/** Every trade of a run; a click opens it with its legs, and the day's chart as the run saw it. */
export function LabTrades({ job, result }: LabTradesProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const { trades } = result.report.performance;
  const columns = useMemo(() => columnsOf(new Set(result.modelledTrades)), [result]);
  const opened = trades.find(({ id }) => id === openId);
  if (opened)
    return (
      <TradeDetail
        trade={opened}
        renderChart={(instrument) => <PlayedChart key={instrument} job={job} trade={opened} instrument={instrument} />}
        onClose={() => setOpenId(null)}
      />
    );
  return (
    <DataTable
      label="Trades of the run"
      rows={trades}
      keyOf={({ id }) => id}
      columns={columns}
      onOpen={({ id }) => setOpenId(id)}
      empty={
        <EmptyState title="The strategy made no trade">
          {result.lastWords === '' ? 'It gave no signal.' : `It said last: ${result.lastWords}`}
        </EmptyState>
      }
    />
  );
}

/** The day as the run saw it. */
function PlayedChart({ job, trade, instrument }: { job: string; trade: ClosedTrade; instrument: InstrumentId }) {
  const { reply, problem } = useAsked('lab.bars', { job, instrument, date: trade.date }, '');
  const bars = reply?.ok === true ? reply.value.bars : null;
  return <LegChart trade={trade} instrument={instrument} bars={bars} problem={problem} />;
}

function columnsOf(modelled: ReadonlySet<string>): readonly Column<ClosedTrade>[] {
  return [
    { id: 'date', header: 'Day', sortBy: ({ openedAt }) => openedAt, cell: ({ date }) => formatDate(date) },
    {
      id: 'from',
      header: 'Open',
      sortBy: ({ openedAt, closedAt }) => closedAt - openedAt,
      cell: ({ openedAt, closedAt }) => `${formatMinute(openedAt)}–${formatMinute(closedAt)}`,
    },
    { id: 'net', header: 'Net', align: 'right', sortBy: netOf, cell: (trade) => <Money paise={netOf(trade)} signed /> },
    {
      id: 'legs',
      header: 'Legs',
      most: 40,
      cell: ({ id, legs }) => (
        <span title={legs.map(({ side, instrument }) => `${side} ${symbolOf(instrument)}`).join(', ')}>
          {legs.map(({ instrument, side }) => (
            <span key={instrument}>
              {side === 'buy' ? 'B' : 'S'} <InstrumentName id={instrument} />{' '}
            </span>
          ))}
          {modelled.has(id) && <Badge tone="warn">modelled</Badge>}
        </span>
      ),
    },
    {
      id: 'exit',
      header: 'Left because',
      most: 28,
      sortBy: ({ exitReason }) => exitReason,
      cell: ({ exitReason }) => <span title={exitReason}>{exitReason}</span>,
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
}
