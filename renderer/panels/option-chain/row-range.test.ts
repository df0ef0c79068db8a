import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { partsOf, visibleRows, withPinned } from './row-range';

describe('partsOf', () => {
  it('holds the room of rows that are out of sight open', () => {
    expect(partsOf([3, 4], 10)).toEqual([
      { kind: 'gap', from: 0, rows: 3 },
      { kind: 'row', index: 3 },
      { kind: 'row', index: 4 },
      { kind: 'gap', from: 5, rows: 5 },
    ]);
  });

  it('makes a table as high as all its rows, whichever of them are drawn', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 })), (drawn) => {
        const parts = partsOf(
          drawn.toSorted((a, b) => a - b),
          100,
        );
        expect(parts.reduce((rows, part) => rows + (part.kind === 'row' ? 1 : part.rows), 0)).toBe(100);
      }),
    );
  });

  it('has every drawn row in its place', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 })), (drawn) => {
        const ascending = drawn.toSorted((a, b) => a - b);
        const places: number[] = [];
        let above = 0;
        for (const part of partsOf(ascending, 100)) {
          if (part.kind === 'row') places.push(above);
          above += part.kind === 'row' ? 1 : part.rows;
        }
        expect(places).toEqual(ascending);
      }),
    );
  });
});

describe('visibleRows', () => {
  it('always holds every row in sight', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(2_000), fc.integer({ min: 18, max: 32 }), (scrollTop, height, rowHeight) => {
        const { first, last } = visibleRows(scrollTop, height, rowHeight);
        expect(first * rowHeight).toBeLessThanOrEqual(scrollTop);
        expect((last + 1) * rowHeight).toBeGreaterThanOrEqual(scrollTop + height);
      }),
    );
  });

  it('stays the same while the table is scrolled by less than a group of rows', () => {
    expect(visibleRows(8 * 22 + 5, 440, 22)).toEqual(visibleRows(8 * 22 + 80, 440, 22));
  });
});

describe('withPinned', () => {
  it('adds the pinned row before or after those in range, and once', () => {
    const span = { first: 5, last: 7 };
    expect(withPinned(span, 2, 20)).toEqual([2, 5, 6, 7]);
    expect(withPinned(span, 9, 20)).toEqual([5, 6, 7, 9]);
    expect(withPinned(span, 6, 20)).toEqual([5, 6, 7]);
    expect(withPinned(span, -1, 20)).toEqual([5, 6, 7]);
  });

  it('ends with the last row there is', () => {
    expect(withPinned({ first: 5, last: 30 }, -1, 7)).toEqual([5, 6]);
  });
});
