import type { Paise, Qty } from '../units';

/** Units on offer at one price. */
export interface Level {
  readonly price: Paise;
  readonly qty: Qty;
  readonly orders: number;
}

/** The visible book of one instrument, best price first on both sides. */
export interface Ladder {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export const EMPTY_LADDER: Ladder = { bids: [], asks: [] };
