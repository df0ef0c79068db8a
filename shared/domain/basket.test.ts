import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLeg,
  entryPriceOf,
  hasFault,
  legFaults,
  mirrored,
  shiftedStrike,
  unitsOf,
  type BasketLeg,
  type NewLeg,
} from './basket';
import { instrumentId, signOf, type Right, type Side } from './instrument';
import { qty, rupees } from './units';

function option(right: Right, strike: number, side: Side, lots = 1): NewLeg {
  return {
    instrument: instrumentId('NFO', `NIFTY26818${strike}${right}`),
    contract: { kind: 'option', underlying: 'NIFTY', expiry: '2026-08-18', strike: rupees(strike), right },
    side,
    lots,
    lotSize: qty(65),
  };
}

const basketOf = (...legs: readonly NewLeg[]): readonly BasketLeg[] => legs.reduce(addLeg, [] as readonly BasketLeg[]);
const inShort = (legs: readonly BasketLeg[]) => legs.map(({ side, lots, instrument }) => [side, lots, instrument]);
const call = option('CE', 24_200, 'sell').instrument;

describe('addLeg', () => {
  it('keeps the order in which legs were added', () => {
    const straddle = basketOf(option('CE', 24_200, 'sell'), option('PE', 24_200, 'sell'));
    expect(straddle.map(({ key, contract }) => [key, 'right' in contract && contract.right])).toEqual([
      [1, 'CE'],
      [2, 'PE'],
    ]);
  });

  it('makes a leg larger by more of it, smaller by its opposite, and drops what comes to nothing', () => {
    const two = basketOf(option('CE', 24_200, 'sell'), option('CE', 24_200, 'sell'));
    expect(inShort(two)).toEqual([['sell', 2, call]]);
    expect(inShort(addLeg(two, option('CE', 24_200, 'buy', 1)))).toEqual([['sell', 1, call]]);
    expect(addLeg(two, option('CE', 24_200, 'buy', 2))).toEqual([]);
  });

  it('forgets the levels of a leg that changes its side', () => {
    const [leg] = basketOf(option('CE', 24_200, 'sell'));
    const guarded = leg ? [{ ...leg, stop: rupees(60) }] : [];
    expect(addLeg(guarded, option('CE', 24_200, 'sell'))).toMatchObject([{ lots: 2, stop: rupees(60) }]);
    expect(addLeg(guarded, option('CE', 24_200, 'buy', 3))).toMatchObject([{ side: 'buy', lots: 2, stop: null }]);
  });

  const anyLeg = fc
    .record({
      right: fc.constantFrom<Right>('CE', 'PE'),
      strike: fc.constantFrom(24_100, 24_200),
      side: fc.constantFrom<Side>('buy', 'sell'),
      lots: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ right, strike, side, lots }) => option(right, strike, side, lots));

  it('never has an instrument twice, and adds up to what was added', () => {
    fc.assert(
      fc.property(fc.array(anyLeg, { maxLength: 12 }), (added) => {
        const legs = basketOf(...added);
        const ids = legs.map(({ instrument }) => instrument);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(legs.map(({ key }) => key)).size).toBe(legs.length);
        const net = (of: readonly NewLeg[], id: string) =>
          of.reduce((sum, leg) => sum + (leg.instrument === id ? signOf(leg.side) * leg.lots : 0), 0);
        for (const { instrument } of added) expect(net(legs, instrument)).toBe(net(added, instrument));
      }),
    );
  });
});

describe('a basket', () => {
  it('seen from the other side buys what was sold, and has no levels', () => {
    const bought = mirrored(basketOf(option('CE', 24_200, 'sell', 2)));
    expect(bought).toMatchObject([{ side: 'buy', lots: 2, limit: null, stop: null }]);
    expect(mirrored(bought)).toEqual(basketOf(option('CE', 24_200, 'sell', 2)));
  });

  it('is typed in lots and traded in units', () => {
    expect(unitsOf({ lots: 3, lotSize: qty(65) })).toBe(195);
  });

  it('enters at its limit, else at the other side of the book, else at the last price', () => {
    const book = { bid: rupees(34.9), ask: rupees(35.1), ltp: rupees(35) };
    expect(entryPriceOf({ side: 'sell', limit: null }, book)).toBe(rupees(34.9));
    expect(entryPriceOf({ side: 'buy', limit: null }, book)).toBe(rupees(35.1));
    expect(entryPriceOf({ side: 'buy', limit: rupees(34) }, book)).toBe(rupees(34));
    expect(entryPriceOf({ side: 'sell', limit: null }, { ...book, bid: rupees(0) })).toBe(rupees(35));
  });
});

describe('shiftedStrike', () => {
  const strikes = [24_100, 24_150, 24_200].map(rupees);

  it('goes along the strikes that the chain has, and no further', () => {
    expect(shiftedStrike(strikes, rupees(24_150), 1)).toBe(rupees(24_200));
    expect(shiftedStrike(strikes, rupees(24_150), -1)).toBe(rupees(24_100));
    expect(shiftedStrike(strikes, rupees(24_200), 1)).toBeNull();
    expect(shiftedStrike(strikes, rupees(24_175), 1)).toBeNull();
  });
});

describe('legFaults', () => {
  const leg = (over: Partial<BasketLeg>): BasketLeg => ({
    ...option('CE', 24_200, 'sell'),
    key: 1,
    limit: null,
    stop: null,
    target: null,
    ...over,
  });

  it('finds none in a leg with sensible levels', () => {
    expect(hasFault(legFaults(leg({ stop: rupees(45), target: rupees(10) }), rupees(35)))).toBe(false);
    expect(hasFault(legFaults(leg({ side: 'buy', stop: rupees(25), target: rupees(70) }), rupees(35)))).toBe(false);
  });

  it('wants the stop where the leg loses, and the target where it gains', () => {
    expect(legFaults(leg({ stop: rupees(30), target: rupees(40) }), rupees(35))).toMatchObject({
      stop: 'Must be above the entry',
      target: 'Must be below the entry',
    });
    expect(legFaults(leg({ side: 'buy', stop: rupees(35), target: rupees(35) }), rupees(35))).toMatchObject({
      stop: 'Must be below the entry',
      target: 'Must be above the entry',
    });
  });

  it('does not judge levels while there is no price to judge them by', () => {
    expect(hasFault(legFaults(leg({ stop: rupees(30) }), null))).toBe(false);
  });

  it('wants whole lots and prices above zero', () => {
    expect(legFaults(leg({ lots: 0 }), null).lots).not.toBeNull();
    expect(legFaults(leg({ lots: 1.5 }), null).lots).not.toBeNull();
    expect(legFaults(leg({ limit: rupees(0) }), null).limit).not.toBeNull();
    expect(legFaults(leg({ stop: rupees(-5) }), null).stop).not.toBeNull();
  });
});
