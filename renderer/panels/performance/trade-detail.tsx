import { ChevronLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import { netOf, type ClosedLeg, type ClosedTrade } from '#shared/domain/performance';
import type { InstrumentId } from '#shared/domain/instrument';
import { useCandleChart } from '../../charts/use-candle-chart';
import { formatClock, formatDate } from '../../format/clock';
import { formatQty, orDash } from '../../format/figures';
import { formatMoney, formatPrice } from '../../format/money';
import { useAsked } from '../../store/use-asked';
import chartStyles from '../../ui/chart-frame.module.css';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import { Figure } from '../../ui/panel';
import { SideTag } from '../../ui/side-tag';
import { Tabs } from '../../ui/tabs';
import { executionMarks } from './execution-marks';
import styles from './performance.module.css';

interface TradeDetailProps {
  readonly trade: ClosedTrade;
  readonly onClose: () => void;
}

/** One trade: why it was entered and left, its legs, and each leg's chart with what was executed in it. */
export function TradeDetail({ trade, onClose }: TradeDetailProps) {
  const [first] = trade.legs;
  const [instrument, setInstrument] = useState<InstrumentId | null>(first?.instrument ?? null);
  return (
    <section className={styles.detail} aria-label={`${trade.name}, ${formatDate(trade.date)}`}>
      <header>
        <Button size="small" tone="ghost" icon={<ChevronLeft size={12} />} onPress={onClose}>
          All trades
        </Button>
        <strong>{trade.name}</strong>
        <span>{formatDate(trade.date)}</span>
        <Figure label="Net">
          <Money paise={netOf(trade)} signed symbol />
        </Figure>
        <Figure label="Charges">{formatMoney(trade.charges)}</Figure>
      </header>
      <p>
        {formatClock(trade.openedAt)} {trade.entryReason}
      </p>
      <p>
        {formatClock(trade.closedAt)} {trade.exitReason}
      </p>
      <Legs legs={trade.legs} />
      {instrument !== null && (
        <>
          <Tabs
            label="Leg"
            value={instrument}
            onChange={setInstrument}
            tabs={trade.legs.map((leg) => ({ value: leg.instrument, label: <InstrumentName id={leg.instrument} /> }))}
          />
          <LegChart key={instrument} trade={trade} instrument={instrument} />
        </>
      )}
    </section>
  );
}

function Legs({ legs }: { readonly legs: readonly ClosedLeg[] }) {
  return (
    <table className={styles.legs}>
      <caption className="visually-hidden">Legs</caption>
      <thead>
        <tr>
          <th scope="col">Leg</th>
          <th scope="col">Qty</th>
          <th scope="col">Entry</th>
          <th scope="col">Exit</th>
          <th scope="col">Realised</th>
        </tr>
      </thead>
      <tbody>
        {legs.map(({ instrument, side, qty, entry, exit, realised }) => (
          <tr key={instrument}>
            <th scope="row">
              <SideTag side={side} /> <InstrumentName id={instrument} />
            </th>
            <td>{formatQty(qty)}</td>
            <td>{orDash(entry, formatPrice)}</td>
            <td>{orDash(exit, formatPrice)}</td>
            <td>
              <Money paise={realised} signed />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The day's minutes of one leg with its executions. */
function LegChart({ trade, instrument }: { readonly trade: ClosedTrade; readonly instrument: InstrumentId }) {
  const [chart, container] = useCandleChart();
  const { date } = trade;
  const { reply, problem } = useAsked('review.bars', { instrument, date }, '');
  const bars = reply?.ok === true ? reply.value.bars : null;
  useEffect(() => {
    if (chart === null || bars === null) return;
    chart.show(bars);
    chart.setMarks(executionMarks(trade, instrument, bars));
    chart.fit();
  }, [chart, trade, instrument, bars]);
  return (
    <div className={styles.legChart}>
      <div ref={container} className={chartStyles.canvas} />
      {problem !== null && (
        <div className={styles.absence}>
          <EmptyState title="The chart of that day cannot be shown">{problem}</EmptyState>
        </div>
      )}
    </div>
  );
}
