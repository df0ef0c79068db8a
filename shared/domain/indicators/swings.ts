/** The part of a bar or of a webhook's point that swings are found in. */
export interface HighLow {
  readonly high: number;
  readonly low: number;
}

/** Where the swings of a series are, by index, oldest first. */
export interface SwingRows {
  readonly highs: readonly number[];
  readonly lows: readonly number[];
}

/**
 * All swings that a series confirms: a high that is the highest of the `lookback` bars around it, half of them before and
 * half after, and a low that is the lowest. It is known half a lookback later. Of equal highs side by side the first
 * one is the swing.
 */
export function swingsOf(bars: readonly HighLow[], lookback: number): SwingRows {
  const highs: number[] = [];
  const lows: number[] = [];
  const before = lookback >> 1;
  for (let index = before; index + lookback - before < bars.length; index += 1) {
    if (isSwing(bars, index, { lookback, sign: 1 })) highs.push(index);
    if (isSwing(bars, index, { lookback, sign: -1 })) lows.push(index);
  }
  return { highs, lows };
}

/** Whether no bar around it is further up, or with a sign of −1 down. Most are told by the first neighbour. */
function isSwing(
  bars: readonly HighLow[],
  index: number,
  { lookback, sign }: { readonly lookback: number; readonly sign: 1 | -1 },
): boolean {
  const end = extremeAt(bars, index, sign);
  const from = index - (lookback >> 1);
  for (let other = index - 1; other >= from; other -= 1) if (extremeAt(bars, other, sign) >= end) return false;
  for (let other = index + 1; other <= from + lookback; other += 1)
    if (extremeAt(bars, other, sign) > end) return false;
  return true;
}

function extremeAt(bars: readonly HighLow[], index: number, sign: 1 | -1): number {
  const bar = bars[index];
  if (!bar) return -Infinity;
  return sign === 1 ? bar.high : -bar.low;
}
