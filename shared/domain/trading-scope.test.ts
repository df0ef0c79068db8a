import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, NIFTY_FUTURE, optionId, RELIANCE } from '#shared/engine/testing/market';
import type { InstrumentId } from './instrument';
import { EVERYTHING, outOfScope, type TradingScope } from './trading-scope';

const CALL = optionId(24_200, 'CE');

function refusal(scope: Partial<TradingScope>, id: InstrumentId, [lots, openLots] = [1, 0]) {
  const instrument = INSTRUMENTS.find((each) => each.id === id);
  if (!instrument) throw new Error(`There is no ${id}`);
  return outOfScope({ ...EVERYTHING, ...scope }, { instrument, product: 'intraday', lots, openLots })?.message ?? null;
}

describe('what may be traded', () => {
  it('is everything until somebody says otherwise', () => {
    expect([CALL, NIFTY_FUTURE, RELIANCE].map((id) => refusal({}, id, [500, 500]))).toEqual([null, null, null]);
  });

  it('can be some products alone', () => {
    expect(refusal({ products: ['overnight', 'delivery'] }, CALL)).toBe(
      'NIFTY26081824200CE is ordered intraday (MIS); your limits allow overnight (NRML), delivery (CNC)',
    );
    expect(refusal({ products: [] }, CALL)).toContain('your limits allow none');
  });

  it('can be underlyings, shares and single instruments by name', () => {
    expect(refusal({ allowed: ['NIFTY'] }, CALL)).toBeNull();
    expect(refusal({ allowed: ['RELIANCE'] }, RELIANCE)).toBeNull();
    expect(refusal({ allowed: [NIFTY_FUTURE] }, NIFTY_FUTURE)).toBeNull();
    expect(refusal({ allowed: [NIFTY_FUTURE, 'BANKNIFTY'] }, CALL)).toBe(
      'NIFTY26081824200CE is not among what your limits allow: NFO:NIFTY26AUGFUT, BANKNIFTY',
    );
  });

  it('has a most of lots by underlying, which may be reached and not passed', () => {
    const scope = { maxLots: { NIFTY: 10, RELIANCE: 0 } };
    expect(refusal(scope, CALL, [4, 6])).toBeNull();
    expect(refusal(scope, CALL, [5, 6])).toBe('5 more lots of NIFTY on 6 would exceed your limit of 10');
    // A share has no lots; its own limit is the value of shares.
    expect(refusal(scope, RELIANCE, [5, 0])).toBeNull();
  });
});
