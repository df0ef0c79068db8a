import { lotSizeOf } from '#shared/domain/lot-sizes';
import type { IstDate } from '#shared/domain/time';
import { qty, type Qty } from '#shared/domain/units';
import { SourceError } from './source-error';

/** What a recorded contract tells of its lot. */
export interface LotClue {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly oi: number;
  /** `oi` counts contracts, so it says nothing of their size. */
  readonly isInLots: boolean;
}

/** The key of `lotsOf`. */
export function seriesOf({ underlying, expiry }: Pick<LotClue, 'underlying' | 'expiry'>): string {
  return `${underlying}|${expiry}`;
}

/** Lots by series: from the table of index lots; of a share the largest number that all its open interest is a multiple of. */
export function lotsOf(path: string, clues: readonly LotClue[]): ReadonlyMap<string, Qty> {
  const lots = new Map<string, { readonly isListed: boolean; size: number }>();
  for (const clue of clues) {
    const series = seriesOf(clue);
    let lot = lots.get(series);
    if (!lot) {
      const listed = lotSizeOf(clue.underlying, clue.expiry);
      lot = { isListed: listed !== null, size: listed ?? 0 };
      lots.set(series, lot);
    }
    if (!lot.isListed && !clue.isInLots) lot.size = divisor(lot.size, Math.round(clue.oi));
  }
  const unknown = [...lots].filter(([, { size }]) => size <= 0).map(([series]) => series.replace('|', ' '));
  if (unknown.length > 0) throw new SourceError(path, [`the lot size of ${unknown.join(', ')} is not known`]);
  return new Map([...lots].map(([series, { size }]) => [series, qty(size)]));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
