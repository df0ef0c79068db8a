import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import type { Action, OpenAction } from '#shared/domain/strategy';
import { DAY, MINUTE, minuteOfDay } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { qty, type EpochMs } from '#shared/domain/units';
import {
  bar,
  closedBar,
  ist,
  LOT,
  NIFTY,
  NIFTY_FUTURE,
  optionId,
  quote,
  type BarAt,
} from '#shared/engine/testing/market';
import { closed, opened, Rehearsal } from '#shared/engine/testing/rehearsal';
import { strategy } from './directional-breakout';

const FIVE = 5 * MINUTE;
const STRIKES = Array.from({ length: 17 }, (_, index) => 23_800 + index * 50);

/** A candle of the index, with the volume and the open interest of the future. */
type Candle = BarAt;
const calm: Candle = { open: 24_200, high: 24_210, low: 24_190, close: 24_200, volume: 1_000, oi: 100_000 };
/** Through 24,210, the day's high and the opening range's, on twice the volume and new positions. */
const up: Candle = { open: 24_200, high: 24_235, low: 24_198, close: 24_230, volume: 2_000, oi: 110_000 };
const down: Candle = { open: 24_200, high: 24_202, low: 24_165, close: 24_170, volume: 2_000, oi: 110_000 };

class Market {
  readonly rehearsal: Rehearsal;
  next: EpochMs;
  /** Where the index is by the time that a candle is heard of; at its close when null. */
  ltp: number | null = null;
  /** Units of open interest at each strike. */
  calls = 1_000_000;
  puts = 1_000_000;
  /** Whether the chain is quoted at all. */
  hasChain = true;

  /** Warmed up with 25 calm candles of yesterday. */
  constructor(params: ParamValues = {}, { hasChain = true } = {}) {
    const startAt = ist('09:15');
    this.rehearsal = new Rehearsal(strategy, params);
    this.next = startAt;
    this.hasChain = hasChain;
    const past = Array.from({ length: 25 }, (_, index) => bar(ist('12:00') - DAY + index * FIVE, calm));
    this.rehearsal.warmUp(
      startAt,
      past.flatMap((each) => [closedBar(NIFTY, '5m', each), closedBar(NIFTY_FUTURE, '5m', each)]),
    );
    this.rehearsal.play(startAt, { quotes: this.quotesAt(startAt, calm.close) });
  }

  candles(...candles: readonly Candle[]): readonly Action[] {
    let actions: readonly Action[] = [];
    for (const { volume = 1_000, oi = 100_000, ...prices } of candles) {
      const startAt = this.next;
      this.next += FIVE;
      actions = this.rehearsal.play(this.next, {
        quotes: this.quotesAt(this.next, this.ltp ?? prices.close),
        bars: [
          closedBar(NIFTY, '5m', bar(startAt, prices)),
          closedBar(NIFTY_FUTURE, '5m', bar(startAt, { ...prices, volume, oi })),
        ],
      });
    }
    return actions;
  }

  /** The opening range and some quiet, with open interest known for more than a quarter of an hour. */
  quiet(): this {
    this.candles(calm, calm, calm, calm, calm);
    return this;
  }

  price(at: EpochMs, price: number): readonly Action[] {
    return this.rehearsal.play(at, { quotes: [quote(NIFTY, price, at)] });
  }

  fill(): Trade {
    const action = this.rehearsal.opens.at(-1);
    if (!action) throw new Error('nothing was opened');
    const trade = opened(action, this.next);
    this.rehearsal.play(this.next, { trades: [trade] });
    return trade;
  }

  private quotesAt(at: EpochMs, price: number): readonly Quote[] {
    const options = (this.hasChain ? STRIKES : []).flatMap((strike) => [
      quote(optionId(strike, 'CE'), Math.max(price + 12 - strike, 0) + 80, at, { oi: qty(this.calls) }),
      quote(optionId(strike, 'PE'), Math.max(strike - price - 12, 0) + 80, at, { oi: qty(this.puts) }),
    ]);
    return [quote(NIFTY, price, at), quote(NIFTY_FUTURE, price + 12, at), ...options];
  }
}

/** A quiet morning after which put writers have added 5 %. */
function bullish(params: ParamValues = {}): Market {
  const market = new Market(params).quiet();
  market.puts = 1_050_000;
  return market;
}
function bearish(params: ParamValues = {}): Market {
  const market = new Market(params).quiet();
  market.calls = 1_050_000;
  return market;
}
function opening([action]: readonly Action[]): OpenAction {
  if (action?.kind !== 'open') throw new Error('nothing was opened');
  return action;
}

