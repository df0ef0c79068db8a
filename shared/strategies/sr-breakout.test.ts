import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import type { Action, OpenAction } from '#shared/domain/strategy';
import { DAY, MINUTE, minuteOfDay } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { rupees, type EpochMs } from '#shared/domain/units';
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
  RELIANCE,
  type BarAt,
} from '#shared/engine/testing/market';
import { closed, opened, Rehearsal } from '#shared/engine/testing/rehearsal';
import { strategy } from './sr-breakout';

const FIVE = 5 * MINUTE;
const OPEN = ist('09:15');

/** A quiet candle between 24,210 and 24,230. */
const quiet: BarAt = { close: 24_220, high: 24_230, low: 24_210 };
/** Twelve candles with one swing high, 24,260, and one swing low, 24,180: the least that makes levels. */
const range: readonly BarAt[] = Array.from({ length: 12 }, (_, index) => ({
  ...quiet,
  ...(index === 5 ? { high: 24_260 } : {}),
  ...(index === 6 ? { low: 24_180 } : {}),
}));
const above: BarAt = { close: 24_270, high: 24_275, low: 24_215 };
const below: BarAt = { close: 24_170, high: 24_225, low: 24_165 };

/** Plays candles as they close, each with fresh prices, and lets the test fill and leave the trades. */
class Market {
  readonly rehearsal: Rehearsal;
  private readonly instrument;
  /** A whole chain of quotes is only played to who trades it. */
  private readonly hasChain: boolean;
  private next: EpochMs;
  /** Where the index is by the time that a candle is heard of; at its close when null. */
  ltp: number | null = null;

  constructor(params: ParamValues = {}, instrument = NIFTY, startAt = OPEN) {
    this.rehearsal = new Rehearsal(strategy, params);
    this.hasChain = String(params['vehicle']).endsWith('option');
    this.instrument = instrument;
    this.next = startAt;
  }

  /** Candles in a row; returns what the last one led to. */
  candles(...candles: readonly BarAt[]): readonly Action[] {
    let actions: readonly Action[] = [];
    for (const candle of candles) {
      const startAt = this.next;
      this.next += FIVE;
      actions = this.rehearsal.play(this.next, {
        bars: [closedBar(this.instrument, '5m', bar(startAt, candle))],
        quotes: quotesAt(this.next, this.ltp ?? candle.close, this.hasChain),
      });
    }
    return actions;
  }

  /** Fills the last call and lets it end; the next candle begins at or after that. */
  trade(endsAt?: EpochMs): Trade {
    const action = this.rehearsal.opens.at(-1);
    if (!action) throw new Error('nothing was opened');
    const trade = opened(action, this.next);
    this.rehearsal.play(this.next, { trades: [trade] });
    if (endsAt !== undefined) this.end(trade, endsAt);
    return trade;
  }

  end(trade: Trade, at: EpochMs): void {
    this.rehearsal.play(at, { trades: [closed(trade, at)] });
  }
}

function quotesAt(at: EpochMs, price: number, hasChain = false): readonly Quote[] {
  const chain = hasChain ? chainQuotes({ forward: price + 12, timeValue: 84 }, at) : [];
  return [quote(NIFTY, price, at), quote(NIFTY_FUTURE, price + 12, at), quote(RELIANCE, price / 10, at), ...chain];
}

const opening = (actions: readonly Action[]): OpenAction => {
  const [action] = actions;
  if (action?.kind !== 'open') throw new Error('nothing was opened');
  return action;
};

