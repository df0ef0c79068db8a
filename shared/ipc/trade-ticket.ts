import { z } from 'zod';
import type { Paise } from '#shared/domain/units';
import { instrument, price } from './fields';

/** Of the leg's entry price, or of the combined entry premium. */
const fraction = z.number().positive('expected a fraction above zero').max(10, 'expected a fraction of at most 10');

const leg = z.strictObject({
  instrument,
  side: z.enum(['buy', 'sell']),
  lots: z
    .number()
    .int('expected whole lots')
    .min(1, 'expected at least one lot')
    .max(100_000, 'expected at most 100,000 lots'),
  limit: price.nullable(),
  stop: price.nullable(),
  target: price.nullable(),
});

/** What is left out is without, except the square-off of an intraday trade: that is at 15:15. */
const exitPlan = z.strictObject({
  legStop: fraction.nullable().exactOptional(),
  legTarget: fraction.nullable().exactOptional(),
  legTrail: fraction.nullable().exactOptional(),
  combinedStop: fraction.nullable().exactOptional(),
  combinedTarget: fraction.nullable().exactOptional(),
  move: z
    .strictObject({ instrument, fraction })
    .transform((move) => ({ ...move, reference: null }))
    .nullable()
    .exactOptional(),
  bounds: z.strictObject({ instrument, below: price.nullable(), above: price.nullable() }).nullable().exactOptional(),
  afterLegStop: z.enum(['close-all', 'move-to-cost', 'keep']).exactOptional(),
  /** Minutes since midnight, Indian time. */
  squareOffAt: z.number().int().min(0).max(1_440).nullable().exactOptional(),
});

const basket = {
  legs: z.array(leg).min(1, 'expected at least one leg').max(20, 'expected at most 20 legs'),
  product: z.enum(['intraday', 'overnight']),
};

/** A trade put together by a person. `key` names the click: the same twice is one trade. */
export const tradeTicket = z.strictObject({
  key: z.string().min(1).max(80),
  name: z.string().trim().min(1).max(60),
  ...basket,
  exits: exitPlan.default({}),
});

export const tradeQuestion = z.strictObject(basket);

/** What a trade would need and cost if it were opened now. */
export interface TradeQuote {
  /** What the broker would block for the legs together, with all that is held; null when it did not say. */
  readonly required: Paise | null;
  /** Null before the broker's figures are known. */
  readonly free: Paise | null;
  /** Brokerage, taxes and fees of entering, and of leaving at the same prices. */
  readonly charges: { readonly entry: Paise; readonly exit: Paise };
  /** Everything that would refuse it now, in words. */
  readonly problems: readonly string[];
}
