import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Right } from './instrument';
import { portfolioMargin, type MarginPosition } from './margin';
import { qty, rupees } from './units';

const SPOT = rupees(24_200);
const market = { date: '2026-08-18', spot: () => SPOT };

function option(strike: number, right: Right, units: number, expiry = '2026-08-25'): MarginPosition {
  return { underlying: 'NIFTY', expiry, option: { strike: rupees(strike), right }, qty: qty(units) };
}

const marginOf = (...positions: MarginPosition[]) => portfolioMargin(positions, market);

describe('portfolioMargin', () => {
  it('asks nothing of long options: their premium is paid in full', () => {
    expect(marginOf(option(24_000, 'CE', 65), option(24_400, 'PE', 130)).total).toBe(0);
  });

  it('asks a short option for a 9 % move against it and 2 % of its notional', () => {
    const { span, exposure } = marginOf(option(24_200, 'CE', -65));
    expect(span).toBe(rupees(24_200 * 0.09 * 65));
    expect(exposure).toBe(rupees(24_200 * 0.02 * 65));
  });

  it('scans a straddle once, because only one side can lose', () => {
    const call = option(24_200, 'CE', -65);
    const put = option(24_200, 'PE', -65);
    expect(marginOf(call, put).span).toBe(marginOf(call).span);
    expect(marginOf(call, put).exposure).toBe(2 * marginOf(call).exposure);
  });

  it('asks a spread for what it can lose', () => {
    expect(marginOf(option(24_200, 'CE', -65), option(24_400, 'CE', 65)).span).toBe(rupees(200 * 65));
  });

  it('adds 2 % on the expiry day of a short option and gives it no offset from a later expiry', () => {
    const expiring = option(24_200, 'CE', -65, '2026-08-18');
    expect(marginOf(expiring).exposure).toBe(rupees(24_200 * 0.04 * 65));
    const hedged = marginOf(expiring, option(24_200, 'CE', 65, '2026-08-25'));
    expect(hedged.span).toBe(marginOf(expiring).span);
  });

  it('never asks more for two books together than for each alone', () => {
    const leg = fc
      .record({
        strike: fc.integer({ min: 440, max: 540 }),
        right: fc.constantFrom<Right>('CE', 'PE'),
        lots: fc.integer({ min: -5, max: 5 }),
      })
      .map(({ strike, right, lots }) => option(strike * 50, right, lots * 65));
    const book = fc.array(leg, { maxLength: 5 });
    fc.assert(
      fc.property(book, book, (one, other) => {
        // One paisa for rounding.
        expect(marginOf(...one, ...other).total).toBeLessThanOrEqual(
          marginOf(...one).total + marginOf(...other).total + 1,
        );
      }),
    );
  });
});
