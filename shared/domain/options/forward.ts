/**
 * What put-call parity needs of a chain, two cells a row: the call's, then the put's. Any one currency unit.
 */
export interface ParityQuotes {
  /** Ascending. */
  readonly strikes: Float64Array;
  /** Fair price of each option; 0 where there is none. */
  readonly mark: Float64Array;
  /** How far the mark may be off: the spread of bid and ask, or a guess for a price that comes from an old trade. */
  readonly doubt: Float64Array;
}

/** Strike pairs that vote, and how far from the money they may lie. */
const PAIRS = 9;
const REACH = 12;
const ATTEMPTS = 4;

// Filled and read within one call, so that a recomputation allocates nothing.
const votes = new Float64Array(PAIRS);
const weights = new Float64Array(PAIRS);
const tolerances = new Float64Array(PAIRS);

/**
 * The forward at which calls and puts agree: K + e^(rT)·(C − P), which each strike near the money answers for
 * itself. Answers count by how tightly their options are quoted; those far from the weighted median for their own
 * spread (a stale last price, a crossed quote) are left out, the rest are averaged. Returns 0 when no strike has
 * both prices. `growth` is e^(rT); `hint` is where the money about is (future or spot), 0 if unknown.
 */
export function forwardFromParity(quotes: ParityQuotes, growth: number, hint: number): number {
  let centre = hint > 0 ? nearestRow(quotes.strikes, hint) : closestPair(quotes);
  let forward = 0;
  for (let attempt = 0; attempt < ATTEMPTS && centre >= 0; attempt += 1) {
    const count = collectVotes(quotes, growth, centre);
    if (count > 0) forward = robustMean(count);
    const next = count > 0 ? nearestRow(quotes.strikes, forward) : closestPair(quotes);
    // The hint was near enough when the answer lies where we looked.
    if (Math.abs(next - centre) <= 1) break;
    centre = next;
  }
  return forward > 0 ? forward : 0;
}

/** The row whose strike is nearest to `price`, the lower of two equally near; −1 without strikes. */
export function nearestRow(strikes: Float64Array, price: number): number {
  let low = 0;
  let high = strikes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cell(strikes, middle) < price) low = middle + 1;
    else high = middle;
  }
  const isLowerNearer = low > 0 && price - cell(strikes, low - 1) <= cell(strikes, low) - price;
  return high < 0 ? -1 : isLowerNearer ? low - 1 : low;
}

/** Past the end of a column there is NaN, which every comparison refuses. */
function cell(column: Float64Array, index: number): number {
  return column[index] ?? Number.NaN;
}

/** Call and put cost the same where the strike is the forward. */
function closestPair({ strikes, mark }: ParityQuotes): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < strikes.length; row += 1) {
    const call = cell(mark, 2 * row);
    const put = cell(mark, 2 * row + 1);
    const distance = Math.abs(call - put);
    if (call > 0 && put > 0 && distance < least) {
      least = distance;
      best = row;
    }
  }
  return best;
}

/** Gathers the answers of the pairs around a row, nearest first, sorted by value. */
function collectVotes(quotes: ParityQuotes, growth: number, centre: number): number {
  let count = 0;
  for (let offset = 0; offset <= 2 * REACH && count < PAIRS; offset += 1) {
    const row = centre + (offset % 2 === 0 ? offset / 2 : -(offset + 1) / 2);
    const call = cell(quotes.mark, 2 * row);
    const put = cell(quotes.mark, 2 * row + 1);
    if (!(call > 0 && put > 0)) continue;
    const uncertainty = cell(quotes.doubt, 2 * row) + cell(quotes.doubt, 2 * row + 1);
    insertVote(count, cell(quotes.strikes, row) + growth * (call - put), uncertainty);
    count += 1;
  }
  return count;
}

function insertVote(count: number, vote: number, uncertainty: number): void {
  let at = count;
  while (at > 0 && cell(votes, at - 1) > vote) {
    votes[at] = cell(votes, at - 1);
    weights[at] = cell(weights, at - 1);
    tolerances[at] = cell(tolerances, at - 1);
    at -= 1;
  }
  votes[at] = vote;
  weights[at] = 1 / (1 + uncertainty);
  tolerances[at] = uncertainty;
}

function robustMean(count: number): number {
  const median = weightedMedian(count);
  let sum = 0;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const vote = cell(votes, index);
    if (Math.abs(vote - median) > cell(tolerances, index)) continue;
    sum += vote * cell(weights, index);
    total += cell(weights, index);
  }
  return total > 0 ? sum / total : median;
}

function weightedMedian(count: number): number {
  let total = 0;
  for (let index = 0; index < count; index += 1) total += cell(weights, index);
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    passed += cell(weights, index);
    if (passed >= 0.5 * total) return cell(votes, index);
  }
  return 0;
}
