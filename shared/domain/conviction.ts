import type { Bar } from './bars';
import { biasOf, biasWords, type Bias } from './bias';
import type { OiShift } from './oi-shift';
import { buildUp, type BuildUp } from './options/build-up';
import { MINUTE } from './time';
import type { Paise } from './units';
import type { Direction } from './vehicle';
import { hasVolume, volumeWords } from './volume-ratio';
import { inChange, inPercent } from './words';

/** What stands behind a candle's close: volume, the future's positions, the chain's, and the score they make. */
export interface Conviction {
  readonly close: Paise;
  readonly volume: number | null;
  readonly buildUp: BuildUp;
  readonly shift: OiShift | null;
  readonly bias: Bias;
}

/** `beyond` is how far the close lies outside its range, in ATR: see `biasOf`. */
export interface ConvictionInputs extends Omit<Conviction, 'close' | 'bias'> {
  readonly bar: Pick<Bar, 'open' | 'close'>;
  readonly beyond: number;
}

export interface ConvictionTerms {
  /** Volume needed, as a multiple of the average. */
  readonly volumeFactor: number;
  /** The score has to be past this, on the side of the trade. */
  readonly threshold: number;
}

export function convictionOf(
  { bar, beyond, ...seen }: ConvictionInputs,
  { volumeFactor }: ConvictionTerms,
): Conviction {
  const candle = Math.sign(bar.close - bar.open);
  const shift = seen.shift?.share ?? null;
  return {
    ...seen,
    close: bar.close,
    bias: biasOf({ beyond, candle, volume: seen.volume, volumeFactor, buildUp: seen.buildUp, shift }),
  };
}

/** Which of volume, future, chain and score does not go with a trade; null when all do. */
export function disagreement(
  look: Conviction,
  direction: Direction,
  { volumeFactor, threshold }: ConvictionTerms,
): string | null {
  const sign = direction === 'long' ? 1 : -1;
  const wanted: BuildUp = direction === 'long' ? 'long-build-up' : 'short-build-up';
  if (!hasVolume(look.volume, volumeFactor)) return volumeWords(look.volume, volumeFactor);
  if (look.buildUp !== wanted) return `the future shows ${buildUpWords(look.buildUp)}, needs ${buildUpWords(wanted)}`;
  if (!look.shift) return "the chain's change of open interest is not known yet";
  if (look.shift.units * sign <= 0) return `the chain disagrees: ${shiftWords(look.shift)}`;
  return look.bias.score * sign > threshold ? null : `${biasWords(look.bias)}, needs past ${sign * threshold}`;
}

/** Who moved a future over the last `minutes` of its candles. */
export function buildUpOf(traded: readonly Bar[], minutes: number): BuildUp {
  const last = traded.at(-1);
  const then = last && traded.findLast(({ startAt }) => startAt <= last.startAt - minutes * MINUTE);
  if (!last || !then || last.oi === null || then.oi === null) return 'none';
  return buildUp(last.close - then.close, last.oi - then.oi);
}

export function buildUpWords(kind: BuildUp): string {
  return kind === 'none' ? 'no build-up' : kind.replaceAll('-', ' ');
}

export function shiftWords(shift: OiShift | null): string {
  if (!shift) return 'put minus call OI unknown';
  return `put minus call OI ${inChange(shift.units)} (${inPercent(shift.share)}) in ${shift.minutes} min`;
}
