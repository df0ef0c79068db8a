import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paise } from '#shared/domain/units';
import { reorder } from './reorder';

const terms = { rounds: 300, seed: 7 };
const nets = fc.array(fc.integer({ min: -100_000, max: 100_000 }).map(paise), { minLength: 2, maxLength: 40 });

describe('reorder', () => {
  it('says the same for the same seed, and else for another', () => {
    const trades = Array.from({ length: 30 }, (_, index) => paise(((index * 7_919) % 2_001) - 1_000));
    expect(reorder(trades, terms)).toEqual(reorder(trades, terms));
    expect(reorder(trades, { ...terms, seed: 8 })).not.toEqual(reorder(trades, terms));
  });

  it('keeps within what any order or draw can bring', () => {
    fc.assert(
      fc.property(nets, (trades) => {
        const result = reorder(trades, terms);
        const lost = trades.reduce((sum, net) => sum + Math.max(0, -net), 0);
        expect(result?.drawdown.low).toBeGreaterThanOrEqual(Math.max(0, ...trades.map((net) => -net)));
        expect(result?.drawdown.high).toBeLessThanOrEqual(lost);
        expect(result?.net.low).toBeGreaterThanOrEqual(Math.min(...trades) * trades.length);
        expect(result?.net.high).toBeLessThanOrEqual(Math.max(...trades) * trades.length);
      }),
    );
  });

  it('has one answer where order and luck change nothing', () => {
    const same = [paise(-500), paise(-500), paise(-500)];
    const [fall, result] = [paise(1_500), paise(-1_500)];
    expect(reorder(same, terms)).toMatchObject({
      drawdown: { low: fall, middle: fall, high: fall },
      net: { low: result, middle: result, high: result },
      lossProbability: 1,
    });
  });

  it('says nothing of a single trade', () => expect(reorder([paise(1)], terms)).toBeNull());
});
