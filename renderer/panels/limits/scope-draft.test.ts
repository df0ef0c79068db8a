import { describe, expect, it } from 'vitest';
import type { TradingScope } from '#shared/domain/trading-scope';
import { draftOfScope, scopeOf } from './scope-draft';

const scope: TradingScope = {
  products: ['intraday', 'delivery'],
  allowed: ['NIFTY', 'M&M', 'NFO:NIFTY26AUGFUT'],
  maxLots: { NIFTY: 20, BANKNIFTY: 0 },
};

describe('what may be traded, as it is typed', () => {
  it('is what it was drawn from', () => {
    expect(scopeOf(draftOfScope(scope))).toEqual({ ok: true, value: scope });
  });

  it('takes small letters and spare commas', () => {
    const draft = { products: scope.products, allowed: ' nifty ,, reliance,', maxLots: 'nifty  20' };
    expect(scopeOf(draft)).toEqual({
      ok: true,
      value: { products: scope.products, allowed: ['NIFTY', 'RELIANCE'], maxLots: { NIFTY: 20 } },
    });
  });

  it('says what was expected', () => {
    expect(scopeOf({ products: [], allowed: 'NIFTY RELIANCE', maxLots: 'NIFTY, 20' })).toEqual({
      ok: false,
      error: {
        allowed: 'Expected names with commas between, such as NIFTY, RELIANCE',
        maxLots: 'Expected a name and lots, with commas between: NIFTY 20, BANKNIFTY 10',
      },
    });
  });
});
