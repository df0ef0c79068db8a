import { UNDERLYINGS } from '#shared/domain/underlyings';
import type { WatchedUnderlying } from '#shared/ipc/settings';

export interface MarketRow {
  readonly name: string;
  readonly isWatched: boolean;
  /** Strikes on either side; null while what is typed is no number. */
  readonly optionRange: number | null;
}

const USUAL_RANGE = 12;
const MOST_STRIKES = 60;

/** The indices we know, and whatever else is watched. */
export function rowsOf(watched: readonly WatchedUnderlying[]): readonly MarketRow[] {
  const names = [...watched.map(({ name }) => name), ...UNDERLYINGS.map(({ name }) => name)];
  return [...new Set(names)].map((name) => {
    const found = watched.find((one) => one.name === name);
    return { name, isWatched: found !== undefined, optionRange: found?.optionRange ?? USUAL_RANGE };
  });
}

/** What is wrong with the number of strikes, in words; null when nothing is. */
export function faultOfRow({ isWatched, optionRange }: MarketRow): string | null {
  const isUsable =
    optionRange !== null && Number.isInteger(optionRange) && optionRange >= 1 && optionRange <= MOST_STRIKES;
  return !isWatched || isUsable ? null : `Expected a whole number from 1 to ${MOST_STRIKES}`;
}

/** What the rows stand for, in their order; null while one of them is wrong or none is watched. */
export function watchedIn(rows: readonly MarketRow[]): readonly WatchedUnderlying[] | null {
  const watched = rows.flatMap(({ name, isWatched, optionRange }) =>
    isWatched && optionRange !== null ? [{ name, optionRange }] : [],
  );
  return watched.length === 0 || rows.some((row) => faultOfRow(row) !== null) ? null : watched;
}
