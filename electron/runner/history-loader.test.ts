import { describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { createBook } from '#shared/domain/book';
import { DAY, MINUTE, SECOND } from '#shared/domain/time';
import { qty, rupees, type EpochMs } from '#shared/domain/units';
import { createSeriesStore } from '#shared/engine/series';
import { INSTRUMENTS, ist, NIFTY, quote } from '#shared/engine/testing/market';
import { createBarsLoader } from './history-loader';

const NOW = ist('10:02') + 30 * SECOND;
const DAYS = 30;

/** Five-minute bars of past days, weekends too, and of today until now; the last is under way. */
function candles(): readonly Bar[] {
  const bars: Bar[] = [];
  for (let day = DAYS; day >= 0; day -= 1) {
    for (let minute = 0; minute < 375; minute += 5) {
      const startAt = ist('09:15') - day * DAY + minute * MINUTE;
      const price = rupees(24_000 + day);
      if (startAt <= NOW)
        bars.push({ startAt, open: price, high: price, low: price, close: price, volume: qty(0), oi: null });
    }
  }
  return bars;
}

function desk() {
  const book = createBook({ capacity: 1_000 });
  for (const instrument of INSTRUMENTS) book.add(instrument);
  const session = { opensAt: ist('09:15'), closesAt: ist('15:30') };
  const series = createSeriesStore(book, () => ({ session, hasVolume: false, hasOi: false }));
  const asked: EpochMs[] = [];
  let isDown = false;
  const loader = createBarsLoader({
    series,
    history: {
      bars: (_, __, from, to) => {
        asked.push(from);
        if (isDown) return Promise.reject(new Error('No candles now'));
        return Promise.resolve(candles().filter(({ startAt }) => startAt >= from && startAt <= to));
      },
    },
    clock: { now: () => NOW },
    onSeeded: () => undefined,
  });
  const tick = (price: number, at: EpochMs): void => {
    book.put(quote(NIFTY, price, at, { exchangeAt: at }));
    series.onPrices(Int32Array.of(book.slotOf(NIFTY) ?? -1), 1);
  };
  return { loader, series, asked, tick, fail: (isFailing: boolean) => (isDown = isFailing) };
}

const starts = (bars: readonly Bar[]) => bars.map(({ startAt }) => startAt);

describe('past bars', () => {
  it('are as many as each asks for, whoever asked for fewer before', async () => {
    const alone = desk();
    const wanted = await alone.loader.load(NIFTY, '5m', 1_500);
    const { loader, asked } = desk();
    const few = await loader.load(NIFTY, '5m', 100);
    const many = await loader.load(NIFTY, '5m', 1_500);
    expect([few.length < 400, many.length > 1_400, asked.length]).toEqual([true, true, 2]);
    expect(many).toEqual(wanted);
    expect(new Set(starts(many)).size).toBe(many.length);
  });

  it('are downloaded once for all who need no more of them, also at the same time', async () => {
    const { loader, asked } = desk();
    const [one, other] = await Promise.all([loader.load(NIFTY, '5m', 500), loader.load(NIFTY, '5m', 100)]);
    await loader.load(NIFTY, '5m', 500);
    expect([asked.length, one]).toEqual([1, other]);
  });

  it('leave the bar under way as it is when older ones are put in front', async () => {
    const { loader, series, tick } = desk();
    await loader.load(NIFTY, '5m', 100);
    tick(24_100, NOW);
    const before = series.current(NIFTY, '5m');
    await loader.load(NIFTY, '5m', 1_500);
    expect(series.current(NIFTY, '5m')).toEqual(before);
    tick(24_050, ist('10:05'));
    expect(series.closed(NIFTY, '5m').at(-1)).toMatchObject({
      startAt: ist('10:00'),
      high: rupees(24_100),
      low: rupees(24_000),
    });
  });

  it('that could not be had are asked for again, and what was there stays', async () => {
    const { loader, series, fail } = desk();
    const few = await loader.load(NIFTY, '5m', 100);
    fail(true);
    await expect(loader.load(NIFTY, '5m', 1_500)).rejects.toThrow('No candles now');
    expect(series.closed(NIFTY, '5m')).toEqual(few);
    fail(false);
    expect((await loader.load(NIFTY, '5m', 1_500)).length).toBeGreaterThan(1_400);
  });
});
