import { describe, expect, it } from 'vitest';
import { qty, rupees } from '#shared/domain/units';
import type { ChainMinute } from '#shared/ipc/review';
import { oiGrid } from './oi-grid';

/** A minute with calls and puts by strike in rupees. */
function minute(at: number, rows: Readonly<Record<number, readonly [number | null, number | null]>>): ChainMinute {
  const strikes = Object.keys(rows).map(Number);
  const side = (index: 0 | 1) =>
    strikes.map((strike) => {
      const oi = rows[strike]?.[index] ?? null;
      return oi === null ? null : qty(oi);
    });
  return { at, spot: rupees(100), pcr: 1, maxPain: null, strikes: strikes.map(rupees), ce: side(0), pe: side(1) };
}

describe('oiGrid', () => {
  const day = [
    minute(1, { 100: [50, 80], 110: [70, 20] }),
    minute(2, { 100: [60, 75], 110: [70, 25], 120: [5, null] }),
  ];

  it('has the highest strike on top and a column a minute', () => {
    const { rows, columns } = oiGrid(day, 'ce', 'oi');
    expect(rows).toEqual([rupees(120), rupees(110), rupees(100)]);
    expect(columns).toEqual([
      { at: 1, values: [null, 70, 50] },
      { at: 2, values: [5, 70, 60] },
    ]);
  });

  it('counts changes from the first minute in which a strike was seen', () => {
    const values = (measure: 'ce' | 'pe' | 'net') => oiGrid(day, measure, 'change').columns.at(-1)?.values;
    expect(values('ce')).toEqual([0, 0, 10]);
    expect(values('pe')).toEqual([null, 5, -5]);
    expect(values('net')).toEqual([null, 5, -15]);
  });

  it('follows the spot, and max pain where there is one', () => {
    const [spot, maxPain] = oiGrid(day, 'net', 'oi').paths;
    expect(spot?.points).toEqual([
      { at: 1, price: rupees(100) },
      { at: 2, price: rupees(100) },
    ]);
    expect(maxPain?.points.every(({ price }) => price === null)).toBe(true);
  });

  it('is empty before the first minute', () => {
    expect(oiGrid([], 'net', 'change')).toMatchObject({ rows: [], columns: [] });
  });
});
