import type { Paise } from '#shared/domain/units';

/** Strikes from the middle to either side that can be picked; 0 is a straddle. */
export const DISTANCES = [0, 1, 2, 3, 4, 5, 6, 8, 10] as const;

/** The strikes of a call above and a put below the middle, or why there are none: no middle yet, or not all in sight. */
export type StrangleStrikes = { readonly call: Paise; readonly put: Paise } | 'out-of-sight' | null;

/** `strikes` ascend. */
export function strangleStrikes(strikes: readonly Paise[], middle: Paise | null, distance: number): StrangleStrikes {
  if (middle === null) return null;
  if (distance === 0) return { call: middle, put: middle };
  const at = strikes.indexOf(middle);
  const [call, put] = [strikes[at + distance], strikes[at - distance]];
  return at === -1 || call === undefined || put === undefined ? 'out-of-sight' : { call, put };
}
