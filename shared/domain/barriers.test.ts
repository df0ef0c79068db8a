import { describe, expect, it } from 'vitest';
import { barriersOf, barrierWords, beyondBarriers, brokenBarrier, widened } from './barriers';
import { rupees } from './units';

const barriers = barriersOf({
  opening: [],
  levels: { resistance: rupees(110), support: rupees(90) },
  extremes: { high: rupees(112), low: rupees(95) },
});
const broken = (previous: number, close: number) => {
  const barrier = brokenBarrier(barriers, rupees(previous), rupees(close));
  return barrier && [barrier.direction, barrier.name];
};

describe('brokenBarrier', () => {
  it('is the outermost that this close went through', () => {
    expect(broken(105, 111)).toEqual(['long', 'resistance']);
    expect(broken(105, 113)).toEqual(['long', "day's high"]);
    expect(broken(105, 94)).toEqual(['short', "day's low"]);
    expect(broken(105, 89)).toEqual(['short', 'support']);
  });

  it('is none on a level, and none that the close before had gone through', () => {
    expect(broken(105, 110)).toBeNull();
    expect(broken(111, 111.5)).toBeNull();
    expect(broken(111, 113)).toEqual(['long', "day's high"]);
  });
});

describe('beyondBarriers', () => {
  it('counts from the nearest barrier on either side, downwards negative', () => {
    expect([100, 110, 113, 95, 80].map((price) => beyondBarriers(barriers, rupees(price)))).toEqual([
      0, 0, 300, 0, -1_500,
    ]);
    expect(beyondBarriers([], rupees(100))).toBe(0);
  });
});

describe('widened', () => {
  it('keeps the extremes of all candles', () => {
    const first = widened(null, { high: rupees(10), low: rupees(9) });
    expect(widened(first, { high: rupees(9.5), low: rupees(8) })).toEqual({ high: rupees(10), low: rupees(8) });
  });
});

describe('barrierWords', () => {
  it('names both sides', () => {
    expect(barrierWords(barriers)).toBe("up: resistance 110, day's high 112; down: support 90, day's low 95");
    expect(barrierWords([])).toBe('up: nothing; down: nothing');
  });
});
