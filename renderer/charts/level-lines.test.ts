import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsOf, shortened } from './level-lines';

const at = (y: number, label: string, price = 24_200_00) => ({ y, line: { price, label } });

describe('labelsOf', () => {
  it('names each line that stands alone with its price', () => {
    expect(labelsOf([at(80, 'Pivot P', 24_291_50), at(20, 'Prev high', 24_360_00)], 14)).toEqual([
      { y: 20, text: 'Prev high 24,360' },
      { y: 80, text: 'Pivot P 24,292' },
    ]);
  });

  it('keeps the paise of prices that live by them', () => {
    expect(labelsOf([at(20, 'Prev high', 38_55)], 14)).toEqual([{ y: 20, text: 'Prev high 38.55' }]);
  });

  it('lets lines too near to each other share a label', () => {
    expect(labelsOf([at(25, 'Pivot R1', 24_356_00), at(20, 'Prev high', 24_360_00)], 14)).toEqual([
      { y: 20, text: 'Prev high 24,360  ·  Pivot R1 24,356' },
    ]);
  });

  it('never writes a label over a line or another label, and forgets none', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 40 }), (heights) => {
        const labels = labelsOf(
          heights.map((y, index) => at(y, `L${index}`)),
          14,
        );
        for (const { y } of labels) {
          expect(heights.filter((height) => height < y && height > y - 14)).toEqual([]);
        }
        expect(labels.flatMap(({ text }) => text.split('  ·  '))).toHaveLength(heights.length);
      }),
    );
  });
});

describe('shortened', () => {
  it('keeps a label that fits and says when it left something out', () => {
    expect(shortened('Pivot P 24,292', 14)).toBe('Pivot P 24,292');
    expect(shortened('Pivot P 24,292', 9)).toBe('Pivot P…');
  });
});
