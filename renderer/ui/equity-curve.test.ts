import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equityLines, equityReadings } from './equity-curve';

describe('equityReadings', () => {
  it('measures each fall from the highest point so far', () => {
    const points = [100, 300, -50, 400].map((money, index) => ({ at: index * 60_000, money }));
    expect(equityReadings(points).map(({ drawdown }) => drawdown)).toEqual([0, 0, -350, 0]);
  });

  it('counts a loss at the very beginning as a fall from nothing', () => {
    expect(equityReadings([{ at: 0, money: -80 }])).toEqual([{ at: 0, money: -80, drawdown: -80 }]);
  });

  it('keeps the last of what happened within a second, and its fall from the highest before', () => {
    const points = [
      { at: 1_000, money: 50 },
      { at: 1_400, money: 90 },
      { at: 1_900, money: 20 },
    ];
    expect(equityReadings(points)).toEqual([{ at: 1_000, money: 20, drawdown: -70 }]);
  });

  it('gives a chart instants that only grow, and falls that are never gains', () => {
    const points = fc
      .array(fc.record({ at: fc.nat(60_000), money: fc.integer({ min: -1_000, max: 1_000 }) }))
      .map((all) => all.toSorted((a, b) => a.at - b.at));
    fc.assert(
      fc.property(points, (given) => {
        const [equity, drawdown] = equityLines(equityReadings(given));
        const instants = equity?.points.map(({ at }) => at) ?? [];
        expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b));
        expect(drawdown?.points.every(({ value }) => value <= 0)).toBe(true);
      }),
    );
  });
});
