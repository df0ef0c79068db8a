import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { droppedAt, handleAt, type LineHandle } from './line-drag';

const handle = (id: string, price: number): LineHandle => ({ id, price, label: id });
/** Ten paise a pixel from 1,000 at the top. */
const heightOf = (price: number): number | null => (price > 1_000 ? null : (1_000 - price) / 10);

describe('handleAt', () => {
  const lines = [handle('stop', 900), handle('target', 860), handle('far', 2_000)];

  it('takes the line under the pointer, or the nearer of two', () => {
    expect(handleAt(lines, 10, heightOf)?.id).toBe('stop');
    expect(handleAt(lines, 11.9, heightOf)?.id).toBe('stop');
    expect(handleAt(lines, 12.1, heightOf)?.id).toBe('target');
  });

  it('takes none that is out of reach or off the scale', () => {
    expect(handleAt(lines, 40, heightOf)).toBeNull();
    expect(handleAt([handle('far', 2_000)], 0, heightOf)).toBeNull();
    expect(handleAt([], 10, heightOf)).toBeNull();
  });
});

describe('droppedAt', () => {
  it('is a price on the grid of five paise, never nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: -1_000, max: 1e7, noNaN: true }), (price) => {
        const dropped = droppedAt(price);
        if (price < 5) expect(dropped).toBeNull();
        else {
          expect((dropped ?? 0) % 5).toBe(0);
          expect(Math.abs((dropped ?? 0) - price)).toBeLessThanOrEqual(2.5);
        }
      }),
    );
    expect(droppedAt(null)).toBeNull();
  });
});
