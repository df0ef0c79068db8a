import { createFrameDecoder } from '../electron/adapters/kite/decode';
import { ChainDesk } from '../electron/runner/chains';
import { HOUR } from '../shared/domain/time';
import { createSeriesStore } from '../shared/engine/series';
import { Centres } from '../shared/engine/subscriptions';
import { median, type Benchmark } from './benchmark';
import { bookOfOptions, EXPIRY, framesOf, nanosecondsPerPacket, OPENED_AT, options } from './tick-frames';

/** What a full packet costs until the desk knows it: the book, a bar of one minute for each instrument, and the chain's marks. */
export const benchmark: Benchmark = {
  id: 'tick-apply',
  unit: 'ns per packet',
  better: 'lower',
  peer: 'decoding alone',
  aim: { text: '≤ 400 ns', isMet: ({ value }) => value <= 400 },
  run({ quick }) {
    const rounds = quick ? 40 : 150;
    const frames = framesOf(184, 25);
    return {
      value: median(nanosecondsPerPacket(rounds, frames, createDesk(true))),
      peerValue: median(nanosecondsPerPacket(rounds, frames, createDesk(false))),
    };
  },
};

function createDesk(isWhole: boolean): (frame: Uint8Array) => void {
  const { book, catalogue } = bookOfOptions();
  const decoder = createFrameDecoder(book);
  const session = { opensAt: OPENED_AT, closesAt: OPENED_AT + 6 * HOUR };
  const series = createSeriesStore(book, () => ({ session, hasVolume: true, hasOi: true }));
  const chains = new ChainDesk(book, catalogue, new Centres(), { of: () => ({}), note: () => undefined });
  for (const option of options) series.open(option.id, '1m');
  chains.watch({ underlying: 'NIFTY', expiry: EXPIRY, range: options.length });
  return (frame) => {
    const count = decoder.decode(frame, OPENED_AT);
    if (!isWhole) return;
    series.onPrices(decoder.slots, count);
    chains.onPrices(decoder.slots, count);
  };
}
