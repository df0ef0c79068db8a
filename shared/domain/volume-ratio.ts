/** How a candle's volume compares with the candles before it. Plain JSON: a strategy keeps it between bars. */
export interface VolumeState {
  /** Volumes of the newest candles, oldest first, and their sum: whole units, so it is exact however long it is kept. */
  readonly window: readonly number[];
  readonly sum: number;
}

export const NO_VOLUME: VolumeState = { window: [], sum: 0 };

/** The candle's volume over the average of the `bars` candles before it; null while that is not known or zero. An unknown volume counts for nothing. */
export function volumeRatio(
  state: VolumeState,
  volume: number | null,
  bars: number,
): { readonly state: VolumeState; readonly ratio: number | null } {
  if (volume === null) return { state, ratio: null };
  const isFull = state.window.length >= bars;
  const ratio = isFull && state.sum > 0 ? volume / (state.sum / bars) : null;
  return {
    state: {
      window: isFull ? shifted(state.window, volume) : [...state.window, volume],
      sum: state.sum + volume - (isFull ? (state.window[0] ?? 0) : 0),
    },
    ratio,
  };
}

/** Copied whole and then moved along, because taking the first one off and adding one makes room for twice as many. */
function shifted(window: readonly number[], newest: number): readonly number[] {
  const next = window.slice();
  for (let index = 1; index < next.length; index += 1) next[index - 1] = next[index] ?? 0;
  next[next.length - 1] = newest;
  return next;
}

/** A ratio in a sentence: 'volume 0.8× average, needs 1.2×'. */
export function volumeWords(ratio: number | null, needed: number): string {
  const found = ratio === null ? 'unknown' : `${ratio.toFixed(2)}× average`;
  return `volume ${found}${needed > 0 ? `, needs ${needed}×` : ''}`;
}

export function hasVolume(ratio: number | null, needed: number): boolean {
  return needed === 0 || (ratio !== null && ratio >= needed);
}
