import { useCallback, useSyncExternalStore } from 'react';
import type { Bar, BarInterval } from '#shared/domain/bars';
import { istDate } from '#shared/domain/time';
import type { GapView } from '#shared/ipc/views';
import type { CandleChart, Reading } from '../../charts/candle-chart';
import { formatDay, formatMinute } from '../../format/clock';
import { NO_VALUE, orDash } from '../../format/figures';
import { formatCompact, formatPrice } from '../../format/money';
import { useDeskView } from '../../store/desk';
import { Change } from '../../ui/figures';
import { gapOf } from './gaps';
import styles from './chart-panel.module.css';

/** The bar under the crosshair, or the newest one, in figures. */
export function Legend({ chart, interval }: { readonly chart: CandleChart; readonly interval: BarInterval }) {
  const reading = useSyncExternalStore(chart.subscribe, chart.current);
  const measured = useCallback((legend: HTMLElement | null) => keepClear(chart, legend), [chart]);
  if (reading === null) return null;
  const { bar, overlays } = reading;
  return (
    <div ref={measured} className={styles.legend} aria-label="Bar under the crosshair">
      <span className={styles.time} data-brief>
        {formatDay(istDate(bar.startAt))}
        {interval !== '1d' && ` ${formatMinute(bar.startAt)}`}
      </span>
      <Part label="O" value={formatPrice(bar.open)} />
      <Part label="H" value={formatPrice(bar.high)} />
      <Part label="L" value={formatPrice(bar.low)} />
      <Part label="C" value={formatPrice(bar.close)} isBrief />
      <BarChange reading={reading} />
      <Completeness bar={bar} interval={interval} />
      {bar.volume > 0 && <Part label="Vol" value={formatCompact(bar.volume)} />}
      {bar.oi !== null && <Part label="OI" value={formatCompact(bar.oi)} />}
      {overlays.map(({ label, colour, value }) => (
        <span key={label} className={styles[colour]}>
          {label} {orDash(value, formatPrice)}
        </span>
      ))}
    </div>
  );
}

/** However many lines the legend takes, no level's name lies under it. For a ref; returns how to stop. */
function keepClear(chart: CandleChart, legend: HTMLElement | null): (() => void) | undefined {
  if (!legend) return undefined;
  const observer = new ResizeObserver(() => chart.setCovered(legend.offsetTop + legend.offsetHeight));
  observer.observe(legend);
  return () => observer.disconnect();
}

/** Says when a bar is not of ticks: no prices came for a while of it. */
function Completeness({ bar, interval }: { readonly bar: Bar; readonly interval: BarInterval }) {
  const state = useDeskView(({ gaps }) => gapOf(gaps, bar, interval)?.state ?? null);
  if (state === null) return null;
  return <span className={styles.gap}>{GAP_WORDS[state]}</span>;
}

const GAP_WORDS: Readonly<Record<GapView['state'], string>> = {
  filled: "from the broker's candles: no prices came",
  filling: 'no prices came; being filled',
  missing: 'incomplete: no prices came',
};

interface PartProps {
  readonly label: string;
  readonly value: string;
  /** Told also where there is little room. */
  readonly isBrief?: boolean;
}

function Part({ label, value, isBrief = false }: PartProps) {
  return (
    <span data-brief={isBrief || undefined}>
      <span className={styles.label}>{label}</span> {value}
    </span>
  );
}

function BarChange({ reading: { bar, previousClose } }: { readonly reading: Reading }) {
  if (previousClose === null || previousClose === 0) return <span>{NO_VALUE}</span>;
  return (
    <span className={styles.change}>
      <Change amount={bar.close - previousClose} fraction={bar.close / previousClose - 1} />
    </span>
  );
}
