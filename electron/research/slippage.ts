import type { Instrument } from '#shared/domain/instrument';
import { paise, toTick, type Fraction, type Paise } from '#shared/domain/units';

/**
 * Where bid and offer are taken to be when only the last price was recorded: so far either side of it, rounded away
 * from it to the tick. A recorded bid or offer is taken as it is. Either way there is as much as anybody asks for:
 * our own size moves nothing.
 */
export interface Slippage {
  /** Of the price. */
  readonly option: Fraction;
  readonly other: Fraction;
  /** The distance is at least so many ticks. */
  readonly leastTicks: number;
}

/** Near the money NIFTY options are quoted within about 0.1 % and a tick, their future within 0.01 %. */
export const USUAL_SLIPPAGE: Slippage = { option: 0.001, other: 0.0001, leastTicks: 1 };

/** Fills at the last price itself. */
export const NO_SLIPPAGE: Slippage = { option: 0, other: 0, leastTicks: 0 };

/** More than any order: depth beyond the touch was not recorded. */
export const PLENTY = 100_000_000;

export function bidOf(ltp: Paise, instrument: Instrument, slippage: Slippage): Paise {
  const { tickSize } = instrument;
  return paise(Math.max(tickSize, toTick(paise(ltp - distance(ltp, instrument, slippage)), tickSize, 'down')));
}

export function askOf(ltp: Paise, instrument: Instrument, slippage: Slippage): Paise {
  return toTick(paise(ltp + distance(ltp, instrument, slippage)), instrument.tickSize, 'up');
}

function distance(ltp: Paise, { kind, tickSize }: Instrument, slippage: Slippage): number {
  const share = kind === 'option' ? slippage.option : slippage.other;
  return Math.max(Math.round(ltp * share), slippage.leastTicks * tickSize);
}
