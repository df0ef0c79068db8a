import { describe, expect, it } from 'vitest';
import { logicalPlace } from './vertical-marks';

describe('logicalPlace', () => {
  const strikes = [24_000, 24_050, 24_100, 24_200];

  it('is the index of a price that is a point of the axis', () => {
    expect(logicalPlace(strikes, 24_000)).toBe(0);
    expect(logicalPlace(strikes, 24_200)).toBe(3);
  });

  it('lies between two points in proportion, whatever their distance', () => {
    expect(logicalPlace(strikes, 24_025)).toBe(0.5);
    expect(logicalPlace(strikes, 24_175)).toBe(2.75);
  });

  it('is nowhere outside of the points', () => {
    expect(logicalPlace(strikes, 23_999)).toBeNull();
    expect(logicalPlace(strikes, 24_201)).toBeNull();
    expect(logicalPlace([], 1)).toBeNull();
  });
});
