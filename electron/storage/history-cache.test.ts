import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import { instrumentId } from '#shared/domain/instrument';
import { DAY, istAt, MINUTE, startOfDay } from '#shared/domain/time';
import { paise, qty, type EpochMs } from '#shared/domain/units';
import type { History } from '#shared/ports/history';
import { cachedHistory } from './history-cache';

const NIFTY = instrumentId('NSE', 'NIFTY 50');
const at = (clock: string): EpochMs => istAt('2026-08-18', clock);

let directory: string;
let now: EpochMs;
let faults: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-history-'));
  now = at('10:00:30');
  faults = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A broker with a candle for every stretch since 2020, of which the running one changes with each second. */
class TestBroker implements History {
  readonly asked: { readonly from: EpochMs; readonly to: EpochMs }[] = [];
  /** Prices are multiplied by it, as after a split. */
  factor = 1;
  isDown = false;

  bars(_: unknown, interval: BarInterval, from: EpochMs, to: EpochMs): Promise<readonly Bar[]> {
    if (this.isDown) return Promise.reject(new Error('Kite cannot be reached'));
    this.asked.push({ from, to });
    return Promise.resolve(this.answer(interval, from, to));
  }

  answer(interval: BarInterval, from: EpochMs, to: EpochMs): readonly Bar[] {
    const length = barLength(interval);
    const origin = startOfDay('2020-01-01');
    const bars: Bar[] = [];
    for (let index = Math.ceil((from - origin) / length); origin + index * length <= Math.min(to, now); index += 1) {
      const startAt = origin + index * length;
      const age = Math.min(now - startAt, length) / 1_000;
      const open = (20_000 + (index % 500)) * this.factor;
      const prices = { open: paise(open), high: paise(open + age), low: paise(open), close: paise(open + age) };
      bars.push({ startAt, ...prices, volume: qty(Math.floor(age)), oi: index % 2 === 0 ? null : qty(index) });
    }
    return bars;
  }
}

function cacheOf(broker: History): History {
  return cachedHistory(broker, { directory, clock: { now: () => now }, onFault: (fault) => void faults.push(fault) });
}