describe('levels', () => {
  it('need twelve points', () => {
    const market = new Market();
    market.candles(...range.slice(0, 11));
    expect(market.rehearsal.why).toBe('insufficient data points: 11 of 12; NIFTY 50 24,220');
    expect(market.rehearsal.drawings).toEqual([]);
    market.candles({ ...quiet });
    expect(market.rehearsal.drawings.map(({ label, price }) => [label, price])).toEqual([
      ['Support', rupees(24_180)],
      ['Resistance', rupees(24_260)],
    ]);
  });

  it('are the outermost swings, each the extreme of the lookback around it', () => {
    const market = new Market({ lookback: 2 });
    const highs = [24_230, 24_250, 24_230, 24_235, 24_290, 24_230];
    const lows = [24_210, 24_215, 24_190, 24_210, 24_212, 24_195];
    // The last candle is higher and lower than any, but nothing follows it: no swing yet.
    market.candles(
      ...range.map((candle, index) => ({ ...quiet, high: highs[index] ?? 24_225, low: lows[index] ?? 24_215 })),
      { close: 24_220, high: 24_300, low: 24_100 },
    );
    expect(market.rehearsal.drawings.map(({ price }) => price / 100)).toEqual([24_190, 24_290]);
  });

  it('roll with the window: a swing that has left it counts no more', () => {
    const market = new Market({ window: 12 });
    market.candles(...range, ...range.map((candle) => ({ ...candle, high: Math.min(candle.high ?? 0, 24_240) })));
    expect(market.rehearsal.drawings.map(({ price }) => price / 100)).toEqual([24_180, 24_240]);
  });

  it('are built from history before the first live candle', () => {
    const market = new Market();
    const yesterday = range.map((candle, index) => closedBar(NIFTY, '5m', bar(OPEN - DAY + index * FIVE, candle)));
    market.rehearsal.warmUp(OPEN, yesterday);
    expect(market.rehearsal.drawings).toHaveLength(2);
    expect(market.rehearsal.why).toBe('waiting for 09:20; support 24,180, resistance 24,260; NIFTY 50 not priced yet');
  });

  it('do not count a candle twice when history is told again', () => {
    const market = new Market();
    market.candles(...range.slice(0, 8));
    market.rehearsal.warmUp(
      ist('09:56'),
      range.slice(0, 8).map((candle, index) => closedBar(NIFTY, '5m', bar(OPEN + index * FIVE, candle))),
    );
    expect(market.rehearsal.why).toContain('8 of 12');
  });
});

describe('a breakout', () => {
  it('is a close above resistance: long, with the future by default', () => {
    const market = new Market({ quantity: 2 });
    expect(opening(market.candles(...range, above))).toMatchObject({
      signal: 'long on the candle of 10:15:00',
      title: 'Buy NIFTY26AUGFUT at 24,282: NIFTY long breakout',
      inputs: { Close: '24,270', Support: '24,180', Resistance: '24,260' },
      legs: [{ instrument: NIFTY_FUTURE, side: 'buy', qty: 2 * LOT, role: 'main' }],
      product: 'intraday',
    });
    expect(market.rehearsal.why).toBe(
      'long: NIFTY 50 closed at 24,270, above resistance 24,260; Buy NIFTY26AUGFUT at 24,282',
    );
  });

  it('is a close below support: short', () => {
    const [leg] = opening(new Market().candles(...range, below)).legs;
    expect(leg).toMatchObject({ instrument: NIFTY_FUTURE, side: 'sell' });
  });

  it('is not a high that comes back, nor a close on the level', () => {
    expect(new Market().candles(...range, { close: 24_255, high: 24_290, low: 24_215 })).toEqual([]);
    expect(new Market().candles(...range, { close: 24_260, high: 24_260, low: 24_215 })).toEqual([]);
  });

  it('is not a second close beyond: that one confirms a breakout that could not be traded', () => {
    const market = new Market({ entryFrom: '10:25' });
    expect(market.candles(...range, above)).toEqual([]);
    expect(market.rehearsal.why).toContain(
      'NIFTY 50 closed at 24,270, above resistance 24,260: not traded, waiting for 10:25',
    );
    expect(market.candles({ close: 24_280 })).toEqual([]);
  });

  it('buys the option at the money instead, held against the index', () => {
    const action = opening(new Market({ vehicle: 'bought-option' }).candles(...range, below));
    expect(action.legs).toMatchObject([{ instrument: optionId(24_200, 'PE'), side: 'buy' }]);
    expect(action.exits).toMatchObject({
      legStop: null,
      legTarget: null,
      bounds: { instrument: NIFTY, below: rupees(23_444.9), above: rupees(24_411.7) },
    });
  });

  it('is not followed with an option when the index has passed the stop since, but with a future, whose stop counts from its fill', () => {
    const atStop = (vehicle: string) => {
      const market = new Market({ vehicle });
      market.candles(...range);
      market.ltp = 24_411.7;
      return { actions: market.candles(below), why: market.rehearsal.why };
    };
    const withOption = atStop('bought-option');
    expect(withOption.actions).toEqual([]);
    expect(withOption.why).toContain('not traded, stop 24,411.7 already passed: LTP 24,411.7');
    expect(opening(atStop('future').actions).exits.legStop).toBe(0.01);
  });

  it('trades a share itself, and leaves it before its continuous trading ends', () => {
    const tenth = ({ close, high = close, low = close }: BarAt): BarAt => ({
      close: close / 10,
      high: high / 10,
      low: low / 10,
    });
    const market = new Market({ symbol: 'RELIANCE', vehicle: 'itself', quantity: 25 }, RELIANCE);
    const action = opening(market.candles(...[...range, above].map(tenth)));
    expect(action.legs).toMatchObject([{ instrument: RELIANCE, side: 'buy', qty: 25 }]);
    expect(action.exits.squareOffAt).toBe(15 * 60 + 10);
  });

  it('may be looked for on the candles of the future', () => {
    const market = new Market({ candlesOf: 'future' }, NIFTY_FUTURE);
    expect(market.rehearsal.needs).toContainEqual({
      kind: 'bars',
      instrument: NIFTY_FUTURE,
      interval: '5m',
      history: 60,
    });
    expect(opening(market.candles(...range, above)).legs).toMatchObject([{ instrument: NIFTY_FUTURE, side: 'buy' }]);
  });

  it('leaves at 3 % or −1 % of the entry price, squared off at 15:15', () => {
    expect(opening(new Market().candles(...range, above)).exits).toMatchObject({
      legTarget: 0.03,
      legStop: 0.01,
      bounds: null,
      squareOffAt: 15 * 60 + 15,
    });
  });
});

