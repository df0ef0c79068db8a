import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { fixture } from './reference/plain.testkit';
import { played, termsOf } from './reference/played.testkit';
import { play } from './play';
import { candleRecording, readCandles, type Candles } from './sources/candles';
import { readChain } from './sources/chain';

const MINUTES = fixture('NIFTY50-minute-2024-01.csv.gz');
const BUSY = { interval: '1m', history: 100, filter: 0, validate: false };

function until(candles: Candles, at: number): Candles {
  return { ...candles, bars: candles.bars.filter(({ startAt }) => startAt < at) };
}

describe('a back-test', () => {
  it('gives the same digest each time, and another one for other terms', async () => {
    const recording = candleRecording(until(readCandles(MINUTES, null), istAt('2024-01-05', '00:00')));
    const [first, second] = [
      await played(recording, 'moving-average', BUSY),
      await played(recording, 'moving-average', BUSY),
    ];
    expect(second.digest).toBe(first.digest);
    expect(second.trades).toEqual(first.trades);
    expect((await played(recording, 'moving-average', { ...BUSY, fast: 8 })).digest).not.toBe(first.digest);
  });

  it('leaves nothing open overnight, and its money adds up', async () => {
    const { trades, metrics } = await played(candleRecording(readCandles(MINUTES, null)), 'moving-average', BUSY);
    expect(trades.every(({ closedAt }) => closedAt !== null)).toBe(true);
    for (const { gross, charges, net, legs } of trades) {
      expect(net).toBe(gross - charges);
      expect(gross).toBe(legs.reduce((sum, { pnl }) => sum + pnl, 0));
    }
    expect(metrics.net).toBe(trades.reduce((sum, { net }) => sum + net, 0));
  });

  it('squares off what the recording leaves open when it breaks off', async () => {
    const candles = readCandles(MINUTES, null);
    const end = istAt('2024-01-03', '11:00');
    const { trades } = await played(candleRecording(until(candles, end)), 'moving-average', BUSY);
    expect(trades.at(-1)).toMatchObject({ exitReason: 'The recording ended' });
    expect(trades.at(-1)?.closedAt).toBeLessThan(end + 1_000);
  });

  it('can be stopped between two days', async () => {
    const recording = candleRecording(readCandles(MINUTES, null));
    const interruption = new AbortController();
    const run = play(
      recording,
      termsOf(recording, 'sr-breakout'),
      ({ days }) => days === 2 && interruption.abort(),
      interruption.signal,
    );
    await expect(run).rejects.toThrow(/abort/);
  });
});

describe('a replay of chains', () => {
  it('gives the same digest each time', async () => {
    const digest = async () =>
      (await played(readChain(fixture('2026-02-03-NIFTY-chain.csv.gz'), null), 'atm-straddle-sell')).digest;
    expect(await digest()).toBe(await digest());
  });
});
