import type { InstrumentId, Side } from './instrument';
import type { Product } from './order';
import type { EpochMs, Paise } from './units';

/** What the broker holds beyond what the desk counts as its own. It is shown and never touched, unless a person adopts it. */
export interface OutsidePosition {
  readonly instrument: InstrumentId;
  readonly product: Product;
  /** Units, signed. */
  readonly qty: number;
  /** What it cost, oldest first; a price is null where the broker does not tell it. */
  readonly pieces: readonly OutsidePiece[];
  /** The broker's trades on the other side so far. */
  readonly opposed: readonly string[];
}

/** One execution of it, or what was held when the day began. */
export interface OutsidePiece {
  /** The broker's order and trade; null for what is older than today. */
  readonly from: { readonly brokerId: string; readonly tradeId: string } | null;
  readonly units: number;
  readonly price: Paise | null;
  readonly filledAt: EpochMs;
}

/** An order made elsewhere that may still fill. It is shown and never touched, unless a person cancels it. */
export interface OutsideOrder {
  readonly brokerId: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly product: Product;
  readonly qty: number;
  readonly filledQty: number;
  readonly price: Paise;
  /** A person asked for its end, and the broker may still answer. */
  readonly isCancelRequested?: boolean;
}

export interface Outside {
  readonly positions: readonly OutsidePosition[];
  readonly orders: readonly OutsideOrder[];
}

export const NOTHING_OUTSIDE: Outside = { positions: [], orders: [] };

/** In paise with a fraction; null where a part of it is not known. */
export function averageOf({ pieces }: Pick<OutsidePosition, 'pieces'>): number | null {
  let [cost, units] = [0, 0];
  for (const piece of pieces) {
    if (piece.price === null) return null;
    cost += piece.price * piece.units;
    units += piece.units;
  }
  return units === 0 ? null : cost / units;
}
