import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { partsOf, withPinned } from './row-range';

describe('partsOf', () => {
  it('holds the room of rows that are out of sight open', () => {
    expect(partsOf([3, 4], 10)).toEqual([
      { kind: 'gap', from: 0, rows: 3 },
      { kind: 'row', index: 3 },
      { kind: 'row', index: 4 },
      { kind: 'gap', from: 5, rows: 5 },
    ]);
  });

  it('makes a table as high as all its rows, with every drawn row in its place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 0, max: 199 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -1, max: 199 }),
        (count, first, length, pin) => {
          const last = Math.min(count - 1, first + length);
          const drawn = withPinned(first, last, pin < count ? pin : -1);
          let height = 0;
          for (const part of partsOf(drawn, count)) {
            if (part.kind === 'row') expect(part.index).toBe(height);
            height += part.kind === 'row' ? 1 : part.rows;
          }
          expect(height).toBe(count);
        },
      ),
    );
  });
});

describe('withPinned', () => {
  it('adds the pinned row before or after those in range, and once', () => {
    expect(withPinned(5, 7, 2)).toEqual([2, 5, 6, 7]);
    expect(withPinned(5, 7, 9)).toEqual([5, 6, 7, 9]);
    expect(withPinned(5, 7, 6)).toEqual([5, 6, 7]);
    expect(withPinned(5, 7, -1)).toEqual([5, 6, 7]);
  });
});
