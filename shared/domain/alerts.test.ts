import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  armedAfter,
  fired,
  isReached,
  mayFire,
  NEVER_FIRED,
  roomOf,
  type AlertSide,
  type Armed,
  type Measure,
} from './alerts';
import { istAt, SECOND } from './time';

const LEVEL = 10_000;
const ROOM = 50;

/** The places in a row of values at which a rule speaks. */
function firings(side: AlertSide, values: readonly number[], room = ROOM): readonly number[] {
  let armed: Armed = 'fresh';
  return values.flatMap((value, index) => {
    const reached = isReached(armed, side, value, LEVEL);
    armed = armedAfter(armed, value, LEVEL, room);
    return reached ? [index] : [];
  });
}

describe('a rule with a level', () => {
  it('speaks when the level is reached, not while it stays beyond', () => {
    expect(firings('above', [9_990, 10_000, 10_020, 10_400])).toEqual([1]);
    expect(firings('below', [10_010, 9_999, 9_500])).toEqual([1]);
  });

  it('says nothing about a value that began beyond the level', () => {
    expect(firings('above', [10_400, 10_500])).toEqual([]);
    expect(firings('above', [10_400, 9_900, 10_000])).toEqual([2]);
  });

  it('notices a level that was jumped over', () => {
    expect(firings('crosses', [9_000, 11_000, 9_000])).toEqual([1, 2]);
  });

  it('tells a value that trembles at the level once', () => {
    expect(firings('crosses', [9_990, 10_005, 9_995, 10_010, 9_960, 10_000])).toEqual([1]);
  });

  it('speaks again after the value has left the level by the room', () => {
    expect(firings('above', [9_990, 10_005, 9_940, 10_001])).toEqual([1, 3]);
  });

  it('has to be left first by a value that begins at the level', () => {
    expect(firings('crosses', [10_000, 10_000, 10_010, 9_990])).toEqual([]);
    expect(firings('crosses', [10_000, 10_051, 9_990])).toEqual([2]);
  });
});

describe('a rule with a level, over any path', () => {
  const path = fc.array(fc.integer({ min: LEVEL - 300, max: LEVEL + 300 }), { maxLength: 200 });

  it('rises and falls are together what crosses', () => {
    fc.assert(
      fc.property(path, (values) => {
        const parts = [...firings('above', values), ...firings('below', values)];
        expect(parts.toSorted((a, b) => a - b)).toEqual(firings('crosses', values));
      }),
    );
  });

  it('between two firings the value was further from the level than the room', () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 0, max: 200 }), (values, room) => {
        const at = firings('crosses', values, room);
        at.slice(1).forEach((end, index) => {
          const between = values.slice(at[index] ?? 0, end);
          expect(between.some((value) => Math.abs(value - LEVEL) > room)).toBe(true);
        });
      }),
    );
  });

  it('without room it speaks of each value that arrives from strictly the other side', () => {
    fc.assert(
      fc.property(path, (values) => {
        // Straight from the words: the last value that was not the level itself lay below it, and this one does not.
        const expected = values.flatMap((value, index) => {
          const before = values.slice(0, index).findLast((each) => each !== LEVEL);
          const arrives = value >= LEVEL && before !== undefined && before < LEVEL;
          return arrives && values[index - 1] !== LEVEL ? [index] : [];
        });
        expect(firings('above', values, 0)).toEqual(expected);
      }),
    );
  });
});

describe('roomOf', () => {
  it('is positive for every measure, also at zero', () => {
    const price: Measure = { kind: 'price', instrument: 'NSE:NIFTY 50' as never };
    expect(roomOf(price, 2_420_000)).toBe(484);
    for (const kind of ['straddle', 'pcr', 'atm-iv'] as const)
      expect(roomOf({ kind, underlying: 'NIFTY', expiry: null }, 0)).toBeGreaterThan(0);
    expect(roomOf({ kind: 'pnl', instance: null }, 0)).toBe(10_000);
  });
});

describe('mayFire', () => {
  const rule = { isOn: true, pauseSeconds: 60 } as const;
  // A recorded day, played months later.
  const now = { firedAt: istAt('2026-08-18', '10:00'), toldAt: istAt('2026-11-20', '20:00') };
  const mark = fired(NEVER_FIRED, now, 'NIFTY rose');
  const later = (seconds: number) => ({ ...now, toldAt: now.toldAt + seconds * SECOND });

  it('never lets a rule speak that is off', () => {
    expect(mayFire({ ...rule, isOn: false, repeat: 'every' }, NEVER_FIRED, now)).toBe(false);
  });

  it("lets one that fires every time pause in between, by the computer's clock", () => {
    expect(mayFire({ ...rule, repeat: 'every' }, mark, later(59))).toBe(false);
    expect(mayFire({ ...rule, repeat: 'every' }, mark, later(60))).toBe(true);
  });

  it("lets a daily one speak again on another day of the desk's only", () => {
    expect(mayFire({ ...rule, repeat: 'daily' }, mark, later(86_400))).toBe(false);
    const tomorrow = { ...now, firedAt: istAt('2026-08-19', '09:15') };
    expect(mayFire({ ...rule, repeat: 'daily' }, mark, tomorrow)).toBe(true);
  });

  it('is not silenced by a clock that was set back', () => {
    expect(mayFire({ ...rule, repeat: 'every' }, mark, later(-3_600))).toBe(true);
  });

  it('counts', () => {
    expect(fired(mark, later(60), 'again')).toMatchObject({ count: 2, said: 'again' });
  });
});
