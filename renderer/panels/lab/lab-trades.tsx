import { useMemo } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ClosedTrade } from '#shared/domain/performance';
import { symbolOf } from '#shared/domain/words';
import type { BacktestResult } from '#shared/ipc/lab';
import { formatDate } from '../../format/clock';
import { useAnswer } from '../../store/answer';
import { Badge } from '../../ui/badge';
import type { Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { InstrumentName } from '../../ui/instrument-name';
import { LegChart } from '../../ui/leg-chart';
import { TRADE_COLUMNS, TradesTable } from '../../ui/trades-table';

interface LabTradesProps {
  readonly job: string;
  readonly result: BacktestResult;
}

/** Every trade of a run; a click opens it with its legs, and the day's chart as the run saw it. */
export function LabTrades({ job, result }: LabTradesProps) {
  const columns = useMemo(() => columnsOf(new Set(result.modelledTrades)), [result]);
  return (
    <TradesTable
      label="Trades of the run"
      trades={result.report.performance.trades}
      columns={columns}
      renderChart={(trade, instrument) => (
        <PlayedChart key={instrument} job={job} trade={trade} instrument={instrument} />
      )}
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
  const { reply, problem } = useAnswer('lab.bars', { job, instrument, date: trade.date });
  const bars = reply?.ok === true ? reply.value.bars : null;
  return <LegChart trade={trade} instrument={instrument} bars={bars} problem={problem} />;
}

function columnsOf(modelled: ReadonlySet<string>): readonly Column<ClosedTrade>[] {
  return [
    { id: 'date', header: 'Day', sortBy: ({ openedAt }) => openedAt, cell: ({ date }) => formatDate(date) },
    TRADE_COLUMNS.from,
    TRADE_COLUMNS.net,
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
    TRADE_COLUMNS.exit,
    TRADE_COLUMNS.charges,
  ];
}
