import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import { minuteOfDay, MINUTE } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import { qty, rupees } from '#shared/domain/units';
import { chainQuotes, EXPIRIES, ist, LOT, NIFTY, optionId, quote, type ChainAt } from '#shared/engine/testing/market';
import { closed, opened, Rehearsal } from '#shared/engine/testing/rehearsal';
import { strategy } from './atm-straddle-sell';

const market = (clock: string, spot: number, chain: Partial<ChainAt> = {}): readonly Quote[] => [
  quote(NIFTY, spot, ist(clock)),
  ...chainQuotes({ forward: spot, timeValue: 84, ...chain }, ist(clock)),
];
const rehearse = (params: ParamValues = {}) => new Rehearsal(strategy, params);
const at = (rehearsal: Rehearsal, clock: string, spot: number, chain: Partial<ChainAt> = {}) =>
  rehearsal.play(ist(clock), { quotes: market(clock, spot, chain) });

/** Sells at 09:20 and has the trade filled a second later. */
function sold(params: ParamValues = {}) {
  const rehearsal = rehearse(params);
  at(rehearsal, '09:20:00', 24_200);
  const trade = opened(orFail(rehearsal.opens[0]), ist('09:20:01'));
  rehearsal.play(ist('09:20:01'), { trades: [trade] });
  return { rehearsal, trade };
}
function orFail<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing was opened');
  return value;
}

describe('the entry', () => {
  it('sells call and put of the ATM strike at the first fresh prices from the entry time on', () => {
    const rehearsal = rehearse({ lots: 2 });
    expect(at(rehearsal, '09:19:59', 24_210)).toEqual([]);
    expect(at(rehearsal, '09:20:00', 24_210)).toMatchObject([
      {
        kind: 'open',
        title: 'Sell NIFTY 24,200 straddle, 2 lots',
        product: 'intraday',
        legs: [
          { instrument: optionId(24_200, 'CE'), side: 'sell', qty: 2 * LOT, role: 'main' },
          { instrument: optionId(24_200, 'PE'), side: 'sell', qty: 2 * LOT, role: 'main' },
        ],
      },
    ]);
  });

  it('is made once: later prices are the same signal', () => {
    const rehearsal = rehearse();
    ['09:20:00', '09:20:01', '09:45:00', '14:44:59'].forEach((clock) => at(rehearsal, clock, 24_200));
    expect(rehearsal.opens).toHaveLength(1);
  });

  it('happens at once when started late but inside the window, and not after it', () => {
    const late = rehearse();
    expect(at(late, '13:05:30', 24_200)).toHaveLength(1);
    const tooLate = rehearse();
    expect(at(tooLate, '14:45:00', 24_200)).toEqual([]);
    expect(tooLate.why).toBe('no entries after 14:45; ATM 24,200 by forward 24,200; straddle 168.00');
  });

  it('says what it waits for, with the figures it will use', () => {
    const rehearsal = rehearse();
    at(rehearsal, '09:16:00', 24_190, { forward: 24_212.4 });
    expect(rehearsal.why).toMatch(/^waiting for 09:20; ATM 24,200 by forward 24,212\.\d+; straddle \d+\.\d\d/);
  });

  it('takes the strike nearest the implied forward, or nearest the spot when told so', () => {
    const byForward = rehearse();
    at(byForward, '09:20:00', 24_220, { forward: 24_232 });
    const bySpot = rehearse({ atmBasis: 'spot' });
    at(bySpot, '09:20:00', 24_220, { forward: 24_232 });
    expect(byForward.opens[0]?.title).toContain('24,250 straddle');
    expect(bySpot.opens[0]?.title).toContain('24,200 straddle');
  });

  it('sells a strangle N strikes away and buys wings beyond it first', () => {
    const rehearsal = rehearse({ distance: 2, hedgeDistance: 4 });
    const [action] = at(rehearsal, '09:20:00', 24_200);
    expect(action).toMatchObject({
      title: 'Sell NIFTY 24,100/24,300 strangle, 1 lot',
      legs: [
        { instrument: optionId(24_500, 'CE'), side: 'buy', role: 'hedge' },
        { instrument: optionId(23_900, 'PE'), side: 'buy', role: 'hedge' },
        { instrument: optionId(24_300, 'CE'), side: 'sell', role: 'main' },
        { instrument: optionId(24_100, 'PE'), side: 'sell', role: 'main' },
      ],
    });
  });

  it('trades the chosen expiry', () => {
    const rehearsal = rehearse({ expiry: 'next' });
    const [, next] = EXPIRIES;
    const [action] = at(rehearsal, '09:20:00', 24_200, { expiry: orFail(next) });
    expect(action).toMatchObject({ legs: [{ instrument: optionId(24_200, 'CE', next) }, {}] });
  });

  it('puts every exit it was given into the plan, and leaves out what is off', () => {
    const [byDefault] = at(rehearse(), '09:20:00', 24_200);
    expect(byDefault).toMatchObject({
      exits: {
        legStop: 0.25,
        legTarget: null,
        combinedStop: null,
        combinedTarget: null,
        move: { instrument: NIFTY, fraction: 0.007, reference: null },
        afterLegStop: 'move-to-cost',
        squareOffAt: 15 * 60 + 15,
      },
    });
    const chosen = { legTarget: 0.5, combinedStop: 0.2, combinedTarget: 0.4, afterLegStop: 'close-all' };
    const [changed] = at(rehearse({ ...chosen, legStop: 0, spotMove: 0, squareOffAt: '15:00' }), '09:20:00', 24_200);
    expect(changed).toMatchObject({ exits: { ...chosen, legStop: null, move: null, squareOffAt: 15 * 60 } });
  });
});

