import { payoffAt, payoffAtExpiry, payoffExtremes, type PayoffLeg } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { DAY } from '#shared/domain/time';
import { rupees, type EpochMs } from '#shared/domain/units';
import type { StrikeLine, StrikeMark, StrikePicture, StrikePoint } from '../strike-chart';
import { formatStrike } from '../../format/money';
import type { Holding } from '../../store/holding';

/** What the sliders say might happen. */
export interface WhatIf {
  /** Of the underlying, a fraction of its price. */
  readonly move: number;
  /** Added to every option's implied volatility, a fraction per year. */
  readonly iv: number;
  /** From now. */
  readonly days: number;
}

export const AS_IT_IS: WhatIf = { move: 0, iv: 0, days: 0 };

export function isChanged({ move, iv, days }: WhatIf): boolean {
  return move !== 0 || iv !== 0 || days !== 0;
}

/** Profit or loss of the open legs if that happened. In paise. */
export function resultIf({ legs, price }: Holding, whatIf: WhatIf, now: EpochMs): number {
  return payoffAt(shifted(legs, whatIf.iv), price * (1 + whatIf.move), now + whatIf.days * DAY, DISCOUNT_RATE);
}

function shifted(legs: readonly PayoffLeg[], iv: number): readonly PayoffLeg[] {
  return legs.map((leg) => (leg.kind === 'option' ? { ...leg, iv: Math.max(0, leg.iv + iv) } : leg));
}

const STEPS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000].map(rupees);
const MOST_POINTS = 240;
const DEVIATIONS = 3;
/** As a fraction of the price: on an expiry day three deviations are next to nothing. */
const LEAST_REACH = 0.008;

/**
 * Prices to draw at, in paise: three standard deviations either side and all strikes, on a grid that strikes lie
 * on, so that the corners of the payoff are where they are.
 */
export function priceGrid({ legs, price, expectedMove }: Holding): readonly number[] {
  const distances = legs.flatMap((leg) => (leg.kind === 'option' ? [Math.abs(leg.strike - price) * 1.25] : []));
  const reach = Math.max(DEVIATIONS * (expectedMove ?? 0), LEAST_REACH * price, ...distances);
  const step = STEPS.find((each) => (2 * reach) / each <= MOST_POINTS) ?? Math.ceil(reach);
  const first = Math.max(step, Math.floor((price - reach) / step) * step);
  const count = Math.ceil((price + reach - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}

export function payoffPicture(holding: Holding, whatIf: WhatIf, now: EpochMs): StrikePicture {
  const { legs, price } = holding;
  const grid = priceGrid(holding);
  const points = (value: (at: number) => number): readonly StrikePoint[] =>
    grid.map((at) => ({ price: at, value: value(at) }));
  const later = shifted(legs, whatIf.iv);
  const lines: StrikeLine[] = [
    { id: 'expiry', colour: 'gain', kind: 'result', points: points((at) => payoffAtExpiry(legs, at)) },
    { id: 'now', colour: 'accent', kind: 'line', points: points((at) => payoffAt(legs, at, now, DISCOUNT_RATE)) },
  ];
  if (isChanged(whatIf)) {
    const at = now + whatIf.days * DAY;
    lines.push({
      id: 'what-if',
      colour: 'line2',
      kind: 'dashed',
      points: points((each) => payoffAt(later, each, at, DISCOUNT_RATE)),
    });
  }
  const supposed = price * (1 + whatIf.move);
  const marks: StrikeMark[] = [
    ...payoffExtremes(legs).breakEvens.map((at) => mark(at, 'neutral', true)),
    ...(whatIf.move === 0 ? [] : [mark(supposed, 'line2', true)]),
    // Its figure is read above the chart; on the axis it would cover the break-evens beside it.
    { ...mark(price, 'accent', false), label: '' },
  ];
  return { lines, pairs: [], marks };
}

function mark(price: number, colour: StrikeMark['colour'], isDashed: boolean): StrikeMark {
  return { price, label: formatStrike(Math.round(price / 100) * 100), colour, isDashed };
}
