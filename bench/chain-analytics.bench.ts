import { getDelta, getGamma, getTheta, getVega } from 'greeks';
import { getImpliedVolatility } from 'implied-volatility';
import { YEAR } from '../shared/domain/options/black76';
import { createChainAnalytics } from '../shared/domain/options/chain';
import { median, type Benchmark } from './benchmark';
import { FORWARD, RATE, expiryAt, openedAt, quotedOptions, spot, strikes } from './chain-market';

/**
 * A chain of 400 options from nothing: quotes taken, forward from put-call parity, IV and greeks of each option,
 * put-call ratios, max pain, ATM IV. The peer does the part it can: IV and four greeks of the same 400 options,
 * with the forward given to it.
 */
export const benchmark: Benchmark = {
  id: 'chain-analytics',
  unit: 'ms per chain of 400',
  better: 'lower',
  peer: 'npm implied-volatility and greeks, IV and four greeks only',
  aim: { text: '≤ 0.5 ms cold, ≤ 600 ns an option: 0.24 ms', isMet: ({ value }) => value <= 0.24 },
  run({ quick }) {
    const rounds = quick ? 20 : 60;
    return {
      value: median(timed(rounds, 50, ownChain)),
      peerValue: median(timed(Math.ceil(rounds / 4), 1, peerChain)),
    };
  },
};

/** Milliseconds a call, one sample a round; the first third warms up and does not count. */
function timed(rounds: number, calls: number, work: () => number): number[] {
  const samples: number[] = [];
  for (let round = -Math.ceil(rounds / 3); round < rounds; round += 1) {
    const startedAt = performance.now();
    for (let call = 0; call < calls; call += 1) keep(work());
    if (round >= 0) samples.push((performance.now() - startedAt) / calls);
  }
  return samples;
}

function ownChain(): number {
  const chain = createChainAnalytics({ strikes, expiryAt, rate: RATE });
  for (const { row, right, quote } of quotedOptions) chain.update(row, right, quote);
  chain.recompute({ spot, future: null }, openedAt);
  return chain.summary.atmIv ?? 0;
}

function peerChain(): number {
  const years = (expiryAt - openedAt) / YEAR;
  let sum = 0;
  for (const { row, right, quote } of quotedOptions) {
    const strike = strikes[row] ?? 0;
    const side = right === 'CE' ? 'call' : 'put';
    const price = 0.5 * (quote.bid + quote.ask) * Math.exp(RATE * years);
    const iv = getImpliedVolatility(price / 100, FORWARD / 100, strike / 100, years, 0, side);
    sum += getDelta(FORWARD, strike, years, iv, 0, side) + getTheta(FORWARD, strike, years, iv, 0, side);
    sum += getGamma(FORWARD, strike, years, iv, 0) + getVega(FORWARD, strike, years, iv, 0);
  }
  return sum;
}

let kept = 0;

/** A result that nobody uses may be optimised away with the work. */
function keep(result: number): void {
  kept += result;
}