describe('the entry', () => {
  it('is a close out of the range that volume, future and chain agree with: up buys the call at the money', () => {
    const action = opening(bullish().candles(up));
    expect(action).toMatchObject({
      title: expect.stringMatching(
        /^Buy NIFTY26081824250CE at [\d.]+: NIFTY long through the (opening range high|day's high)$/,
      ),
      legs: [{ instrument: optionId(24_250, 'CE'), side: 'buy', qty: LOT }],
      exits: { legStop: 0.3, bounds: { instrument: NIFTY }, squareOffAt: 15 * 60 + 15 },
      inputs: {
        Volume: 'volume 2.00× average, needs 1.5×',
        Future: 'long build up',
        Chain: expect.stringMatching(/^put minus call OI \+5,50,000 \(2\.4\d %\) in \d+ min$/),
      },
    });
  });

  it('down buys the put, or sells the future when told so', () => {
    expect(opening(bearish().candles(down)).legs).toMatchObject([{ instrument: optionId(24_200, 'PE'), side: 'buy' }]);
    const future = opening(bearish({ vehicle: 'future' }).candles(down));
    expect(future.legs).toMatchObject([{ instrument: NIFTY_FUTURE, side: 'sell' }]);
    expect(future.exits.legStop).toBeNull();
  });

  it('may go one strike out of the money', () => {
    expect(opening(bullish({ otm: 1 }).candles(up)).legs).toMatchObject([{ instrument: optionId(24_300, 'CE') }]);
  });

  it('stops a quarter of an ATR back inside the range and aims for twice the risk', () => {
    const { exits } = opening(bullish().candles(up));
    // Wilder's ATR(14) of candles 20 points high, after one of 37.
    const stop = 24_210 - 0.25 * ((20 * 13 + 37) / 14);
    expect(exits.bounds?.below).toBe(Math.round(stop * 100));
    expect(exits.bounds?.above).toBeCloseTo((24_230 + 2 * (24_230 - stop)) * 100, -0.5);
  });

  it('shows the score live and what would break', () => {
    const market = bullish();
    market.candles({ ...calm, close: 24_205 });
    expect(market.rehearsal.why).toMatch(
      /^waiting for a break; bias \+\d+: price 0, volume 0, future 0, chain \+15; volume 1\.00× average, needs 1\.5×, no build-up, put minus call OI \+/,
    );
    expect(market.rehearsal.why).toContain(
      "up: opening range high 24,210, day's high 24,210; down: opening range low 24,190, day's low 24,190",
    );
  });
});

describe('it does not enter when', () => {
  const missed = (market: Market, candle: Candle = up) => {
    expect(market.candles(candle)).toEqual([]);
    return market.rehearsal.why;
  };

  it('the volume is not 1.5 times its average', () => {
    expect(missed(bullish(), { ...up, volume: 1_490 })).toContain('not traded, volume 1.49× average, needs 1.5×');
  });

  it('the future builds no positions that way', () => {
    expect(missed(bullish(), { ...up, oi: 95_000 })).toContain(
      'not traded, the future shows short covering, needs long build up',
    );
  });

  it('option writers moved to the other side, or not at all', () => {
    const against = bearish();
    expect(missed(against)).toMatch(/not traded, the chain disagrees: put minus call OI -5,50,000/);
    expect(missed(new Market().quiet())).toContain('not traded, the chain disagrees: put minus call OI 0');
  });

  it('the price has come back to the stop since the candle closed', () => {
    const market = bullish();
    market.ltp = 24_204;
    expect(missed(market)).toContain('not traded, stop 24,204.7 already passed: LTP 24,204');
    market.ltp = null;
    market.candles({ ...calm, close: 24_205 });
    expect(opening(market.candles({ ...up, close: 24_236, high: 24_240 })).signal).toMatch(/^long/);
  });

  it('the chain has not been watched for fifteen minutes', () => {
    const market = new Market({ vehicle: 'future' }, { hasChain: false }).quiet();
    market.hasChain = true;
    market.candles(calm, calm);
    market.puts = 1_050_000;
    expect(missed(market)).toContain("the chain's change of open interest is not known yet");
  });

  it('the score is not past the threshold', () => {
    expect(missed(bullish({ threshold: 100 }))).toMatch(/not traded, bias \+100: .*, needs past 100/);
  });

  it('the candle closes inside, however far it reached', () => {
    expect(bullish().candles({ ...up, close: 24_209 })).toEqual([]);
  });

  it('the session window is shut, or the day has had its trades', () => {
    expect(missed(bullish({ entryFrom: '10:00' }))).toContain('not traded, waiting for 10:00');
    const market = bullish({ maxTrades: 1 });
    market.candles(up);
    market.rehearsal.play(market.next, { trades: [closed(market.fill(), market.next)] });
    market.puts = 1_200_000;
    expect(missed(market, { ...up, open: 24_230, high: 24_290, close: 24_280, volume: 4_000, oi: 130_000 })).toContain(
      '1 of 1 trades made today',
    );
  });
});

describe('the trail', () => {
  /** In a long trade: entered at 24,230, risk about 25 points. */
  function inTrade(params: ParamValues = {}) {
    const market = bullish(params);
    market.candles(up);
    market.fill();
    return market;
  }

  it('leaves when the price, having gone the risk in favour, comes back by as much from its best', () => {
    const market = inTrade();
    const at = market.next;
    expect(market.price(at + 1_000, 24_262)).toEqual([]);
    expect(market.price(at + 2_000, 24_240)).toEqual([]);
    expect(market.price(at + 3_000, 24_236)).toMatchObject([
      { kind: 'close', reason: 'Trailing stop: NIFTY 50 24,236 came back the risk from 24,262' },
    ]);
  });

  it('does nothing before that, and nothing at all when switched off', () => {
    const market = inTrade();
    expect(
      [24_250, 24_224, 24_210].flatMap((price, index) => market.price(market.next + (index + 1) * 1_000, price)),
    ).toEqual([]);
    const off = inTrade({ trail: false });
    expect([24_262, 24_230].flatMap((price, index) => off.price(off.next + (index + 1) * 1_000, price))).toEqual([]);
  });
});

const anyCandles = fc.array(
  fc.record({
    step: fc.integer({ min: -50, max: 50 }),
    volume: fc.integer({ min: 800, max: 3_000 }),
    oi: fc.integer({ min: -5_000, max: 15_000 }),
    puts: fc.integer({ min: -40_000, max: 40_000 }),
    ends: fc.boolean(),
  }),
  { minLength: 30, maxLength: 66 },
);
type Candles = typeof anyCandles extends fc.Arbitrary<infer T> ? T : never;

function playDay(candles: Candles, restartAfter = -1) {
  const market = new Market({ volumeFactor: 1, threshold: 20, maxTrades: 10 });
  const log: unknown[] = [];
  const entries: { readonly at: EpochMs; readonly wasOpen: boolean; readonly action: OpenAction }[] = [];
  let [price, positions] = [24_200, 100_000];
  let live: Trade | null = null;
  for (const [index, { step, volume, oi, puts, ends }] of candles.entries()) {
    const open = price;
    price += step;
    positions += oi;
    market.puts += puts;
    if (live && ends) {
      market.rehearsal.play(market.next, { trades: [closed(live, market.next)] });
      live = null;
    }
    const shape = { open, close: price, high: Math.max(open, price) + 5, low: Math.min(open, price) - 5 };
    const actions = market.candles({ ...shape, volume, oi: positions });
    for (const action of actions) {
      if (action.kind !== 'open') continue;
      entries.push({ at: market.next, wasOpen: live !== null, action });
      live = market.fill();
    }
    log.push(...actions, market.rehearsal.why, market.rehearsal.state, market.rehearsal.drawings);
    if (index === restartAfter) market.rehearsal.restart(market.next);
  }
  return { log, entries };
}

describe('on any day', () => {
  it('opens inside the window only, one trade at a time, each signal once', () => {
    let count = 0;
    fc.assert(
      fc.property(anyCandles, (candles) => {
        const { entries } = playDay(candles);
        count += entries.length;
        for (const { at, wasOpen } of entries) {
          expect(wasOpen).toBe(false);
          expect(minuteOfDay(at)).toBeGreaterThanOrEqual(9 * 60 + 20);
          expect(minuteOfDay(at)).toBeLessThan(14 * 60 + 45);
        }
        expect(new Set(entries.map(({ action }) => action.signal)).size).toBe(entries.length);
      }),
      { numRuns: 40 },
    );
    expect(count).toBeGreaterThan(10);
  });

  it('decides the same after its memory went through JSON in the middle', () => {
    fc.assert(
      fc.property(anyCandles, fc.nat({ max: 29 }), (candles, restartAfter) => {
        expect(JSON.stringify(playDay(candles, restartAfter).log)).toBe(JSON.stringify(playDay(candles).log));
      }),
      { numRuns: 10 },
    );
  });
});
