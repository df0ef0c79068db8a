import { planInstances } from '../electron/research/instances';
import { researchLimits } from '../electron/research/limits';
import { play } from '../electron/research/play';
import { readChain } from '../electron/research/sources/chain';
import { USUAL_SLIPPAGE } from '../electron/research/slippage';
import { EXECUTION } from '../electron/wiring/execution';
import { rupees } from '../shared/domain/units';
import { strategies } from '../shared/engine/registry';
import { median, type Benchmark } from './benchmark';

/** An expiry day of a chain, 288 snapshots a minute apart, with all five strategies: reading the file and playing it. */
export const benchmark: Benchmark = {
  id: 'replay-day',
  unit: 's',
  better: 'lower',
  peer: null,
  aim: { text: '< 3 s', isMet: ({ value }) => value < 3 },
  async run({ quick }) {
    const samples: number[] = [];
    for (let round = 0; round < (quick ? 3 : 7); round += 1) {
      const began = performance.now();
      const recording = readChain('electron/research/fixtures/2026-08-18-NIFTY-chain.csv.gz', null);
      const planned = planInstances(strategies(), [], recording);
      if (!planned.ok) throw new Error(planned.error);
      const { instances } = planned.value;
      const { trades } = await play(recording, {
        instances,
        limits: researchLimits(),
        policy: EXECUTION,
        slippage: USUAL_SLIPPAGE,
        capital: rupees(2_000_000),
      });
      if (trades.length === 0) throw new Error('Expected somebody to trade');
      samples.push((performance.now() - began) / 1_000);
    }
    return { value: median(samples), peerValue: null };
  },
};
