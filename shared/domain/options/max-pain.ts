/**
 * The strike at which option holders together would receive least if expiry settled there: the sum over all
 * calls of oi × max(S − K, 0) and all puts of oi × max(K − S, 0). `oi` has two cells a row, the call's, then the
 * put's; the lowest of several equal strikes wins; −1 where there is no open interest at all.
 */
export function maxPainRow(strikes: Float64Array, oi: Float64Array): number {
  let putsAbove = 0;
  let pain = 0;
  const first = strikes[0] ?? 0;
  for (let row = 0; row < strikes.length; row += 1) {
    const puts = oi[2 * row + 1] ?? 0;
    putsAbove += puts;
    pain += puts * ((strikes[row] ?? 0) - first);
  }
  return leastPain(strikes, oi, { putsAbove, pain });
}

/** Walks up the strikes: each step costs the calls passed so far and spares the puts still above. */
function leastPain(strikes: Float64Array, oi: Float64Array, start: { putsAbove: number; pain: number }): number {
  let { putsAbove, pain } = start;
  let callsBelow = 0;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let total = 0;
  for (let row = 0; row < strikes.length; row += 1) {
    const step = row === 0 ? 0 : (strikes[row] ?? 0) - (strikes[row - 1] ?? 0);
    pain += step * (callsBelow - putsAbove);
    callsBelow += oi[2 * row] ?? 0;
    putsAbove -= oi[2 * row + 1] ?? 0;
    total += (oi[2 * row] ?? 0) + (oi[2 * row + 1] ?? 0);
    if (pain < least) {
      least = pain;
      best = row;
    }
  }
  return total > 0 ? best : -1;
}
