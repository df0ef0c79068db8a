import { describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { DAY, istAt } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import { fixture } from './reference/plain.testkit';
import { played, termsOf } from './reference/played.testkit';
import { play } from './play';
import type { ResearchTrade } from './results';
import { candleRecording, readCandles, type Candles } from './sources/candles';
import { readChain } from './sources/chain';

/** Days of market through the whole desk take their time on a busy machine. */
const PATIENT = { timeout: 60_000 };

const MINUTES = fixture('NIFTY50-minute-2024-01.csv.gz');
const BUSY = { interval: '1m', history: 100, filter: 0, validate: false };

/** What had been decided before `at`: entries with their prices, and exits that came before it. */
function decidedBefore(trades: readonly ResearchTrade[], at: number) {
  return trades
    .filter(({ openedAt }) => openedAt < at)
    .map(({ openedAt, closedAt, entryReason, exitReason, legs, net }) => {
      const isOver = closedAt !== null && closedAt < at;
      const entries = legs.map(({ instrument, side, qty, entry, enteredAt }) => ({
        instrument,
        side,
        qty,
        entry,
        enteredAt,
      }));
      return { openedAt, entryReason, entries, exit: isOver ? { closedAt, exitReason, net } : null };
    });
}

/** The same candles up to `at`, and from then on a market that does the opposite, until the day after. */
function altered(candles: Candles, at: number): Candles {
  const turn = candles.bars.find(({ startAt }) => startAt >= at)?.open ?? 0;
  const opposite = ({ startAt, open, high, low, close, volume }: Bar): Bar => {
    const mirrored = (price: number) => paise(2 * turn - price);
    return {
      startAt,
      open: mirrored(open),
      high: mirrored(low),
      low: mirrored(high),
      close: mirrored(close),
      volume,
      oi: null,
    };
  };
  return { ...candles, bars: candles.bars.map((bar) => (bar.startAt < at ? bar : opposite(bar))) };
}

function until(candles: Candles, at: number): Candles {
  return { ...candles, bars: candles.bars.filter(({ startAt }) => startAt < at) };
}

describe('a back-test', PATIENT, () => {
  it.each([
    ['moving-average', BUSY, '2024-01-04', '10:31'],
    ['moving-average', BUSY, '2024-01-09', '13:00'],
    ['sr-breakout', { interval: '5m', stop: 0.002, target: 0.003 }, '2024-01-05', '11:07'],
    ['reversal-zones', {}, '2024-01-10', '12:12'],
  ])(
    'of %s cannot see the future: with other prices from a moment on, all that came before stays',
    async (strategy, params, date, clock) => {
      const at = istAt(date, clock);
      const candles = until(readCandles(MINUTES, null), at + DAY);
      const [truth, madness] = await Promise.all(
        [candles, altered(candles, at)].map((data) => played(candleRecording(data), strategy, params)),
      );
      const before = decidedBefore(truth?.trades ?? [], at);
      expect(before.length).toBeGreaterThan(0);
      expect(decidedBefore(madness?.trades ?? [], at)).toEqual(before);
      // The alteration did reach the strategy: from then on nothing is as it was.
      expect(madness?.digest).not.toBe(truth?.digest);
    },
  );

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

describe('a replay of chains', PATIENT, () => {
  it('gives the same digest each time', async () => {
    const digest = async () =>
      (await played(readChain(fixture('2026-02-03-NIFTY-chain.csv.gz'), null), 'atm-straddle-sell')).digest;
    expect(await digest()).toBe(await digest());
  });
});
