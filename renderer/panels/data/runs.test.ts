import { describe, expect, it } from 'vitest';
import { runsOf } from './runs';

describe('runsOf', () => {
  it('finds where a sign stands without a break', () => {
    expect(runsOf('1100110', '1')).toEqual([
      { from: 0, length: 2 },
      { from: 4, length: 2 },
    ]);
    expect(runsOf('1100110', '0')).toEqual([
      { from: 2, length: 2 },
      { from: 6, length: 1 },
    ]);
    expect(runsOf('', '1')).toEqual([]);
  });
});
