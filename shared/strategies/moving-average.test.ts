import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '#shared/domain/params';
import type { Action } from '#shared/domain/strategy';
import { MINUTE, minuteOfDay } from '#shared/domain/time';
import { isLive, type Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
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
} from '#shared/engine/testing/market';
import { closed, opened, Rehearsal } from '#shared/engine/testing/rehearsal';
import { strategy } from './moving-average';

const FIVE = 5 * MINUTE;
const plain: ParamValues = { validate: false };

interface Candle {
  readonly close: number;
  /** Of the future. */
  readonly volume?: number;
}

class Market {
  readonly rehearsal: Rehearsal;
  next: EpochMs;
  /** A whole chain of quotes is only played to who trades it. */
  private readonly hasChain: boolean;
  live: Trade | null = null;
  /** Where the index is by the time that a candle is heard of; at its close when null. */
  ltp: number | null = null;

  constructor(params: ParamValues = plain, startAt = ist('09:15')) {
    this.rehearsal = new Rehearsal(strategy, params);
    this.hasChain = String(params['vehicle']).endsWith('option');
    this.next = startAt;
  }

  /** Candles as they close, the index's before the future's; a call is filled, a close ends the trade. */
  candles(...candles: readonly Candle[]): readonly Action[] {
    let actions: readonly Action[] = [];
    for (const { close, volume = 1_000 } of candles) {
      const startAt = this.next;
      this.next += FIVE;
      const at = this.next;
      const shape = { close, high: close + 10, low: close - 10 };
      const quotes = [
        quote(NIFTY, this.ltp ?? close, at),
        quote(NIFTY_FUTURE, close + 12, at),
        ...(this.hasChain ? chainQuotes({ forward: close + 12, timeValue: 84 }, at) : []),
      ];
      const first = this.rehearsal.play(at, { quotes, bars: [closedBar(NIFTY, '5m', bar(startAt, shape))] });
      const second = this.rehearsal.play(at + 100, {
        bars: [closedBar(NIFTY_FUTURE, '5m', bar(startAt, { ...shape, volume }))],
      });
      actions = [...first, ...second];
      for (const action of actions) this.follow(action, at + 200);
    }
    return actions;
  }

  private follow(action: Action, at: EpochMs): void {
    if (action.kind === 'close' && this.live) this.rehearsal.play(at, { trades: [closed(this.live, at, 'strategy')] });
    this.live = action.kind === 'open' ? opened(action, at) : null;
    if (this.live) this.rehearsal.play(at, { trades: [this.live] });
  }
}

/** Thirty candles that drift down: the fast average is below the slow one, and both are known. */
const drift: readonly Candle[] = Array.from({ length: 30 }, (_, index) => ({ close: 24_300 - index * 2 }));
const jump: Candle = { close: 24_400, volume: 1_500 };
const drop: Candle = { close: 24_100, volume: 1_500 };

