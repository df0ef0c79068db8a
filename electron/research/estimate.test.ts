import { describe, expect, it } from 'vitest';
import { Estimate } from './estimate';

describe('Estimate', () => {
  it('goes by the later half: what was slow at first is not carried on', () => {
    const estimate = new Estimate();
    const told = [5_000, 9_000, 10_000, 11_000, 12_000, 13_000].map((now, index) =>
      estimate.left(index + 1, 10 - index - 1, now),
    );
    expect(told).toEqual([null, 32_000, 17_500, 6_000, 5_000, 4_000]);
  });

  it('comes to nothing at the end', () => {
    const estimate = new Estimate();
    estimate.left(1, 1, 100);
    expect(estimate.left(2, 0, 250)).toBe(0);
  });
});
