import { describe, expect, it } from 'vitest';
import type { Axis } from '#shared/domain/parameter-sweep';
import { drawn, gridOf } from '#shared/domain/sweep-axes';
import { robustScores } from './plateau';

const axis = (param: string, count: number): Axis => ({
  param,
  values: Array.from({ length: count }, (_, index) => index),
});

describe('robustScores', () => {
  it('prefers a plateau to a peak that stands alone', () => {
    const axes = [axis('x', 7)];
    const grid = gridOf(axes);
    const scores = [0, 9, 0, 4, 5, 4, 0];
    expect(robustScores(axes, grid.ok ? grid.value : [], scores)).toEqual([4.5, 0, 4, 4, 4, 4, 2]);
  });

  it('looks at neighbours on all axes at once', () => {
    const axes = [axis('x', 3), axis('y', 3)];
    const grid = gridOf(axes);
    const robust = robustScores(axes, grid.ok ? grid.value : [], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(robust[4]).toBe(5);
    // The corner sees itself, two beside it and one across.
    expect(robust[0]).toBe(3);
  });

  it('mixes no words: values without an order have no neighbours of another value', () => {
    const axes: readonly Axis[] = [{ param: 'exit', values: ['close', 'keep'] }, axis('x', 2)];
    const grid = gridOf(axes);
    expect(robustScores(axes, grid.ok ? grid.value : [], [10, 20, 1, 2])).toEqual([15, 15, 1.5, 1.5]);
  });

  it('takes the nearest points of a search at random', () => {
    const axes = [axis('x', 100), axis('y', 100)];
    const cells = drawn(axes, 60, 3);
    const scores = cells.map(([x]) => Number(x?.value));
    const robust = robustScores(axes, cells, scores);
    // Nine points of sixty lie within a fifth of the square or so.
    for (const [index, score] of scores.entries()) expect(Math.abs((robust[index] ?? 0) - score)).toBeLessThan(35);
  });
});
