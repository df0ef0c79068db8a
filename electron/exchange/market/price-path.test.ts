import { describe, expect, it } from 'vitest';
import { istAt, MINUTE } from '#shared/domain/time';
import { candlesOf } from './candles';
import { readDay } from './day-files';
import { Market } from './market';
import { STEP } from './timeline';

const day = readDay('resources/days/2026-08-18');
const market = new Market(day, 1);
const at = (clock: string) => istAt(market.date, clock);

function token(id: string): number {
  const found = market.listing(id)?.token;
  if (found === undefined) throw new Error(`No ${id}`);
  return found;
}

const CALL = token('NFO:NIFTY2681824200CE');
const PUT = token('NFO:NIFTY2681824200PE');
const SPOT = token('NSE:NIFTY 50');
const FUTURE = token('NFO:NIFTY26AUGFUT');

function tape(of: number, clock: string, source = market) {
  const point = source.path(of)?.at(at(clock));
  if (!point) throw new Error(`Nothing at ${clock}`);
  return point;
}

/** Every step of a minute. */
function steps(of: number, clock: string, count = MINUTE / STEP) {
  return Array.from({ length: count }, (_, index) => market.path(of)?.at(at(clock) + index * STEP));
}

describe('the recorded day', () => {
  it('is the real one: index, option, volume and OI at recorded minutes', () => {
    expect(tape(SPOT, '10:43').ltp).toBe(2_421_280);
    expect(tape(CALL, '10:46')).toMatchObject({ ltp: 4_615, volume: 3_803_151 * 65, oi: 371_496 * 65 });
    expect(tape(PUT, '15:30')).toMatchObject({ ltp: 5_825, volume: 36_983_087 * 65, oi: 221_926 * 65 });
  });

  it('shows every recorded price of every instrument at its minute', () => {
    for (const id of market.tokens) {
      const path = market.path(id);
      const interval = (path?.record.first ?? 0) + 3;
      const when = path?.timeline.times[interval];
      expect(when === undefined ? path?.recorded(interval) : path?.at(when)?.ltp).toBe(path?.recorded(interval));
    }
  });

  it('knows nothing before the first snapshot, and stands still after the last', () => {
    expect(market.path(CALL)?.at(at('10:42:59'))).toBeNull();
    expect(tape(CALL, '15:39').ltp).toBe(tape(CALL, '15:30').ltp);
  });
});

describe('between two snapshots', () => {
  it('does not depend on who looked before, nor on how fast the clock runs', () => {
    const fresh = new Market(day, 1);
    const forwards = ['11:20:10', '11:20:40', '13:05:01'].map((clock) => tape(CALL, clock, fresh));
    const backwards = ['13:05:01', '11:20:40', '11:20:10'].map((clock) => tape(CALL, clock)).toReversed();
    expect(backwards).toEqual(forwards);
  });

  it('differs by seed, but not at the snapshots', () => {
    const other = new Market(day, 2);
    expect(tape(CALL, '11:20:31', other).ltp).not.toBe(tape(CALL, '11:20:31').ltp);
    expect(tape(CALL, '11:20', other).ltp).toBe(tape(CALL, '11:20').ltp);
  });

  it('stays on the tick grid and above nothing', () => {
    for (const point of [...steps(CALL, '11:30'), ...steps(PUT, '15:29')]) {
      expect((point?.ltp ?? -1) % 5).toBe(0);
      expect(point?.ltp).toBeGreaterThan(0);
    }
    for (const point of steps(FUTURE, '11:30')) expect((point?.ltp ?? -1) % 10).toBe(0);
  });

  it('never takes volume back, and spends exactly the recorded volume', () => {
    const points = steps(CALL, '11:30', 241);
    const volumes = points.map((point) => point?.volume ?? NaN);
    expect(volumes).toEqual([...volumes].sort((a, b) => a - b));
    expect(volumes[240]).toBe(tape(CALL, '11:31').volume);
  });

  it('moves a call with the index and a put against it', () => {
    // Seconds in which the index moves at least two points.
    let [calls, puts, moves] = [0, 0, 0];
    for (let second = 0; second < 3000; second++) {
      const [from, to] = [at('12:00') + second * 1000, at('12:00') + (second + 1) * 1000];
      const change = (of: number) => (market.path(of)?.at(to)?.ltp ?? 0) - (market.path(of)?.at(from)?.ltp ?? 0);
      if (Math.abs(change(SPOT)) < 200) continue;
      moves += 1;
      if (change(CALL) * change(SPOT) > 0) calls += 1;
      if (change(PUT) * change(SPOT) < 0) puts += 1;
    }
    expect(moves).toBeGreaterThan(50);
    expect(calls / moves).toBeGreaterThan(0.7);
    expect(puts / moves).toBeGreaterThan(0.7);
  });

  it('leaves an option alone in a minute in which nobody traded it', () => {
    const quiet = token('NFO:NIFTY2690824200CE');
    const prices = new Set(steps(quiet, '10:43').map((point) => point?.ltp));
    expect([...prices]).toEqual([29_750]);
  });
});

