import { Sma, type SmaState } from './indicators/sma';

/** How a candle's volume compares with the candles before it. Plain JSON: a strategy keeps it between bars. */
export interface VolumeState {
  readonly sma: SmaState;
  /** Of the candles so far; null until there are enough. */
  readonly average: number | null;
}

export const NO_VOLUME: VolumeState = { sma: { window: [] }, average: null };

/** The candle's volume over the average of the `bars` candles before it; null while that is not known or zero. An unknown volume counts for nothing. */
export function volumeRatio(
  state: VolumeState,
  volume: number | null,
  bars: number,
): { readonly state: VolumeState; readonly ratio: number | null } {
  if (volume === null) return { state, ratio: null };
  const sma = new Sma(bars, state.sma);
  const ratio = state.average === null || state.average === 0 ? null : volume / state.average;
  const average = sma.next(volume);
  return { state: { sma: sma.state, average }, ratio };
}

/** A ratio in a sentence: 'volume 0.8× average, needs 1.2×'. */
export function volumeWords(ratio: number | null, needed: number): string {
  const found = ratio === null ? 'unknown' : `${ratio.toFixed(2)}× average`;
  return `volume ${found}${needed > 0 ? `, needs ${needed}×` : ''}`;
}

export function hasVolume(ratio: number | null, needed: number): boolean {
  return needed === 0 || (ratio !== null && ratio >= needed);
}