describe('what it will not trade on', () => {
  it.each([
    [
      'a spot that is stale',
      [quote(NIFTY, 24_200, ist('09:19:40'))],
      'no entry: the price of NIFTY 50 is 20 s old, limit 15 s',
    ],
    [
      'an option that is stale',
      [quote(optionId(24_200, 'PE'), 84, ist('09:19:00'))],
      'the price of NIFTY26081824200PE is 60 s old',
    ],
    [
      'an option nobody bids for',
      [quote(optionId(24_200, 'CE'), 84, ist('09:20'), { bid: rupees(0) })],
      'no entry: NIFTY26081824200CE has no bid',
    ],
    ['a price of zero', [quote(NIFTY, 0, ist('09:20'))], 'no entry: no price of NIFTY 50 yet'],
  ])('%s', (_, odd, why) => {
    const rehearsal = rehearse();
    expect(rehearsal.play(ist('09:20'), { quotes: [...market('09:20', 24_200), ...odd] })).toEqual([]);
    expect(rehearsal.why).toContain(why);
  });

  it('wings that the chain does not reach', () => {
    const rehearsal = rehearse({ hedgeDistance: 60 });
    expect(at(rehearsal, '09:20:00', 24_200)).toEqual([]);
    expect(rehearsal.why).toBe('no entry: the chain of 2026-08-18 has no CE that far from the money');
  });

  it('an underlying without options: it needs nothing and says so', () => {
    const rehearsal = rehearse({ underlying: 'RELIANCE' });
    expect(rehearsal.needs).toEqual([]);
    rehearsal.play(ist('09:20'), { quotes: [quote(NIFTY, 24_200, ist('09:20'))] });
    expect(rehearsal.why).toBe("no entry: RELIANCE has no options of that expiry in the day's instruments");
  });
});

describe('while it is in the trade', () => {
  it('shows each leg and how far the spot has moved', () => {
    const { rehearsal, trade } = sold();
    const [call, put] = trade.legs;
    const filled: Trade = {
      ...trade,
      exits: { ...trade.exits, move: { instrument: NIFTY, fraction: 0.007, reference: rupees(24_200) } },
      legs: [
        { ...orFail(call), entry: rupees(84), stop: rupees(105) },
        { ...orFail(put), entry: rupees(84), stop: rupees(105) },
      ],
    };
    rehearsal.play(ist('09:31'), { trades: [filled], quotes: market('09:31', 24_242) });
    expect(rehearsal.why).toMatch(
      /^open since 09:20:01: NIFTY 24200 CE 18 Aug open 84\.00 → \d+\.\d\d, stop 105\.00; .* PE 18 Aug open 84\.00 → /,
    );
    expect(rehearsal.why).toContain('NIFTY 50 moved 0.17 % of 0.70 %');
  });

  it('draws strikes, break-evens and spot stops, until the trade is over', () => {
    const { rehearsal, trade } = sold();
    const prices = rehearsal.drawings.map(({ label, price }) => [label, price / 100]);
    expect(prices).toEqual([
      ['Sold CE 24,200', 24_200],
      ['Sold PE 24,200', 24_200],
      ['Break-even', 24_368],
      ['Break-even', 24_032],
      ['Spot stop', 24_369.4],
      ['Spot stop', 24_030.6],
    ]);
    rehearsal.play(ist('10:00'), { trades: [closed(trade, ist('10:00'))] });
    expect(rehearsal.drawings).toEqual([]);
  });
});

