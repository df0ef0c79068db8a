import { describe, expect, it } from 'vitest';
import { Estimate } from './estimate';

/** What is told of twenty steps that end at these moments. */
function told(...moments: readonly number[]) {
  const estimate = new Estimate();
  return moments.map((now, index) => estimate.left(index + 1, 20 - index - 1, now));
}

describe('Estimate', () => {
  it('goes by the newest: what was slow at first is not carried on', () => {
    expect(told(5_000, 9_000, 10_000, 11_000, 12_000, 13_000)).toEqual([null, null, null, null, 26_250, 14_000]);
    const later = told(
      ...Array.from({ length: 18 }, (_, step) => (step < 12 ? step * 1_000 : 11_000 + (step - 11) * 100)),
    );
    expect(later.at(-1)).toBe(200);
  });

  it('says nothing of the first seconds, however much was done in them', () => {
    expect(told(100, 200, 300, 400, 500, 600)).toEqual(Array.from({ length: 6 }, () => null));
  });

  it('comes to nothing at the end', () => {
    const estimate = new Estimate();
    for (let done = 1; done < 6; done += 1) estimate.left(done, 6 - done, done * 2_000);
    expect(estimate.left(6, 0, 12_000)).toBe(0);
  });
});
