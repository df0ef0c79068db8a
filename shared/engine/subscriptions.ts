import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId, Option } from '#shared/domain/instrument';
import type { QuoteOf } from '#shared/domain/quote';
import type { IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import type { Paise } from '#shared/domain/units';
import type { FeedMode } from '#shared/ports/feed';

/** A chain that somebody looks at or trades: `range` strikes either side of the money. */
export interface ChainWish {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly range: number;
  /** Strikes beyond those on either side of which the price alone will do: they come into view when the money moves. */
  readonly wings?: number;
}

/** Where each watched chain is centred. A centre moves only when the spot has clearly left it. */
export class Centres {
  private readonly centres = new Map<string, number>();

  /** Index of the strike in the middle, or null before the spot has a price. */
  of(wish: ChainWish, catalogue: Catalogue, quoteOf: QuoteOf): number | null {
    const strikes = catalogue.strikes(wish.underlying, wish.expiry);
    const spot =
      quoteOf(spotOf(wish.underlying))?.ltp ??
      quoteOf(catalogue.futures(wish.underlying)[0]?.id ?? spotOf(wish.underlying))?.ltp;
    if (strikes.length === 0 || spot === undefined) return null;
    const key = `${wish.underlying}|${wish.expiry}`;
    const current = this.centres.get(key);
    const nearest = nearestIndex(strikes, spot);
    if (current !== undefined && isStill(strikes, current, nearest, spot)) return current;
    this.centres.set(key, nearest);
    return nearest;
  }
}

/** Without this a spot that swings around the middle of two strikes would subscribe and drop the wings all day. */
function isStill(strikes: readonly Paise[], current: number, nearest: number, spot: Paise): boolean {
  if (current === nearest) return true;
  const [here, there] = [strikes[current], strikes[nearest]];
  if (here === undefined || there === undefined || Math.abs(nearest - current) > 1) return false;
  return Math.abs(spot - here) < Math.abs(there - here) * 0.65;
}

/** Index of the strike nearest to a price. `strikes` ascend and are not empty. */
function nearestIndex(strikes: readonly Paise[], price: number): number {
  let best = 0;
  for (let index = 1; index < strikes.length; index += 1) {
    if (Math.abs((strikes[index] ?? 0) - price) < Math.abs((strikes[best] ?? 0) - price)) best = index;
  }
  return best;
}

/** The strikes a wish covers now, ascending; empty before the spot has a price. */
export function strikesOf(wish: ChainWish, centre: number | null, catalogue: Catalogue): readonly Paise[] {
  if (centre === null) return [];
  return catalogue
    .strikes(wish.underlying, wish.expiry)
    .slice(Math.max(0, centre - wish.range), centre + wish.range + 1);
}

export function optionsOf(wish: ChainWish, strikes: readonly Paise[], catalogue: Catalogue): Option[] {
  return strikes.flatMap((strike) => {
    const pair = [
      catalogue.option(wish.underlying, wish.expiry, strike, 'CE'),
      catalogue.option(wish.underlying, wish.expiry, strike, 'PE'),
    ];
    return pair.filter((option) => option !== undefined);
  });
}

export interface Wishes {
  readonly instruments: Iterable<InstrumentId>;
  readonly chains: readonly ChainWish[];
  /** Seen in a list and no more: of a share or an index neither depth nor stamps are needed. */
  readonly glances?: Iterable<InstrumentId>;
}

/** The complete subscription: everything named, and the options of every chain around its centre, each in the least detail that will do. */
export function wantedInstruments(
  wishes: Wishes,
  centres: Centres,
  catalogue: Catalogue,
  quoteOf: QuoteOf,
): Map<InstrumentId, FeedMode> {
  const wanted = new Map<InstrumentId, FeedMode>();
  for (const id of wishes.instruments) if (catalogue.get(id)) wanted.set(id, 'full');
  for (const wish of wishes.chains) {
    const strikes = strikesOf(wish, centres.of(wish, catalogue, quoteOf), catalogue);
    for (const option of optionsOf(wish, strikes, catalogue)) wanted.set(option.id, 'full');
  }
  for (const id of wishes.glances ?? []) {
    const instrument = catalogue.get(id);
    // Open interest comes in full mode only.
    const hasOi = instrument?.kind === 'option' || instrument?.kind === 'future';
    if (instrument && !wanted.has(id)) wanted.set(id, hasOi ? 'full' : 'quote');
  }
  // Last, so that nothing else is refused for them when the broker's limit is reached.
  for (const wish of wishes.chains) {
    const { range, wings = 0 } = wish;
    if (wings === 0) continue;
    const strikes = strikesOf({ ...wish, range: range + wings }, centres.of(wish, catalogue, quoteOf), catalogue);
    for (const { id } of optionsOf(wish, strikes, catalogue)) if (!wanted.has(id)) wanted.set(id, 'ltp');
  }
  return wanted;
}
