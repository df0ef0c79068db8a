import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyOf, percentile } from './latency';

describe('latencyOf', () => {
  const times = { signalAt: 1_000, approvedAt: 1_002, sentAt: 1_003, acceptedAt: 1_043, finishedAt: 1_100 };

  it('splits the way from signal to fill into its stages', () => {
    expect(latencyOf({ status: 'filled', times })).toEqual({ risk: 2, sent: 1, accepted: 40, filled: 57, total: 100 });
  });

  it('has no fill where there was none', () => {
    expect(latencyOf({ status: 'cancelled', times })).toMatchObject({ accepted: 40, filled: null, total: null });
    expect(latencyOf({ status: 'approved', times: { signalAt: 1_000, approvedAt: 1_002 } })).toEqual({
      risk: 2,
      sent: null,
      accepted: null,
      filled: null,
      total: null,
    });
  });

  it('is never negative, though the fill may be told before the acceptance', () => {
    expect(latencyOf({ status: 'filled', times: { ...times, acceptedAt: 1_200 } }).filled).toBe(0);
  });
});

describe('percentile', () => {
  it('is one of the values: the smallest that reaches the share', () => {
    expect([0.5, 0.99, 1].map((share) => percentile([40, 10, 30, 20], share))).toEqual([20, 40, 40]);
    expect(percentile([], 0.5)).toBeNull();
  });

  it('leaves at most the rest of the values above it', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const value = percentile(all, share) ?? Number.NaN;
        const above = all.filter((each) => each > value).length;
        expect(all).toContain(value);
        expect(above).toBeLessThanOrEqual(all.length * (1 - share) + 1e-9);
      }),
    );
  });
});
