import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { instrumentId } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';
import type { OptionCell, StrikeView } from '#shared/ipc/views';
import { moneyBoundary, scaleOf, shareOf } from './chain-scale';

function cell(oi: number, oiChange: number): OptionCell {
  const zero = paise(0);
  const greeks = { iv: null, delta: null, gamma: null, theta: null, vega: null };
  return {
    id: instrumentId('NFO', 'X'),
    ltp: zero,
    close: zero,
    bid: zero,
    ask: zero,
    oi: qty(oi),
    oiChange,
    volume: qty(0),
    ...greeks,
    at: 0,
  };
}

function row(ce: OptionCell | null, pe: OptionCell | null): StrikeView {
  return { strike: paise(2_420_000), ce, pe };
}

describe('scaleOf', () => {
  it('measures both sides by one scale, and changes by their size whatever their sign', () => {
    expect(scaleOf([row(cell(900, 10), cell(400, -70)), row(null, cell(950, 5))])).toEqual({ oi: 950, oiChange: 70 });
  });

  it('stays put while the largest value creeps', () => {
    expect(scaleOf([row(cell(1_010, 0), null)]).oi).toBe(scaleOf([row(cell(1_240, 0), null)]).oi);
  });

  it('is never zero, so that an empty chain draws empty bars', () => {
    expect(scaleOf([undefined, row(null, null)])).toEqual({ oi: 1, oiChange: 1 });
  });

  it('always has room for the largest value, and wastes no more than a fifth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (oi) => {
        const share = shareOf(oi, scaleOf([row(cell(oi, 0), null)]).oi);
        expect(share).toBeLessThanOrEqual(1);
        expect(share).toBeGreaterThanOrEqual(0.79);
      }),
    );
  });
});

describe('moneyBoundary', () => {
  const strikes = [paise(100), paise(200), paise(300)];

  it('is the first strike at or above the price', () => {
    expect(moneyBoundary(strikes, 150)).toBe(1);
    expect(moneyBoundary(strikes, 200)).toBe(1);
    expect(moneyBoundary(strikes, 200.01)).toBe(2);
  });

  it('leaves one side empty when the price lies beyond the strikes', () => {
    expect(moneyBoundary(strikes, 50)).toBe(0);
    expect(moneyBoundary(strikes, 999)).toBe(3);
  });

  it('says nothing without a price', () => {
    expect(moneyBoundary(strikes, null)).toBeNull();
  });
});
