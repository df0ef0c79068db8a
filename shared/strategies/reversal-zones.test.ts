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
  chainQuotes,
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
import { strategy } from './reversal-zones';

const FIVE = 5 * MINUTE;

/** Yesterday: P = 24,200 with the close, R1 = 24,400 with the high, S1 = 24,000 with the low. */
const yesterday: BarAt = { open: 24_100, high: 24_400, low: 24_000, close: 24_200 };
/** Between the zones, 20 points high: ATR is 20. */
const calm: BarAt = { open: 24_100, high: 24_110, low: 24_090, close: 24_100, volume: 1_000 };
/** Dips to 23,995 and closes at 24,040: 64 % of it is lower wick. */
const rejection: BarAt = { open: 24_060, high: 24_065, low: 23_995, close: 24_040, volume: 1_300 };
/** The same at the zone of 24,200, from below. */
const rejectionAbove: BarAt = { open: 24_140, high: 24_205, low: 24_135, close: 24_160, volume: 1_300 };

class Market {
  readonly rehearsal: Rehearsal;
  next: EpochMs;
  /** Where the index is by the time that a candle is heard of; at its close when null. */
  ltp: number | null = null;
  /** A whole chain of quotes is only played to who trades it. */
  private readonly hasChain: boolean;

  /** Warmed up with yesterday and 25 calm candles of it; today begins at 10:00, so that it has no opening range. */
  constructor(params: ParamValues = {}, startAt = ist('10:00')) {
    this.rehearsal = new Rehearsal(strategy, params);
    this.hasChain = String(params['vehicle']).endsWith('option');
    this.next = startAt;
    const past = Array.from({ length: 25 }, (_, index) => bar(ist('12:00') - DAY + index * FIVE, calm));
    this.rehearsal.warmUp(startAt, [
      closedBar(NIFTY, '1d', bar(ist('00:00') - DAY, yesterday)),
      ...past.map((each) => closedBar(NIFTY, '5m', each)),
      ...past.map((each) => closedBar(NIFTY_FUTURE, '5m', each)),
    ]);
  }

  candles(...candles: readonly BarAt[]): readonly Action[] {
    let actions: readonly Action[] = [];
    for (const { volume = 1_000, ...prices } of candles) {
      const startAt = this.next;
      this.next += FIVE;
      actions = this.rehearsal.play(this.next, {
        quotes: quotesAt(this.next, this.ltp ?? prices.close, this.hasChain),
        bars: [
          closedBar(NIFTY, '5m', bar(startAt, prices)),
          closedBar(NIFTY_FUTURE, '5m', bar(startAt, { ...prices, volume })),
        ],
      });
    }
    return actions;
  }

  /** Fills the last call. */
  fill(): Trade {
    const action = this.rehearsal.opens.at(-1);
    if (!action) throw new Error('nothing was opened');
    const trade = opened(action, this.next);
    this.rehearsal.play(this.next, { trades: [trade] });
    return trade;
  }
}

function quotesAt(at: EpochMs, price: number, hasChain = false): readonly Quote[] {
  const chain = hasChain ? chainQuotes({ forward: price + 12, timeValue: 84 }, at) : [];
  return [quote(NIFTY, price, at), quote(NIFTY_FUTURE, price + 12, at), ...chain];
}
function opening([action]: readonly Action[]): OpenAction {
  if (action?.kind !== 'open') throw new Error('nothing was opened');
  return action;
}
const labels = ({ rehearsal }: Market) => rehearsal.drawings.map(({ price, label }) => [price / 100, label]);

describe('the zones', () => {
  it("are yesterday's extremes and close, joined with the pivots they fall on", () => {
    expect(labels(new Market())).toEqual([
      [23_600, 'Pivot S3'],
      [23_800, 'Pivot S2'],
      [24_000, 'Low of the previous day + Pivot S1'],
      [24_200, 'Close of the previous day + Pivot P'],
      [24_400, 'High of the previous day + Pivot R1'],
      [24_600, 'Pivot R2'],
      [24_800, 'Pivot R3'],
    ]);
  });

  it('gain the opening range when it is over', () => {
    const market = new Market({}, ist('09:15'));
    market.candles(calm, calm, calm);
    expect(labels(market)).toHaveLength(7);
    market.candles({ ...calm, high: 24_105, low: 24_095 });
    expect(labels(market)).toContainEqual([24_110, 'High of the first 15 minutes']);
    expect(labels(market)).toContainEqual([24_090, 'Low of the first 15 minutes']);
  });

  it('gain the strikes with most call and put open interest', () => {
    const market = new Market();
    const withOi = [
      quote(optionId(24_300, 'CE'), 10, ist('10:00'), { oi: qty(650_000) }),
      quote(optionId(23_900, 'PE'), 10, ist('10:00'), { oi: qty(700_000) }),
    ];
    market.rehearsal.play(ist('10:00'), { quotes: withOi });
    const before = market.next;
    market.next += FIVE;
    const closing = [NIFTY, NIFTY_FUTURE].map((id) => closedBar(id, '5m', bar(before, calm)));
    market.rehearsal.play(market.next, { bars: closing });
    expect(labels(market)).toContainEqual([24_300, 'Most call OI']);
    expect(labels(market)).toContainEqual([23_900, 'Most put OI']);
  });

  it('are named while the price is between them', () => {
    const market = new Market();
    market.candles(calm);
    expect(market.rehearsal.why).toBe(
      'next support 24,000 (Low of the previous day + Pivot S1); next resistance 24,200 (Close of the previous day + Pivot P); NIFTY 50 24,100, ATR 20',
    );
  });
});

