import text from '../shared/domain/fixtures/nifty50-minute-2024-01-indicators.csv?raw';
import { parseBars } from '../shared/domain/fixtures/rows';

const days = parseBars(text);
const COUNT = 300_000;

/** Four days of NIFTY's minutes over and over, as columns: as many bars as three years have. */
export const high = column('high');
export const low = column('low');
export const close = column('close');

function column(name: 'high' | 'low' | 'close'): Float64Array {
  return Float64Array.from({ length: COUNT }, (_, row) => days[row % days.length]?.[name] ?? 0);
}

/** Nanoseconds a bar, one sample a round; the first third warms up and does not count. */
export function nanosecondsPerBar(rounds: number, work: () => number): number[] {
  const samples: number[] = [];
  for (let round = -Math.ceil(rounds / 3); round < rounds; round += 1) {
    const startedAt = performance.now();
    kept += work();
    if (round >= 0) samples.push(((performance.now() - startedAt) * 1e6) / COUNT);
  }
  return samples;
}

/** A result that nobody uses may be optimised away with the work. */
let kept = 0;