describe('what it will not trade on', () => {
  it('an index itself', () => {
    const market = new Market({ vehicle: 'itself' });
    expect(market.candles(...range, above)).toEqual([]);
    expect(market.rehearsal.why).toContain('not traded, NIFTY is an index and cannot be traded itself');
  });

  it('a stale price of what would be traded', () => {
    const market = new Market();
    market.candles(...range);
    const { rehearsal } = market;
    expect(rehearsal.play(ist('10:20'), { bars: [closedBar(NIFTY, '5m', bar(ist('10:15'), above))] })).toEqual([]);
    expect(rehearsal.why).toContain('not traded, the price of NIFTY26AUGFUT is 300 s old, limit 15 s');
  });

  it('a candle that closed long ago and is told only now', () => {
    const market = new Market();
    market.candles(...range);
    const { rehearsal } = market;
    const late = { bars: [closedBar(NIFTY, '5m', bar(ist('10:15'), above))], quotes: quotesAt(ist('10:24'), 24_270) };
    expect(rehearsal.play(ist('10:24'), late)).toEqual([]);
    expect(rehearsal.why).toContain('not traded, its candle closed 240 s ago');
  });

  it('a breakout of the past', () => {
    const market = new Market();
    const past = [...range, above].map((candle, index) => closedBar(NIFTY, '5m', bar(OPEN + index * FIVE, candle)));
    market.rehearsal.warmUp(ist('10:20'), past);
    expect(market.rehearsal.opens).toEqual([]);
  });

  it('a symbol that the day does not know: it asks for nothing', () => {
    expect(new Rehearsal(strategy, { symbol: 'NOSUCH', vehicle: 'itself' }).needs).toEqual([]);
  });
});

