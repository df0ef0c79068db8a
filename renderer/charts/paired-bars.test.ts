import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { layoutPair, PairedBarsView } from './paired-bars';

describe('layoutPair', () => {
  it('puts the call left and the put right of the strike', () => {
    expect(layoutPair(100, 30)).toEqual({ width: 10, callLeft: 89, putLeft: 101 });
  });

  it('never lets bars overlap each other or those of the next strike, however dense it gets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 3, max: 200 }), (centre, spacing) => {
        const { width, callLeft, putLeft } = layoutPair(centre, spacing);
        const next = layoutPair(centre + spacing, spacing);
        expect(callLeft + width).toBeLessThanOrEqual(putLeft);
        expect(putLeft + width).toBeLessThanOrEqual(next.callLeft);
        expect(width).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the scale of paired bars', () => {
  it('holds both bars and the zero they begin at', () => {
    const view = new PairedBarsView();
    expect(view.priceValueBuilder({ time: 24_200, call: 30, put: 50 })).toEqual([0, 50, 50]);
    expect(view.priceValueBuilder({ time: 24_200, call: -30, put: 5 })).toEqual([-30, 5, 5]);
  });
});
