import type { Benchmark } from './benchmark';
import { measureDecoding, OFFICIAL_PARSER } from './tick-decoding';

/** From a packet of 8 bytes to the last price of an instrument in the book. */
export const benchmark: Benchmark = {
  id: 'tick-decode-ltp',
  unit: 'ns per packet',
  better: 'lower',
  peer: OFFICIAL_PARSER,
  aim: { text: '≥ 200 × faster', isMet: ({ ratio }) => ratio !== null && ratio >= 200 },
  run: (options) => measureDecoding(8, options),
};
