import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { biasOf, biasWords, type BiasInputs } from './bias';

const nothing: BiasInputs = { beyond: 0, candle: 0, volume: null, volumeFactor: 1.5, buildUp: 'none', shift: null };

describe('biasOf', () => {
  it('is 0 when nothing speaks, 100 when everything does, and −100 the other way', () => {
    expect(biasOf(nothing).score).toBe(0);
    expect(
      biasOf({ beyond: 1, candle: 1, volume: 1.5, volumeFactor: 1.5, buildUp: 'long-build-up', shift: 0.02 }).score,
    ).toBe(100);
    expect(
      biasOf({ beyond: -1, candle: -1, volume: 3, volumeFactor: 1.5, buildUp: 'short-build-up', shift: -0.1 }).score,
    ).toBe(-100);
  });

  it('counts each part in proportion, up to its full weight', () => {
    const parts = biasOf({ ...nothing, beyond: 0.125, candle: 1, volume: 1.25, shift: 0.01 });
    expect(parts).toEqual({ score: 43, price: 20, volume: 15, future: 0, chain: 8 });
    expect(biasWords(parts)).toBe('bias +43: price +20, volume +15, future 0, chain +8');
  });

  it('takes no side from positions that are given up', () => {
    expect(biasOf({ ...nothing, buildUp: 'short-covering' }).score).toBe(0);
    expect(biasOf({ ...nothing, buildUp: 'long-unwinding' }).score).toBe(0);
  });

  it('is its own mirror image and stays within bounds', () => {
    const any = fc.record({
      beyond: fc.double({ min: -3, max: 3, noNaN: true }),
      candle: fc.constantFrom(-1, 0, 1),
      volume: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
      volumeFactor: fc.double({ min: 0, max: 4, noNaN: true }),
      buildUp: fc.constantFrom('long-build-up', 'short-build-up', 'none'),
      shift: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
    });
    const mirrored = { 'long-build-up': 'short-build-up', 'short-build-up': 'long-build-up', none: 'none' } as const;
    fc.assert(
      fc.property(any, (inputs) => {
        const { score } = biasOf(inputs);
        const mirror = {
          ...inputs,
          beyond: -inputs.beyond,
          candle: -inputs.candle,
          buildUp: mirrored[inputs.buildUp],
          shift: inputs.shift === null ? null : -inputs.shift,
        };
        expect(Math.abs(score)).toBeLessThanOrEqual(100);
        // Halves round up, so the two may differ by one in each rounded part.
        expect(Math.abs(score + biasOf(mirror).score)).toBeLessThanOrEqual(3);
      }),
    );
  });
});
