import type { Paise } from '#shared/domain/units';
import type { StrikeView } from '#shared/ipc/views';

/** What the inline bars of a chain are measured against: the largest value on either side. */
export interface ChainScale {
  readonly oi: number;
  readonly oiChange: number;
}

export function scaleOf(rows: Iterable<StrikeView | undefined>): ChainScale {
  let oi = 0;
  let oiChange = 0;
  for (const row of rows) {
    for (const cell of [row?.ce, row?.pe]) {
      if (!cell) continue;
      if (cell.oi > oi) oi = cell.oi;
      const size = Math.abs(cell.oiChange ?? 0);
      if (size > oiChange) oiChange = size;
    }
  }
  return { oi: roomy(oi), oiChange: roomy(oiChange) };
}

/**
 * Rounded up to a quarter of its power of ten (1, 1.25, 1.5 … 9.75): bars keep their lengths while the largest one creeps, instead of all of them
 * moving with every change of it.
 */
function roomy(value: number): number {
  if (value <= 0) return 1;
  const step = 10 ** Math.floor(Math.log10(value)) / 4;
  return Math.ceil(value / step) * step;
}

/** A bar's length as a fraction of its column. */
export function shareOf(value: number, largest: number): number {
  return Math.min(1, Math.abs(value) / largest);
}

/**
 * Index of the first strike at or above the price: calls before it and puts from it on are in the money.
 * Null while there is no price.
 */
export function moneyBoundary(strikes: readonly Paise[], price: number | null): number | null {
  if (price === null) return null;
  const index = strikes.findIndex((strike) => strike >= price);
  return index === -1 ? strikes.length : index;
}