describe('a quote', () => {
  it('has five tick-aligned levels a side around the last price, in whole lots', () => {
    const quote = market.quote(CALL, at('11:20:10'));
    const { bids = [], asks = [] } = quote?.depth ?? {};
    expect([bids.length, asks.length]).toEqual([5, 5]);
    const prices = [...bids.map((one) => one.price).toReversed(), ...asks.map((one) => one.price)];
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect([bids[0]?.price, asks[0]?.price]).toContain(quote?.tape.ltp);
    for (const one of [...bids, ...asks]) expect([one.price % 5, one.qty % 65]).toEqual([0, 0]);
  });

  it('keeps the day range whichever way the clock was moved', () => {
    const late = new Market(day, 1);
    late.quote(CALL, at('14:00'));
    const back = late.quote(CALL, at('11:20'));
    expect(back?.range).toEqual(market.quote(CALL, at('11:20'))?.range);
  });
});

describe('the day range', () => {
  it('is that of every step since the recording began', () => {
    const fresh = new Market(day, 3);
    const when = at('11:40:30');
    for (const of of [CALL, PUT, SPOT, FUTURE, token('NFO:NIFTY2690824200CE')]) {
      const path = fresh.path(of);
      const prices: number[] = [];
      for (let step = path?.from ?? when; step <= when; step += STEP) prices.push(path?.at(step)?.ltp ?? NaN);
      expect(fresh.quote(of, when)?.range).toMatchObject({ high: Math.max(...prices), low: Math.min(...prices) });
    }
  });
});

describe('candlesOf', () => {
  const minutes = (of: number, from: string, to: string, now = to) =>
    candlesOf(market, of, { minutes: 1, from: at(from), to: at(to), now: at(now) });

  it('holds exactly what the tape showed in the minute', () => {
    const [candle] = minutes(CALL, '11:30', '11:30', '11:31');
    const trades = steps(CALL, '11:30').filter((point, index) => point?.lastTradeAt === at('11:30') + index * STEP);
    const prices = trades.map((point) => point?.ltp ?? NaN);
    expect(candle).toMatchObject({ high: Math.max(...prices), low: Math.min(...prices), close: prices.at(-1) });
  });

  it('does not look past the market clock', () => {
    expect(minutes(SPOT, '11:30', '11:40', '11:32:30').map((one) => one.startAt)).toEqual([
      at('11:30'),
      at('11:31'),
      at('11:32'),
    ]);
  });

  it('folds larger candles from 09:15 on, out of the same minutes', () => {
    const query = { from: at('11:30'), to: at('11:44:59'), now: at('12:00') };
    const [large] = candlesOf(market, CALL, { ...query, minutes: 15 });
    const small = minutes(CALL, '11:30', '11:44', '12:00');
    expect(large?.startAt).toBe(at('11:30'));
    expect(large?.high).toBe(Math.max(...small.map((one) => one.high)));
    expect(large?.volume).toBe(small.reduce((sum, one) => sum + one.volume, 0));
  });

  it('continues with the recorded days before', () => {
    const query = { minutes: 1440, from: istAt('2026-08-14', '00:00'), to: at('15:00'), now: at('11:00') };
    const days = candlesOf(market, SPOT, query);
    expect(days.map((one) => one.close)).toEqual([2_428_765, tape(SPOT, '11:00').ltp]);
  });
});