describe('one trade per breakout', () => {
  it('locks the levels while the trade is open', () => {
    const market = new Market();
    market.candles(...range, above);
    market.trade();
    const drawn = market.rehearsal.drawings;
    expect(market.candles(quiet, below, quiet, above)).toEqual([]);
    expect(market.rehearsal.drawings).toEqual(drawn);
    expect(drawn.map(({ label, price }) => [label, price / 100])).toEqual([
      ['Support', 24_180],
      ['Resistance', 24_260],
      ['Broke long', 24_270],
      ['Stop', 24_027.3],
      ['Target', 24_998.1],
    ]);
    expect(market.rehearsal.why).toMatch(/^open since 10:20:00: NIFTY 25 Aug future open/);
  });

  it('clears the levels after the exit and finds new ones from candles that begin later', () => {
    const market = new Market();
    market.candles(...range, above);
    const trade = market.trade();
    market.candles(quiet);
    market.end(trade, ist('10:27'));
    expect(market.rehearsal.drawings).toEqual([]);
    // The candle of 10:25 began before the exit at 10:27.
    expect(market.candles(quiet, ...range.slice(0, 11))).toEqual([]);
    expect(market.rehearsal.why).toContain('insufficient data points: 11 of 12');
    market.candles(quiet);
    expect(opening(market.candles(below)).signal).toBe('short on the candle of 11:30:00');
  });

  it('forgets a breakout that led to no trade once the next whole candle has closed', () => {
    const market = new Market();
    market.candles(...range, above);
    market.rehearsal.play(ist('10:24:59'), { quotes: quotesAt(ist('10:24:59'), 24_280) });
    expect(market.rehearsal.why).toBe('called the long breakout at 10:20:00; no trade yet');
    market.candles(quiet);
    expect(market.rehearsal.why).toContain('insufficient data points: 1 of 12');
  });
});

/** Candles that wander, so that breakouts happen both ways. */
const anyCandles = fc.array(
  fc.record({
    step: fc.integer({ min: -40, max: 40 }),
    up: fc.integer({ min: 0, max: 25 }),
    down: fc.integer({ min: 0, max: 25 }),
    ends: fc.boolean(),
  }),
  { minLength: 40, maxLength: 76 },
);
type Candles = typeof anyCandles extends fc.Arbitrary<infer T> ? T : never;

function playDay(candles: Candles, restartAfter = -1) {
  const market = new Market({ lookback: 4, window: 30 });
  const log: unknown[] = [];
  const entries: { readonly at: EpochMs; readonly wasOpen: boolean }[] = [];
  let price = 24_200;
  let at = OPEN;
  let live: Trade | null = null;
  for (const [index, { step, up, down, ends }] of candles.entries()) {
    const open = price;
    price += step;
    at += FIVE;
    if (live && ends) {
      market.end(live, at - MINUTE);
      live = null;
    }
    const actions = market.candles({
      open,
      close: price,
      high: Math.max(open, price) + up,
      low: Math.min(open, price) - down,
    });
    if (actions.length > 0) {
      entries.push({ at, wasOpen: live !== null });
      live = market.trade();
    }
    log.push(...actions, market.rehearsal.why, market.rehearsal.state, market.rehearsal.drawings);
    if (index === restartAfter) market.rehearsal.restart(at);
  }
  return { log, entries, rehearsal: market.rehearsal };
}

describe('on any day', () => {
  it('opens inside the window only, one trade at a time, each signal once', () => {
    let count = 0;
    fc.assert(
      fc.property(anyCandles, (candles) => {
        const { entries, rehearsal } = playDay(candles);
        count += entries.length;
        for (const { at, wasOpen } of entries) {
          expect(wasOpen).toBe(false);
          expect(minuteOfDay(at)).toBeGreaterThanOrEqual(9 * 60 + 20);
          expect(minuteOfDay(at)).toBeLessThan(14 * 60 + 45);
        }
        const signals = rehearsal.opens.map(({ signal }) => signal);
        expect(new Set(signals).size).toBe(signals.length);
      }),
      { numRuns: 100 },
    );
    expect(count).toBeGreaterThan(20);
  });

  it('decides the same after its memory went through JSON in the middle', () => {
    fc.assert(
      fc.property(anyCandles, fc.nat({ max: 39 }), (candles, restartAfter) => {
        expect(JSON.stringify(playDay(candles, restartAfter).log)).toBe(JSON.stringify(playDay(candles).log));
      }),
      { numRuns: 50 },
    );
  });
});
