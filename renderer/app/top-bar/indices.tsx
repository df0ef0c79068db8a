import { memo } from 'react';
import type { InstrumentId } from '#shared/domain/instrument';
import { formatClock } from '../../format/clock';
import { useDesk, useDeskShallow } from '../../store/desk';
import { useUi } from '../../store/ui';
import { LiveChange, LivePrice } from '../../ui/live';
import { Tip, TipList } from '../../ui/tooltip';
import { formatPrice } from '../../format/money';
import styles from './indices.module.css';

const SHORT_NAMES: Readonly<Record<string, string>> = {
  'NIFTY 50': 'NIFTY',
  'NIFTY BANK': 'BANKNIFTY',
  'INDIA VIX': 'VIX',
};

/** The indices of the top bar; a click puts one on the chart. */
export function Indices() {
  const ids = useDeskShallow(({ desk }) => desk.desk.indices);
  return (
    <ul className={styles.list} aria-label="Indices">
      {ids.map((id) => (
        <li key={id}>
          <Ticker id={id} />
        </li>
      ))}
    </ul>
  );
}

const Ticker = memo(function Ticker({ id }: { readonly id: InstrumentId }) {
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  const symbol = useDesk(({ quotes }) => quotes[id]?.symbol) ?? id.slice(id.indexOf(':') + 1);
  return (
    <Tip content={<TickerAbout id={id} symbol={symbol} />}>
      <button
        type="button"
        className={styles.ticker}
        aria-label={`Chart ${symbol}`}
        data-testid={`ticker-${symbol}`}
        onClick={() => selectInstrument(id)}
      >
        <span className={styles.name}>{SHORT_NAMES[symbol] ?? symbol}</span>
        <span className={styles.price}>
          <LivePrice select={({ quotes }) => quotes[id]?.ltp} room={6} />
        </span>
        <span className={styles.change}>
          <LiveChange instrument={id} />
        </span>
      </button>
    </Tip>
  );
});

function TickerAbout({ id, symbol }: { readonly id: InstrumentId; readonly symbol: string }) {
  const quote = useDesk(({ quotes }) => quotes[id]);
  if (!quote) return `${symbol}: no price yet`;
  const rows = [
    ['Previous close', formatPrice(quote.close)],
    ['High', formatPrice(quote.high)],
    ['Low', formatPrice(quote.low)],
    ['Last tick', formatClock(quote.at)],
  ] as const;
  return <TipList rows={rows} />;
}
