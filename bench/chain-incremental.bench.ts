import { createChainAnalytics } from '../shared/domain/options/chain';
import { paise } from '../shared/domain/units';
import { median, type Benchmark } from './benchmark';
import { RATE, expiryAt, openedAt, quotedOptions, spot, strikes } from './chain-market';

const CHANGED = 40;

/** The same chain when every tenth quote has changed, ten times a second of market time, beside computing all of it. */
export const benchmark: Benchmark = {
  id: 'chain-incremental',
  unit: 'ms per 40 changes in 400',
  better: 'lower',
  peer: 'our own recomputation of every row',
  aim: { text: '≤ 0.1 ms', isMet: ({ value }) => value <= 0.1 },
  run({ quick }) {
    const rounds = quick ? 40 : 120;
    // A jump of an hour makes every row due; a tenth of a second only those that changed.
    return { value: median(samplesOf(rounds, 100)), peerValue: median(samplesOf(Math.ceil(rounds / 4), 3_600_000)) };
  },
};

/** Milliseconds of one step, one sample per round of 20; the first third warms up and does not count. */
function samplesOf(rounds: number, step: number): number[] {
  const chain = createChainAnalytics({ strikes, expiryAt, rate: RATE });
  for (const { row, right, quote } of quotedOptions) chain.update(row, right, quote);
  chain.recompute({ spot, future: null }, openedAt);

  const samples: number[] = [];
  let turn = 0;
  for (let round = -Math.ceil(rounds / 3); round < rounds; round += 1) {
    const startedAt = performance.now();
    for (let call = 0; call < 20; call += 1) {
      turn += 1;
      changeSome(turn);
      chain.recompute({ spot, future: null }, openedAt + (turn % 2) * step);
    }
    if (round >= 0) samples.push((performance.now() - startedAt) / 20);
  }
  return samples;

  /** Another tenth each turn, spread over the chain: the offer steps away by a tick, and back the next time. */
  function changeSome(turn: number): void {
    for (let change = 0; change < CHANGED; change += 1) {
      const option = quotedOptions[(change * 10 + (turn % 10)) % quotedOptions.length];
      if (!option) continue;
      const ask = paise(option.quote.ask + (Math.floor(turn / 10) % 2) * 5);
      chain.update(option.row, option.right, { ...option.quote, ask });
    }
  }
}
