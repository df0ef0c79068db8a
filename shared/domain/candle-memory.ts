import type { Bar } from './bars';
import { Atr, type AtrState } from './indicators/atr';
import type { JoinedBar } from './joined-bars';
import { openingOf } from './key-zones';
import type { Level } from './levels';

/** What a strategy that looks for places in the past of a price remembers of its candles. Plain JSON. */
export interface CandleMemory {
  /** At most a window of them, the newest last. */
  readonly candles: readonly Bar[];
  readonly atr: AtrState | null;
  /** After the last candle, in paise; null until there are enough. */
  readonly range: number | null;
  /** Of the day; none before its opening minutes are over. */
  readonly opening: readonly Level[];
}

export const NO_CANDLES: CandleMemory = { candles: [], atr: null, range: null, opening: [] };

interface CandleTerms {
  /** Candles that the average true range is of. */
  readonly atr: number;
  readonly window: number;
  readonly openingMinutes: number;
}

/** Folds a candle in. Only what is of candles: what else a strategy keeps in its state is not taken over. */
export function remember(before: CandleMemory, bar: JoinedBar, terms: CandleTerms): CandleMemory {
  const atr = before.atr ? new Atr(terms.atr, before.atr) : new Atr(terms.atr);
  const range = atr.next(bar);
  const { traded: _, ...candle } = bar;
  const candles = [...before.candles, candle].slice(-terms.window);
  const opening = before.opening.length > 0 ? before.opening : openingOf(candles, bar.startAt, terms.openingMinutes);
  return { candles, atr: atr.state, range, opening };
}
