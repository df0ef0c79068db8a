import type { Bar } from './bars';
import { sessionOf } from './calendar';
import type { Catalogue } from './catalogue';
import { openingRangeLevels, openInterestLevels, pivotLevels, previousLevels, swingLevels, type Level } from './levels';
import { mergeLevels, type Zone } from './levels-zones';
import type { QuoteOf } from './quote';
import { istDate, startOfDay } from './time';
import type { EpochMs } from './units';
import type { Chain } from './at-the-money';
import type { ZoneSpan } from './zone-watch';

/** What the day's zones are made of. */
export interface ZoneSources {
  /** The previous day's, null while it is not known. */
  readonly previousDay: Bar | null;
  /** Candles for swings, oldest first. */
  readonly candles: readonly Bar[];
  /** Those of today's opening range, once it is over. */
  readonly opening: readonly Level[];
  readonly openInterest: readonly Level[];
  readonly lookback: number;
  /** Levels this near, in paise, are one zone. */
  readonly tolerance: number;
}

/** Where the day's zones lie. How strong they are is not asked: it would take most of the time that a back-test takes. */
export function keyZones({
  previousDay,
  candles,
  opening,
  openInterest,
  lookback,
  tolerance,
}: ZoneSources): readonly ZoneSpan[] {
  const levels = [
    ...(previousDay ? [...previousLevels(previousDay, 'day'), ...pivotLevels(previousDay)] : []),
    ...opening,
    ...openInterest,
    ...swingLevels(candles, lookback),
  ];
  return mergeLevels(levels, tolerance).map(spanOf);
}

function spanOf({ low, high, levels }: Zone): ZoneSpan {
  return { low, high, name: [...new Set(levels.map(({ source }) => source))].join(' + ') };
}

/** The opening range of the day that `at` is in, from candles that reach back to it; none until it is over. */
export function openingOf(candles: readonly Bar[], at: EpochMs, minutes: number): readonly Level[] {
  const session = sessionOf(istDate(at), 'cash');
  return session ? openingRangeLevels(candles, session.opensAt, minutes) : [];
}

/** The newest day bar that lies before the day of `at`. */
export function previousDayOf(days: readonly Bar[], at: EpochMs): Bar | null {
  const today = startOfDay(istDate(at));
  return days.findLast(({ startAt }) => startAt < today) ?? null;
}

/** The strikes with most call and put OI by the quotes at hand. */
export function openInterestOf(chain: Chain | null, catalogue: Catalogue, quote: QuoteOf): readonly Level[] {
  if (!chain) return [];
  const strikes = catalogue.strikes(chain.underlying, chain.expiry);
  const oi = strikes.flatMap((strike) =>
    (['CE', 'PE'] as const).map((right) => {
      const option = catalogue.option(chain.underlying, chain.expiry, strike, right);
      return option ? (quote(option.id)?.oi ?? 0) : 0;
    }),
  );
  return openInterestLevels({ strikes: Float64Array.from(strikes), oi: Float64Array.from(oi) });
}
