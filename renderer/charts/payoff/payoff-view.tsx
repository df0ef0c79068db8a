import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { YEAR } from '#shared/domain/options/black76';
import { payoffAt, payoffAtExpiry, payoffExtremes, probabilityOfProfit } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { DAY } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatPercent, formatSignedPercent, orDash } from '../../format/figures';
import { formatCompactMoney, formatSignedMoney, formatStrike } from '../../format/money';
import type { Holding } from '../../store/holding';
import { toneOf } from '../../ui/figures';
import chartStyles from '../../ui/chart-frame.module.css';
import { Figure } from '../../ui/panel';
import type { StrikeChart } from '../strike-chart';
import { useStrikeChart } from '../use-strike-chart';
import { AS_IT_IS, isChanged, payoffPicture, resultIf, type WhatIf } from './payoff-picture';
import styles from './payoff.module.css';
import { WhatIfSliders } from './what-if-sliders';

/** A holding at one moment of the desk's clock. */
export interface PayoffMoment {
  readonly holding: Holding;
  readonly now: EpochMs;
}

/** What contracts come to over the price of their underlying: at expiry, now, and if something happened. */
export function PayoffView({ moment: { holding, now } }: { readonly moment: PayoffMoment }) {
  const [whatIf, setWhatIf] = useState(AS_IT_IS);
  const [chart, container] = useStrikeChart(formatCompactMoney);
  useEffect(() => chart?.draw(payoffPicture(holding, whatIf, now)), [chart, holding, whatIf, now]);
  const daysLeft = Math.max(0, (holding.lastExpiryAt - now) / DAY);
  return (
    <div className={styles.payoff}>
      <div className={chartStyles.frame}>
        <div ref={container} className={chartStyles.canvas} data-testid="payoff" />
        {chart && <Reading chart={chart} moment={{ holding, now }} whatIf={whatIf} />}
      </div>
      <WhatIfSliders price={holding.price} whatIf={whatIf} onChange={setWhatIf} daysLeft={daysLeft} />
    </div>
  );
}

/** The figures of a payoff: how far it goes, where it turns, how likely it ends well. */
export function PayoffFigures({ moment: { holding, now } }: { readonly moment: PayoffMoment }) {
  const { breakEvens, maxProfit, maxLoss } = useMemo(() => payoffExtremes(holding.legs), [holding]);
  const chance = chanceOfProfit(holding, now);
  return (
    <>
      <Figure label="Max profit" title="At expiry, charges left out">
        {maxProfit === null ? 'unlimited' : formatCompactMoney(maxProfit)}
      </Figure>
      <Figure label="Max loss" title="At expiry, charges left out">
        {maxLoss === null ? 'unlimited' : formatCompactMoney(maxLoss)}
      </Figure>
      <Figure label="BE" title="Break-even: where nothing is won or lost at expiry, and how far that is from here">
        {breakEvens.length === 0 ? 'none' : breakEvens.map((each) => breakEvenText(each, holding.price)).join(' · ')}
      </Figure>
      <Figure label="POP" title="Probability of a profit at expiry, if prices are lognormal around the forward">
        {orDash(chance, (fraction) => formatPercent(fraction, 0))}
      </Figure>
    </>
  );
}

function breakEvenText(at: number, price: number): string {
  return `${inWholeRupees(at)} (${formatSignedPercent(at / price - 1, 1)})`;
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
  readonly moment: PayoffMoment;
  readonly whatIf: WhatIf;
}

/** The price under the crosshair, or the market's, and what it all comes to there. */
function Reading({ chart, moment: { holding, now }, whatIf }: ReadingProps) {
  const price = useSyncExternalStore(chart.subscribe, chart.current) ?? holding.price;
  const atExpiry = payoffAtExpiry(holding.legs, price);
  const today = payoffAt(holding.legs, price, now, DISCOUNT_RATE);
  return (
    <div className={chartStyles.reading}>
      <strong>{inWholeRupees(price)}</strong>
      <span className={toneOf(atExpiry)}>At expiry {formatSignedMoney(atExpiry)}</span>
      <span className={chartStyles.now}>Now {formatSignedMoney(today)}</span>
      {isChanged(whatIf) && (
        <span className={chartStyles.line2}>What if {formatSignedMoney(resultIf(holding, whatIf, now))}</span>
      )}
    </div>
  );
}

function inWholeRupees(price: number): string {
  return formatStrike(Math.round(price / 100) * 100);
}
