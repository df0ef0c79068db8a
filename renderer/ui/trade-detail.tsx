import { ChevronLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { netOf, type ClosedLeg, type ClosedTrade } from '#shared/domain/performance';
import type { InstrumentId } from '#shared/domain/instrument';
import { formatClock, formatDate } from '../format/clock';
import { formatQty, orDash } from '../format/figures';
import { formatMoney, formatPrice } from '../format/money';
import { Button } from './button';
import { Money } from './figures';
import { InstrumentName } from './instrument-name';
import { Figure } from './panel';
import { SideTag } from './side-tag';
import { Tabs } from './tabs';
import styles from './trade-detail.module.css';

interface TradeDetailProps {
  readonly trade: ClosedTrade;
  /** Draws the chart of one leg: where its bars come from is the caller's affair. */
  readonly renderChart: (instrument: InstrumentId) => ReactNode;
  readonly onClose: () => void;
}

/** One trade: why it was entered and left, its legs, and each leg's chart with what was executed in it. */
export function TradeDetail({ trade, renderChart, onClose }: TradeDetailProps) {
  const [first] = trade.legs;
  const [instrument, setInstrument] = useState<InstrumentId | null>(first?.instrument ?? null);
  return (
    <section className={styles.detail} aria-label={`${trade.name}, ${formatDate(trade.date)}`}>
      <header>
        <Button size="small" tone="ghost" icon={<ChevronLeft size={12} />} onPress={onClose}>
          All trades
        </Button>
        <strong title={trade.name}>{trade.name}</strong>
        <span>{formatDate(trade.date)}</span>
        <Figure label="Net">
          <Money paise={netOf(trade)} signed symbol />
        </Figure>
        <Figure label="Charges">{formatMoney(trade.charges)}</Figure>
      </header>
      <p title={trade.entryReason}>
        {formatClock(trade.openedAt)} {trade.entryReason}
      </p>
      <p title={trade.exitReason}>
        {formatClock(trade.closedAt)} {trade.exitReason}
      </p>
      <Legs legs={trade.legs} />
      {instrument !== null && (
        <>
          {trade.legs.length > 1 && (
            <Tabs
              label="Leg"
              value={instrument}
              onChange={setInstrument}
              tabs={trade.legs.map((leg) => ({ value: leg.instrument, label: <InstrumentName id={leg.instrument} /> }))}
            />
          )}
          {renderChart(instrument)}
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
