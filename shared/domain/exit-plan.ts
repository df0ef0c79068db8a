import type { InstrumentId } from './instrument';
import type { MinuteOfDay } from './time';
import type { Fraction, Paise } from './units';

/** What to do with the other legs when one leg's stop was hit. */
export type AfterLegStop = 'close-all' | 'move-to-cost' | 'keep';

/**
 * The ways out of a trade, as data. The engine watches them on every tick, so a stop works while its
 * strategy is paused, crashed or gone. Fractions are of the leg's entry price or of the combined entry premium.
 */
export interface ExitPlan {
  readonly legStop: Fraction | null;
  readonly legTarget: Fraction | null;
  /** Distance a leg's stop keeps behind its best price; null leaves the stop where it is. */
  readonly legTrail: Fraction | null;
  readonly combinedStop: Fraction | null;
  readonly combinedTarget: Fraction | null;
  /** Leave when an instrument (the spot) has moved this far from its price at entry, either way. */
  readonly move: {
    readonly instrument: InstrumentId;
    readonly fraction: Fraction;
    readonly reference: Paise | null;
  } | null;
  /** Leave when an instrument (the one that gave the signal) crosses a price. */
  readonly bounds: {
    readonly instrument: InstrumentId;
    readonly below: Paise | null;
    readonly above: Paise | null;
  } | null;
  readonly afterLegStop: AfterLegStop;
  /** Square-off, minutes since midnight IST; null holds overnight. */
  readonly squareOffAt: MinuteOfDay | null;
}

export const NO_EXITS: ExitPlan = {
  legStop: null,
  legTarget: null,
  legTrail: null,
  combinedStop: null,
  combinedTarget: null,
  move: null,
  bounds: null,
  afterLegStop: 'keep',
  squareOffAt: null,
};