describe('the entry', () => {
  it('is the cross of the fast average above the slow one: long, stop 1.5 ATR below the close', () => {
    const [action] = new Market().candles(...drift, jump);
    expect(action).toMatchObject({
      kind: 'open',
      title: 'Buy NIFTY26AUGFUT at 24,412: NIFTY long cross',
      legs: [{ instrument: NIFTY_FUTURE, side: 'buy', qty: LOT }],
      exits: { bounds: { instrument: NIFTY, above: null }, squareOffAt: 15 * 60 + 15, legStop: null },
    });
    const bounds = action?.kind === 'open' ? action.exits.bounds : null;
    // Wilder's ATR(14) of candles 20 points high that drift by 2, after one true range of 168.
    const atr = (20 * 13 + 168) / 14;
    expect(bounds?.below).toBe(Math.round((24_400 - 1.5 * atr) * 100));
  });

  it('is the cross below: short', () => {
    const rising = drift.map(({ close }) => ({ close: 48_500 - close }));
    expect(new Market().candles(...rising, drop)).toMatchObject([
      { legs: [{ side: 'sell' }], exits: { bounds: { below: null } } },
    ]);
  });

  it('is none when the price has passed the stop since the candle closed', () => {
    const market = new Market();
    market.candles(...drift);
    market.ltp = 24_350;
    expect(market.candles(jump)).toEqual([]);
    expect(market.rehearsal.why).toContain('not traded, stop 24,354.14 already passed: LTP 24,350');
  });

  it('needs the close beyond the slow average by the filter', () => {
    const market = new Market({ ...plain, filter: 0.01 });
    expect(market.candles(...drift, jump)).toEqual([]);
    expect(market.rehearsal.why).toMatch(
      /^long cross of 11:45:00 not traded, close 0\.5\d % beyond the slow EMA, needs 1\.00 %; waiting for a cross: EMA 9/,
    );
  });

  it("needs 1.2 times the future's average volume of the twenty candles before", () => {
    const thin = new Market();
    expect(thin.candles(...drift, { ...jump, volume: 1_190 })).toEqual([]);
    expect(thin.rehearsal.why).toContain('long cross of 11:45:00 not traded, volume 1.19× average, needs 1.2×');
    expect(new Market().candles(...drift, { ...jump, volume: 1_200 })).toHaveLength(1);
    expect(new Market({ ...plain, volumeFactor: 0 }).candles(...drift, { ...jump, volume: 0 })).toHaveLength(1);
  });

  it('is the crossing candle only', () => {
    expect(new Market().candles(...drift, { ...jump, volume: 100 }, { close: 24_450, volume: 5_000 })).toEqual([]);
  });

  it('buys the option at the money when told so', () => {
    const [action] = new Market({ ...plain, vehicle: 'bought-option' }).candles(...drift, jump);
    expect(action).toMatchObject({
      legs: [{ instrument: optionId(24_400, 'CE'), side: 'buy' }],
      exits: { bounds: { instrument: NIFTY } },
    });
  });

  it('waits for the session window and for history', () => {
    const early = new Market({ ...plain, entryFrom: '12:00' });
    expect(early.candles(...drift, jump)).toEqual([]);
    expect(early.rehearsal.why).toContain('not traded, waiting for 12:00');
    const young = new Market();
    young.candles(...drift.slice(0, 5));
    expect(young.rehearsal.why).toBe('reading past candles of NIFTY 50: 5 of 21');
  });
});

describe('the exit', () => {
  it('is the opposite cross, and the cross is an entry of its own', () => {
    const market = new Market();
    market.candles(...drift, jump);
    const trade = market.live;
    const actions = market.candles({ close: 24_405 }, { close: 24_400 }, { close: 23_900, volume: 2_000 });
    expect(actions).toMatchObject([
      {
        kind: 'close',
        tradeId: trade?.id,
        reason: expect.stringMatching(/^Opposite cross: EMA 9 [\d,.]+ below EMA 21/),
      },
      { kind: 'open', legs: [{ side: 'sell' }] },
    ]);
  });

  it('is the opposite cross even when that is too weak to enter on', () => {
    const market = new Market();
    market.candles(...drift, jump);
    expect(market.candles({ close: 24_405 }, { close: 24_400 }, { close: 23_900, volume: 10 })).toMatchObject([
      { kind: 'close' },
    ]);
  });

  it('takes the stop off the chart', () => {
    const market = new Market();
    market.candles(...drift, jump);
    expect(market.rehearsal.drawings).toMatchObject([{ instrument: NIFTY, label: 'Stop of the long', tone: 'stop' }]);
    if (market.live) market.rehearsal.play(market.next + 1_000, { trades: [closed(market.live, market.next + 1_000)] });
    expect(market.rehearsal.drawings).toEqual([]);
  });
});

/**
 * Prices that swing evenly and end at a low. Averages of 9 and 21 candles cross six or seven candles after a turn:
 * early in a long swing, which pays, and near the end of a short one, which does not.
 */
function swings(period: number, count: number): readonly Candle[] {
  return Array.from({ length: Math.round(period * (count + 0.75)) }, (_, index) => ({
    close: 24_250 + Math.round(150 * Math.sin((2 * Math.PI * index) / period)),
  }));
}
const paying = swings(100, 4);
const losing = swings(18, 10);
const rebound: Candle = { close: 24_700 };