describe('after the exit', () => {
  it('is done for the day by default', () => {
    const { rehearsal, trade } = sold();
    rehearsal.play(ist('10:00'), { trades: [closed(trade, ist('10:00'))] });
    expect(at(rehearsal, '11:00:00', 24_200)).toEqual([]);
    expect(rehearsal.why).toBe('done for today, 1 of 1 entries used: Stop 120.00 hit at 120.50 at 10:00:00');
  });

  it('re-enters after the cool-down, at the money of then, as often as allowed', () => {
    const { rehearsal, trade } = sold({ reEntries: 1, coolDown: 10 });
    rehearsal.play(ist('10:00'), { trades: [closed(trade, ist('10:00'))] });
    expect(at(rehearsal, '10:09:59', 24_300)).toEqual([]);
    expect(rehearsal.why).toContain('re-entry 1 of 1 from 10:10:00');
    const [again] = at(rehearsal, '10:10:00', 24_300);
    expect(again).toMatchObject({ kind: 'open', title: 'Sell NIFTY 24,300 straddle, 1 lot' });

    const second = opened(orFail(rehearsal.opens[1]), ist('10:10:01'));
    rehearsal.play(ist('10:20'), { trades: [closed(second, ist('10:20'))] });
    expect(at(rehearsal, '11:00:00', 24_300)).toEqual([]);
    expect(new Set(rehearsal.opens.map(({ signal }) => signal)).size).toBe(2);
  });

  it('never re-enters after an exit by hand, nor outside the window', () => {
    const byHand = sold({ reEntries: 5 });
    byHand.rehearsal.play(ist('10:00'), { trades: [closed(byHand.trade, ist('10:00'), 'person')] });
    expect(at(byHand.rehearsal, '11:00:00', 24_200)).toEqual([]);
    const late = sold({ reEntries: 5 });
    late.rehearsal.play(ist('14:44'), { trades: [closed(late.trade, ist('14:44'))] });
    expect(at(late.rehearsal, '14:50:00', 24_200)).toEqual([]);
  });

  it('does not repeat a call that led to no trade', () => {
    const rehearsal = rehearse({ reEntries: 3 });
    at(rehearsal, '09:20:00', 24_200);
    expect(at(rehearsal, '10:20:00', 24_200)).toEqual([]);
    expect(rehearsal.why).toBe(
      'called at 09:20:00, no trade yet: Calls tells whether it waits for a yes, was refused or lapsed',
    );
  });

  it('begins afresh on the next day', () => {
    const { rehearsal, trade } = sold();
    rehearsal.play(ist('10:00'), { trades: [closed(trade, ist('10:00'))] });
    const nextDay = ist('09:20') + 24 * 60 * MINUTE;
    const quotes = market('09:20', 24_200).map((old) => ({ ...old, receivedAt: nextDay }));
    expect(rehearsal.play(nextDay, { quotes })).toHaveLength(1);
  });
});

/** A day of random prices, a few per minute, with gaps. */
const anyDay = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 400 }),
    spot: fc.integer({ min: 23_900, max: 24_600 }),
    ends: fc.boolean(),
  }),
  { minLength: 20, maxLength: 60 },
);
type Day = typeof anyDay extends fc.Arbitrary<infer T> ? T : never;

/** Plays a day; every call is filled at once, and left when the day says so. Returns what was decided, and when. */
function playDay(day: Day, restartAfter = -1) {
  const rehearsal = rehearse({ reEntries: 3, coolDown: 2, lots: 3 });
  const log: unknown[] = [];
  const entries: { readonly at: number; readonly wasOpen: boolean }[] = [];
  let now = ist('09:10');
  let live: Trade | null = null;
  for (const [index, { gap, spot, ends }] of day.entries()) {
    now += gap * 1_000;
    const quotes = market('09:10', spot).map((old) => ({ ...old, receivedAt: now }));
    const ended: Trade | null = live && ends ? closed(live, now) : null;
    if (ended) live = null;
    const wasOpen = live !== null;
    for (const action of rehearsal.play(now, { quotes, trades: ended ? [ended] : [] })) {
      log.push(action);
      if (action.kind !== 'open') continue;
      entries.push({ at: now, wasOpen });
      live = opened(action, now);
      rehearsal.play(now, { trades: [live] });
    }
    log.push(rehearsal.why, rehearsal.state);
    if (index === restartAfter) rehearsal.restart(now);
  }
  return { log, entries, rehearsal };
}

describe('on any day', () => {
  it('opens inside the window only, one trade at a time, each signal once, in whole lots, both sides alike', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { entries, rehearsal } = playDay(day);
        for (const { at: enteredAt, wasOpen } of entries) {
          expect(wasOpen).toBe(false);
          expect(minuteOfDay(enteredAt)).toBeGreaterThanOrEqual(9 * 60 + 20);
          expect(minuteOfDay(enteredAt)).toBeLessThan(14 * 60 + 45);
        }
        const signals = rehearsal.opens.map(({ signal }) => signal);
        expect(new Set(signals).size).toBe(signals.length);
        expect(signals.length).toBeLessThanOrEqual(4);
        for (const { legs } of rehearsal.opens) {
          expect(legs.map(({ side, qty: units }) => [side, units])).toEqual([
            ['sell', qty(3 * LOT)],
            ['sell', qty(3 * LOT)],
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('decides the same after its memory went through JSON in the middle', () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 19 }), (day, restartAfter) => {
        expect(playDay(day, restartAfter).log).toEqual(playDay(day).log);
      }),
      { numRuns: 40 },
    );
  });
});
