import type { Benchmark } from './benchmark';
import { measureDecoding, OFFICIAL_PARSER } from './tick-decoding';

/** From a packet of 44 bytes to the price, volume and OHLC of an instrument in the book. */
export const benchmark: Benchmark = {
  id: 'tick-decode-quote',
  unit: 'ns per packet',
  better: 'lower',
  peer: OFFICIAL_PARSER,
  aim: { text: '≥ 400 × faster', isMet: ({ ratio }) => ratio !== null && ratio >= 400 },
  run: (options) => measureDecoding(44, options),
};
