import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, bracketOf, passedEnd, trail, type Trail } from './bracket';
import { paise, rupees } from './units';

const long = { direction: 'long', entry: rupees(100), stop: rupees(96), targetR: 2 } as const;
const short = { direction: 'short', entry: rupees(100), stop: rupees(104), targetR: 2 } as const;

describe('bracketOf', () => {
  it('puts the target at a multiple of the risk', () => {
    expect(bracketOf(long)).toMatchObject({ target: rupees(108), isAtObstacle: false });
    expect(bracketOf(short)).toMatchObject({ target: rupees(92), isAtObstacle: false });
  });

  it('stops at the first obstacle on the way, whatever lies behind or beyond', () => {
    const obstacles = [rupees(110), rupees(99), rupees(106), rupees(103)];
    expect(bracketOf({ ...long, obstacles })).toMatchObject({ target: rupees(103), isAtObstacle: true });
    expect(bracketOf({ ...short, obstacles })).toMatchObject({ target: rupees(99), isAtObstacle: true });
  });

  it('keeps the entry between its bounds', () => {
    const price = fc.integer({ min: 1_000, max: 100_000 });
    fc.assert(
      fc.property(
        price,
        fc.integer({ min: 1, max: 900 }),
        fc.constantFrom('long', 'short'),
        fc.array(price),
        (entry, risk, direction, obstacles) => {
          const stop = paise(direction === 'long' ? entry - risk : entry + risk);
          const { below, above } = boundsOf(
            bracketOf({ direction, entry: paise(entry), stop, targetR: 1.5, obstacles: obstacles.map(paise) }),
          );
          expect(below).toBeLessThan(entry);
          expect(above).toBeGreaterThan(entry);
        },
      ),
    );
  });
});

describe('passedEnd', () => {
  const long = { direction: 'long', stop: rupees(101), target: rupees(110) } as const;
  const short = { direction: 'short', stop: rupees(110), target: rupees(101) } as const;

  it('says which end the price has passed already', () => {
    expect(passedEnd(long, rupees(99))).toBe('stop 101 already passed: LTP 99');
    expect(passedEnd(long, rupees(110))).toBe('target 110 already reached: LTP 110');
    expect(passedEnd(short, rupees(110))).toBe('stop 110 already passed: LTP 110');
    expect(passedEnd(short, rupees(100.5))).toBe('target 101 already reached: LTP 100.5');
  });

  it('is nothing between them, without a target beyond the stop, or without a price', () => {
    expect([passedEnd(long, rupees(101.05)), passedEnd(short, rupees(109.95))]).toEqual([null, null]);
    expect(passedEnd({ direction: 'long', stop: rupees(101) }, rupees(500))).toBeNull();
    expect(passedEnd(long, undefined)).toBeNull();
  });
});

describe('trail', () => {
  const start: Trail = { direction: 'long', entry: rupees(100), stop: rupees(96), best: rupees(100) };
  const follow = (from: Trail, ...prices: readonly number[]) => {
    let [now, isBack] = [from, false];
    for (const price of prices) {
      const step = trail(now, rupees(price));
      now = { ...now, best: step.best };
      isBack = step.isBack;
    }
    return { best: now.best / 100, isBack };
  };

  it('is back once the price has gone the risk and returned as much from its best', () => {
    expect(follow(start, 104, 101)).toEqual({ best: 104, isBack: false });
    expect(follow(start, 104, 100)).toEqual({ best: 104, isBack: true });
    expect(follow(start, 104, 110, 106)).toEqual({ best: 110, isBack: true });
    const short: Trail = { direction: 'short', entry: rupees(100), stop: rupees(104), best: rupees(100) };
    expect(follow(short, 95, 99)).toEqual({ best: 95, isBack: true });
  });

  it('leaves the losing side to the stop', () => {
    expect(follow(start, 103.9, 96)).toEqual({ best: 103.9, isBack: false });
  });

  it('notes a new best only when it is worth it', () => {
    expect(follow(start, 100.19).best).toBe(100);
    expect(follow(start, 100.2).best).toBe(100.2);
  });
});
