import type { Benchmark } from './benchmark';
import { measurePixels } from './pixel-desk';

/** A price's way to the screen, on a desk that does nothing else. */
export const benchmark: Benchmark = {
  id: 'tick-to-pixel',
  unit: 'ms (p99)',
  better: 'lower',
  peer: null,
  aim: { text: '< 50 ms, no long task over 50 ms', isMet: ({ value }) => value < 50 },
  run: ({ quick }) => measurePixels(quick, null),
};
