import type { Benchmark } from './benchmark';
import { measureDecoding, OFFICIAL_PARSER } from './tick-decoding';

/** From a packet of 184 bytes to the whole market, depth included of an instrument in the book. */
export const benchmark: Benchmark = {
  id: 'tick-decode-full',
  unit: 'ns per packet',
  better: 'lower',
  peer: OFFICIAL_PARSER,
  aim: { text: '≥ 500 × faster; ≤ 80 ns', isMet: ({ value, ratio }) => value <= 80 && ratio !== null && ratio >= 500 },
  run: (options) => measureDecoding(184, options),
};