describe('a rejection', () => {
  it('of a support is long: stop 0.25 ATR beyond the zone, target 2 R', () => {
    const market = new Market();
    const action = opening(market.candles(calm, rejection));
    // Wilder's ATR(14) after a candle whose true range, from the close before it, is 105.
    const stop = 24_000 - 0.25 * ((20 * 13 + 105) / 14);
    const target = 24_040 + 2 * (24_040 - stop);
    expect(action.legs).toMatchObject([{ instrument: NIFTY_FUTURE, side: 'buy', qty: LOT }]);
    expect(action.exits.bounds?.instrument).toBe(NIFTY);
    expect(action.exits.bounds?.below).toBeCloseTo(stop * 100, -0.5);
    expect(action.exits.bounds?.above).toBeCloseTo(target * 100, -0.5);
    expect(market.rehearsal.why).toMatch(
      /^long: 24,000 \(Low of the previous day \+ Pivot S1\) rejected from above by the candle of 10:05:00: close 24,040, wick 64\.29 %; Buy/,
    );
  });

  it('is not traded when the price has passed the stop or the target since', () => {
    const missed = (ltp: number) => {
      const market = new Market();
      market.candles(calm);
      market.ltp = ltp;
      expect(market.candles(rejection)).toEqual([]);
      return market.rehearsal.why;
    };
    expect(missed(23_990)).toContain('not traded, stop 23,993.48 already passed: LTP 23,990');
    expect(missed(24_140)).toContain('not traded, target 24,133.04 already reached: LTP 24,140');
  });

  it('of a resistance is short', () => {
    expect(opening(new Market().candles(calm, rejectionAbove)).legs).toMatchObject([{ side: 'sell' }]);
  });

  it('takes the next zone for a target when that comes before 2 R', () => {
    const action = opening(new Market({ targetR: 8 }).candles(calm, rejection));
    expect(action.exits.bounds?.above).toBe(24_200_00);
    expect(action.inputs['Target']).toBe('24,200 (next zone)');
  });

  it('may come candles after the price entered the zone', () => {
    const market = new Market();
    market.candles(calm, { open: 24_060, high: 24_060, low: 23_998, close: 24_000 });
    expect(market.rehearsal.why).toContain('testing 24,000 (Low of the previous day + Pivot S1) from above');
    expect(
      opening(market.candles({ open: 24_002, high: 24_022, low: 23_980, close: 24_012, volume: 1_400 })).legs,
    ).toMatchObject([{ side: 'buy' }]);
  });

  it('buys or sells the option of the right side when told so', () => {
    const bought = opening(new Market({ vehicle: 'bought-option' }).candles(calm, rejection));
    const sold = opening(new Market({ vehicle: 'sold-option' }).candles(calm, rejection));
    expect(bought.legs).toMatchObject([{ instrument: optionId(24_050, 'CE'), side: 'buy' }]);
    expect(sold.legs).toMatchObject([{ instrument: optionId(24_050, 'PE'), side: 'sell' }]);
  });
});

