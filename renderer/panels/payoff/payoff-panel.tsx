import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { YEAR } from '#shared/domain/options/black76';
import { payoffAt, payoffAtExpiry, payoffExtremes, probabilityOfProfit } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { DAY } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { StrikeChart } from '../../charts/strike-chart';
import { useStrikeChart } from '../../charts/use-strike-chart';
import { formatPercent, orDash } from '../../format/figures';
import { formatCompactMoney, formatSignedMoney, formatStrike } from '../../format/money';
import { followDesk } from '../../store/paced';
import { useChainSelection } from '../../store/selection';
import { EmptyState } from '../../ui/empty-state';
import { toneOf } from '../../ui/figures';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { holdingIn, type Holding } from './held-legs';
import styles from './payoff-panel.module.css';
import { AS_IT_IS, isChanged, payoffPicture, resultIf, type WhatIf } from './payoff-picture';
import { WhatIfSliders } from './what-if-sliders';

const REDRAW_MS = 500;

interface Moment {
  readonly holding: Holding;
  readonly now: EpochMs;
}

/** What the open positions in the chosen underlying come to: at expiry, now, and if something happened. */
export function PayoffPanel() {
  const underlying = useChainSelection()?.underlying.name ?? null;
  const moment = useHolding(underlying);
  if (moment === null) {
    return (
      <Panel label="Payoff">
        <EmptyState title={`Nothing is open${underlying === null ? '' : ` in ${underlying}`}`}>
          The payoff of open positions is drawn here: at expiry, now, and if something happened.
        </EmptyState>
      </Panel>
    );
  }
  return <Payoff underlying={underlying ?? ''} moment={moment} />;
}

/** What is held, read anew twice a second: its formulas are evaluated at hundreds of prices. */
function useHolding(underlying: string | null): Moment | null {
  const [moment, setMoment] = useState<Moment | null>(null);
  useEffect(() => {
    if (underlying === null) return;
    return followDesk(REDRAW_MS, (desk) => {
      const holding = holdingIn(desk, underlying);
      setMoment(holding && { holding, now: desk.desk.desk.at });
    });
  }, [underlying]);
  return moment;
}

function Payoff({ underlying, moment: { holding, now } }: { readonly underlying: string; readonly moment: Moment }) {
  const [whatIf, setWhatIf] = useState(AS_IT_IS);
  const [chart, container] = useStrikeChart(formatCompactMoney);
  useEffect(() => chart?.draw(payoffPicture(holding, whatIf, now)), [chart, holding, whatIf, now]);
  const daysLeft = Math.max(0, (holding.lastExpiryAt - now) / DAY);
  return (
    <Panel label="Payoff" toolbar={<Summary underlying={underlying} holding={holding} now={now} />}>
      <div className={styles.frame}>
        <div className={styles.chart}>
          <div ref={container} className={styles.canvas} data-testid="payoff" />
          {chart && <Reading chart={chart} moment={{ holding, now }} whatIf={whatIf} />}
        </div>
        <WhatIfSliders whatIf={whatIf} onChange={setWhatIf} daysLeft={daysLeft} />
      </div>
    </Panel>
  );
}

interface SummaryProps extends Moment {
  readonly underlying: string;
}

function Summary({ underlying, holding, now }: SummaryProps) {
  const { breakEvens, maxProfit, maxLoss } = useMemo(() => payoffExtremes(holding.legs), [holding]);
  const chance = chanceOfProfit(holding, now);
  return (
    <>
      <strong title="All open positions in it">{underlying}</strong>
      <Spacer />
      <Figure label="Max profit" title="At expiry, charges left out">
        {maxProfit === null ? 'unlimited' : formatCompactMoney(maxProfit)}
      </Figure>
      <Figure label="Max loss" title="At expiry, charges left out">
        {maxLoss === null ? 'unlimited' : formatCompactMoney(maxLoss)}
      </Figure>
      <Figure label="BE" title="Break-even: where nothing is won or lost at expiry">
        {breakEvens.length === 0
          ? 'none'
          : breakEvens.map((each) => formatStrike(Math.round(each / 100) * 100)).join(' · ')}
      </Figure>
      <Figure label="POP" title="Probability of a profit at expiry, if prices are lognormal around the forward">
        {orDash(chance, (fraction) => formatPercent(fraction, 0))}
      </Figure>
    </>
  );
}

/** Null where the market gives no volatility to judge by, and for legs that do not end together. */
function chanceOfProfit(
  { legs, price, expectedMove, firstExpiryAt, lastExpiryAt }: Holding,
  now: EpochMs,
): number | null {
  const years = (lastExpiryAt - now) / YEAR;
  if (expectedMove === null || firstExpiryAt !== lastExpiryAt || !(years > 0)) return null;
  return probabilityOfProfit(legs, { forward: price, iv: expectedMove / price / Math.sqrt(years), years });
}

interface ReadingProps {
  readonly chart: StrikeChart;
  readonly moment: Moment;
  readonly whatIf: WhatIf;
}

/** The price under the crosshair, or the market's, and what the positions come to there. */
function Reading({ chart, moment: { holding, now }, whatIf }: ReadingProps) {
  const price = useSyncExternalStore(chart.subscribe, chart.current) ?? holding.price;
  const atExpiry = payoffAtExpiry(holding.legs, price);
  const today = payoffAt(holding.legs, price, now, DISCOUNT_RATE);
  return (
    <div className={styles.reading}>
      <strong>{formatStrike(Math.round(price / 100) * 100)}</strong>
      <span className={toneOf(atExpiry)}>At expiry {formatSignedMoney(atExpiry)}</span>
      <span className={styles.now}>Now {formatSignedMoney(today)}</span>
      {isChanged(whatIf) && (
        <span className={styles.supposed}>What if {formatSignedMoney(resultIf(holding, whatIf, now))}</span>
      )}
    </div>
  );
}