describe('forward performance validation', () => {
  const validated: ParamValues = { leastSignals: 4, filter: 0, volumeFactor: 0 };
  const learn = (candles: readonly Candle[], params: ParamValues = validated) => {
    const market = new Market(params, ist('09:30') - candles.length * FIVE);
    const bars = candles.flatMap(({ close, volume = 1_000 }, index) => {
      const each = bar(market.next + index * FIVE, { close, high: close + 10, low: close - 10, volume });
      return [closedBar(NIFTY, '5m', each), closedBar(NIFTY_FUTURE, '5m', each)];
    });
    market.rehearsal.warmUp(ist('09:30'), bars);
    market.next = ist('09:30');
    return market;
  };

  it('trades when the last signals earned more than they cost, and shows the table', () => {
    const market = learn(paying);
    expect(market.rehearsal.why).toMatch(
      /validated over 10 candles: \d+ signals, average 0\.\d\d %; last \d+: hit rate 100\.00 %, expectancy after costs 0\.\d+ %$/,
    );
    const [action] = market.candles(rebound);
    expect(action).toMatchObject({
      kind: 'open',
      inputs: {
        'After 5 candles': expect.stringContaining('signals'),
        'After 10 candles': expect.any(String),
        'After 20 candles': expect.any(String),
      },
    });
  });

  it('does not while they lost, and says so', () => {
    const market = learn(losing);
    expect(market.candles(rebound)).toEqual([]);
    expect(market.rehearsal.why).toMatch(
      /long cross of 09:30:00 not traded, past signals lost over 10 candles: .* expectancy after costs -0\.\d+ %/,
    );
  });

  it('does not before enough of them are measured', () => {
    const market = learn(swings(100, 1));
    market.candles({ close: 24_400 });
    expect(market.rehearsal.why).toContain('not validated yet: 3 of 4 past signals measured');
  });

  it('measures the crosses of an index by price alone where its future has no past', () => {
    const market = new Market({ ...validated, volumeFactor: 1.2 }, ist('09:30') - paying.length * FIVE);
    const bars = paying.map(({ close }, index) =>
      closedBar(NIFTY, '5m', bar(market.next + index * FIVE, { close, high: close + 10, low: close - 10 })),
    );
    market.rehearsal.warmUp(ist('09:30'), bars);
    expect(market.rehearsal.why).toMatch(/validated over 10 candles: \d+ signals/);
    market.next = ist('09:30');
    expect(market.candles(rebound)).toEqual([]);
    expect(market.rehearsal.why).toContain('not traded, volume unknown, needs 1.2×');
  });

  it('can be switched off', () => {
    expect(learn(losing, { ...validated, validate: false }).candles(rebound)).toHaveLength(1);
  });
});

const anyCandles = fc.array(
  fc.record({ step: fc.integer({ min: -60, max: 60 }), volume: fc.integer({ min: 500, max: 3_000 }) }),
  { minLength: 40, maxLength: 70 },
);
type Candles = typeof anyCandles extends fc.Arbitrary<infer T> ? T : never;

function playDay(candles: Candles, restartAfter = -1) {
  const market = new Market({ ...plain, fast: 3, slow: 6, filter: 0, volumeBars: 5, atr: 5 });
  const log: unknown[] = [];
  const entries: { readonly at: EpochMs; readonly isReversal: boolean; readonly wasOpen: boolean }[] = [];
  let price = 24_200;
  for (const [index, { step, volume }] of candles.entries()) {
    price += step;
    const wasOpen = market.live !== null && isLive(market.live);
    const actions = market.candles({ close: price, volume });
    if (actions.some(({ kind }) => kind === 'open')) {
      entries.push({ at: market.next, wasOpen, isReversal: actions[0]?.kind === 'close' });
    }
    log.push(...actions, market.rehearsal.why, market.rehearsal.state);
    if (index === restartAfter) market.rehearsal.restart(market.next + 300);
  }
  return { log, entries, rehearsal: market.rehearsal };
}

describe('on any day', () => {
  it('opens inside the window only, each signal once, and never a second trade beside the first', () => {
    let count = 0;
    fc.assert(
      fc.property(anyCandles, (candles) => {
        const { entries, rehearsal } = playDay(candles);
        count += entries.length;
        for (const { at, wasOpen, isReversal } of entries) {
          expect(isReversal).toBe(wasOpen);
          expect(minuteOfDay(at)).toBeGreaterThanOrEqual(9 * 60 + 20);
          expect(minuteOfDay(at)).toBeLessThan(14 * 60 + 45);
        }
        expect(new Set(rehearsal.opens.map(({ signal }) => signal)).size).toBe(entries.length);
      }),
      { numRuns: 60 },
    );
    expect(count).toBeGreaterThan(50);
  });

  it('decides the same after its memory went through JSON in the middle', () => {
    fc.assert(
      fc.property(anyCandles, fc.nat({ max: 39 }), (candles, restartAfter) => {
        expect(JSON.stringify(playDay(candles, restartAfter).log)).toBe(JSON.stringify(playDay(candles).log));
      }),
      { numRuns: 30 },
    );
  });
});
