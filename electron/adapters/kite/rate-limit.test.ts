import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualTimers } from './manual-timers.testkit';
import { createRateLimit, KITE_LIMITS } from './rate-limit';

describe('a rate limit', () => {
  it('lets a burst through and holds the rest back until there is room', async () => {
    const timers = createManualTimers();
    const turn = createRateLimit([{ calls: 2, ms: 1_000 }], timers);
    const left: number[] = [];
    for (let call = 0; call < 5; call++) void turn().then(() => left.push(timers.now()));
    await timers.advance(5_000);
    expect(left).toEqual([0, 0, 1_000, 1_000, 2_000]);
  });

  it('never exceeds any of its windows, whenever calls come, and keeps their order', async () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(gaps, async (gaps) => {
        const timers = createManualTimers();
        const windows = [
          { calls: 3, ms: 1_000 },
          { calls: 10, ms: 10_000 },
        ];
        const turn = createRateLimit(windows, timers);
        const left: { at: number; call: number }[] = [];
        for (const [call, gap] of gaps.entries()) {
          await timers.advance(gap);
          void turn().then(() => left.push({ at: timers.now(), call }));
        }
        await timers.advance(200_000);
        expect(left.map(({ call }) => call)).toEqual(gaps.map((_, call) => call));
        for (const { calls, ms } of windows) {
          for (const [index, { at }] of left.entries()) {
            expect(left.slice(index).filter((other) => other.at < at + ms).length).toBeLessThanOrEqual(calls);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps four hundred orders from leaving within a minute', async () => {
    const timers = createManualTimers();
    const turn = createRateLimit(KITE_LIMITS.orders, timers);
    let left = 0;
    for (let call = 0; call < 410; call++) void turn().then(() => (left += 1));
    await timers.advance(60_000);
    expect(left).toBe(400);
  });
});