describe('cachedHistory', () => {
  it('asks once for what is past, also after a restart', async () => {
    const broker = new TestBroker();
    const expected = broker.answer('1m', at('09:15'), at('09:45'));
    for (let run = 0; run < 3; run += 1)
      expect(await cacheOf(broker).bars(NIFTY, '1m', at('09:15'), at('09:45'))).toEqual(expected);
    expect(broker.asked).toEqual([{ from: at('09:15'), to: at('09:45') }]);
  });

  it('never keeps the running candle, nor those that ended less than two minutes ago', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    const first = await cache.bars(NIFTY, '1m', at('09:15'), now);
    expect(first.at(-1)).toMatchObject({ startAt: at('10:00'), volume: 30 });
    now = at('10:00:50');
    expect((await cache.bars(NIFTY, '1m', at('09:15'), now)).at(-1)).toMatchObject({
      startAt: at('10:00'),
      volume: 50,
    });
    // 09:57 ended two minutes and a half before the first asking; it is asked for again only to compare.
    expect(broker.asked[1]).toEqual({ from: at('09:57'), to: now });
  });

  it("keeps a day's candle from the next day on", async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    await cache.bars(NIFTY, '1d', startOfDay('2026-08-03'), now);
    now += 5 * MINUTE;
    expect(await cache.bars(NIFTY, '1d', startOfDay('2026-08-03'), now)).toEqual(
      broker.answer('1d', startOfDay('2026-08-03'), now),
    );
    now += DAY;
    await cache.bars(NIFTY, '1d', startOfDay('2026-08-03'), startOfDay('2026-08-18'));
    await cache.bars(NIFTY, '1d', startOfDay('2026-08-03'), startOfDay('2026-08-18'));
    expect(broker.asked.map(({ from }) => from)).toEqual([
      startOfDay('2026-08-03'),
      startOfDay('2026-08-17'),
      startOfDay('2026-08-17'),
    ]);
  });

  it('asks only for the parts that are missing', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    await cache.bars(NIFTY, '1m', at('09:20'), at('09:24'));
    await cache.bars(NIFTY, '1m', at('09:30'), at('09:34'));
    expect(await cache.bars(NIFTY, '1m', at('09:15'), at('09:40'))).toEqual(
      broker.answer('1m', at('09:15'), at('09:40')),
    );
    expect(broker.asked.slice(2)).toEqual([
      { from: at('09:15'), to: at('09:20') - 1 },
      { from: at('09:24'), to: at('09:30') - 1 },
      { from: at('09:34'), to: at('09:40') },
    ]);
  });

  it('asks for everything anew when a known candle has changed, as after a split', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    await cache.bars(NIFTY, '1m', at('09:15'), at('09:30'));
    broker.factor = 2;
    expect(await cache.bars(NIFTY, '1m', at('09:15'), at('09:45'))).toEqual(
      broker.answer('1m', at('09:15'), at('09:45')),
    );
    expect(await cache.bars(NIFTY, '1m', at('09:15'), at('09:20'))).toEqual(
      broker.answer('1m', at('09:15'), at('09:20')),
    );
    expect(broker.asked).toHaveLength(3);
  });

  it('asks for all years anew when the last one tells of a split', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    await cache.bars(NIFTY, '1d', startOfDay('2025-12-01'), startOfDay('2026-01-20'));
    broker.factor = 2;
    const wanted = [startOfDay('2025-12-01'), startOfDay('2026-01-30')] as const;
    expect(await cache.bars(NIFTY, '1d', ...wanted)).toEqual(broker.answer('1d', ...wanted));
  });

  it('lets two who want the same ask once', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    const [one, two] = await Promise.all([0, 1].map(() => cache.bars(NIFTY, '5m', at('09:15'), at('09:45'))));
    expect(one).toEqual(two);
    expect(broker.asked).toHaveLength(1);
  });

  it('passes on why the broker gave nothing, and asks again the next time', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    broker.isDown = true;
    await expect(cache.bars(NIFTY, '1m', at('09:15'), at('09:45'))).rejects.toThrow('Kite cannot be reached');
    broker.isDown = false;
    expect(await cache.bars(NIFTY, '1m', at('09:15'), at('09:45'))).toHaveLength(31);
  });

  it('keeps years apart and gives them together', async () => {
    const broker = new TestBroker();
    const cache = cacheOf(broker);
    const wanted = [NIFTY, '1d', startOfDay('2024-12-20'), startOfDay('2026-01-10')] as const;
    expect(await cache.bars(...wanted)).toEqual(broker.answer('1d', wanted[2], wanted[3]));
    expect(await cache.bars(...wanted)).toEqual(broker.answer('1d', wanted[2], wanted[3]));
    expect(broker.asked).toHaveLength(3);
    expect(await readdir(join(directory, '1d'))).toHaveLength(3);
  });

  it('sets a damaged file aside, says so, and asks again', async () => {
    const broker = new TestBroker();
    await cacheOf(broker).bars(NIFTY, '1m', at('09:15'), at('09:45'));
    const path = join(directory, '1m', 'NSE%3ANIFTY%2050.2026.bars');
    const whole = await readFile(path);
    for (const broken of [
      whole.subarray(0, -9),
      Buffer.from(whole.map((byte, index) => (index === 40 ? byte ^ 1 : byte))),
      Buffer.from('notes'),
    ]) {
      await writeFile(path, broken);
      expect(await cacheOf(broker).bars(NIFTY, '1m', at('09:15'), at('09:45'))).toEqual(
        broker.answer('1m', at('09:15'), at('09:45')),
      );
      expect(await readFile(path)).toEqual(whole);
    }
    expect(faults).toHaveLength(3);
    expect(faults[0]).toContain('cannot be read; they are kept as');
    expect(await readdir(join(directory, '1m'))).toHaveLength(4);
  });

  it('serves from the broker when the disk keeps nothing', async () => {
    await writeFile(join(directory, '1m'), 'a file where a folder is needed');
    const broker = new TestBroker();
    expect(await cacheOf(broker).bars(NIFTY, '1m', at('09:15'), at('09:45'))).toEqual(
      broker.answer('1m', at('09:15'), at('09:45')),
    );
    expect(faults.at(-1)).toContain('Could not keep downloaded candles');
  });

  it('always answers as the broker would, and asks for no settled candle twice but to compare', async () => {
    const request = fc.record({
      from: fc.nat(400),
      length: fc.nat(120),
      later: fc.nat(40),
      interval: fc.constantFrom<BarInterval>('1m', '5m', '1d'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
        await rm(directory, { recursive: true, force: true });
        now = at('10:00:30');
        const broker = new TestBroker();
        const fetched = new Map<string, number>();
        for (const { from, length, later, interval } of requests) {
          now += later * MINUTE;
          const unit = interval === '1d' ? DAY : MINUTE;
          const start = now - from * unit;
          const before = broker.asked.length;
          expect(await cacheOf(broker).bars(NIFTY, interval, start, start + length * unit)).toEqual(
            broker.answer(interval, start, start + length * unit),
          );
          for (const span of broker.asked.slice(before)) {
            // The first may be there to compare.
            for (const bar of broker.answer(interval, span.from, span.to).slice(1)) {
              const isSettled =
                interval === '1d'
                  ? bar.startAt < startOfDay('2026-08-18')
                  : bar.startAt + barLength(interval) + 3 * MINUTE < now;
              const key = `${interval} ${bar.startAt}`;
              if (isSettled) expect(fetched.get(key)).toBeUndefined();
              if (isSettled) fetched.set(key, 1);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