describe('it does not trade', () => {
  it.each([
    [
      'a candle without the wick',
      { ...rejection, open: 24_010 },
      /24,000 .* left without rejection from above by the candle of 10:05:00: close 24,040, wick 21\.43 %$/,
    ],
    ['a candle without the volume', { ...rejection, volume: 1_100 }, /not traded, volume 1\.10× average, needs 1\.2×$/],
    ['a candle that closes inside the zone or beyond', { ...rejection, close: 24_000 }, /testing 24,000/],
  ])('%s', (_, candle, why) => {
    const market = new Market();
    expect(market.candles(calm, candle)).toEqual([]);
    expect(market.rehearsal.why).toMatch(why);
  });

  it('a rejection whose next zone leaves too little, when told to pass those by', () => {
    const market = new Market({ targetR: 8, leastReward: 4 });
    expect(market.candles(calm, rejection)).toEqual([]);
    expect(market.rehearsal.why).toMatch(/not traded, the next zone leaves 3\.44 R, needs 4$/);
  });

  it('outside the session window', () => {
    const market = new Market({ entryFrom: '10:30' });
    expect(market.candles(calm, rejection)).toEqual([]);
    expect(market.rehearsal.why).toContain('not traded, waiting for 10:30');
  });

  it('a zone that broke: it is dead for the day', () => {
    const market = new Market();
    market.candles(calm, { open: 24_050, high: 24_050, low: 23_980, close: 23_985 });
    expect(market.rehearsal.why).toContain('24,000 (Low of the previous day + Pivot S1) broken from above');
    expect(labels(market).map(([price]) => price)).not.toContain(24_000);
    expect(market.candles({ ...calm }, rejection)).toEqual([]);
  });

  it('a zone twice: it is done after its trade', () => {
    const market = new Market();
    market.candles(calm, rejection);
    market.rehearsal.play(market.next, { trades: [closed(market.fill(), market.next)] });
    expect(market.candles(calm, calm, rejection)).toEqual([]);
    expect(opening(market.candles(calm, calm, rejectionAbove)).legs).toMatchObject([{ side: 'sell' }]);
  });

  it('a second zone while a trade is open', () => {
    const market = new Market();
    market.candles(calm, rejection);
    market.fill();
    expect(market.candles(calm, calm, rejectionAbove)).toEqual([]);
    expect(market.rehearsal.why).toMatch(/^open since 10:10:00: .*NIFTY 50 24,160 between 23,993\.48 and 24,133\.04$/);
  });
});

describe('a new day', () => {
  it('begins with all zones alive', () => {
    const market = new Market();
    market.candles(calm, { open: 24_050, high: 24_050, low: 23_980, close: 23_985 }, calm);
    market.next = ist('10:00') + DAY;
    market.candles(calm);
    expect(labels(market).map(([price]) => price)).toContain(24_000);
  });
});

const anyCandles = fc.array(
  fc.record({
    step: fc.integer({ min: -60, max: 60 }),
    up: fc.nat(60),
    down: fc.nat(60),
    volume: fc.integer({ min: 900, max: 2_000 }),
    ends: fc.boolean(),
  }),
  { minLength: 30, maxLength: 66 },
);
type Candles = typeof anyCandles extends fc.Arbitrary<infer T> ? T : never;

function playDay(candles: Candles, restartAfter = -1) {
  const market = new Market({ volumeFactor: 1 }, ist('09:15'));
  const log: unknown[] = [];
  const entries: {
    readonly at: EpochMs;
    readonly wasOpen: boolean;
    readonly action: OpenAction;
    readonly close: number;
  }[] = [];
  let price = 24_100;
  let live: Trade | null = null;
  for (const [index, { step, up, down, volume, ends }] of candles.entries()) {
    const open = price;
    price += step;
    if (live && ends) {
      market.rehearsal.play(market.next, { trades: [closed(live, market.next)] });
      live = null;
    }
    const actions = market.candles({
      open,
      close: price,
      high: Math.max(open, price) + up,
      low: Math.min(open, price) - down,
      volume,
    });
    for (const action of actions) {
      if (action.kind === 'open') entries.push({ at: market.next, wasOpen: live !== null, action, close: price * 100 });
      live = market.fill();
    }
    log.push(...actions, market.rehearsal.why, market.rehearsal.state, market.rehearsal.drawings);
    if (index === restartAfter) market.rehearsal.restart(market.next);
  }
  return { log, entries };
}

describe('on any day', () => {
  it('opens inside the window only, one trade at a time, each signal once, with stop and target either side of the price', () => {
    let count = 0;
    fc.assert(
      fc.property(anyCandles, (candles) => {
        const { entries } = playDay(candles);
        count += entries.length;
        for (const { at, wasOpen, action, close } of entries) {
          expect(wasOpen).toBe(false);
          expect(minuteOfDay(at)).toBeGreaterThanOrEqual(9 * 60 + 20);
          expect(minuteOfDay(at)).toBeLessThan(14 * 60 + 45);
          expect(action.exits.bounds?.below).toBeLessThan(close);
          expect(action.exits.bounds?.above).toBeGreaterThan(close);
        }
        expect(new Set(entries.map(({ action }) => action.signal)).size).toBe(entries.length);
      }),
      { numRuns: 40 },
    );
    expect(count).toBeGreaterThan(20);
  });

  it('decides the same after its memory went through JSON in the middle', () => {
    fc.assert(
      fc.property(anyCandles, fc.nat({ max: 29 }), (candles, restartAfter) => {
        expect(JSON.stringify(playDay(candles, restartAfter).log)).toBe(JSON.stringify(playDay(candles).log));
      }),
      { numRuns: 15 },
    );
  });
});
