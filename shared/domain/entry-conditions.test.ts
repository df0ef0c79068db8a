import { describe, expect, it } from 'vitest';
import { ist, NIFTY, quote } from '#shared/engine/testing/market';
import { candleBlock, entryBlock, freshQuote } from './entry-conditions';

const params = { entryFrom: '09:20', entryUntil: '14:45', staleAfter: 15 };
const at = (clock: string) => ({ now: ist(clock), isWarmUp: false, params });

describe('entryBlock', () => {
  it('is open from the first minute of the window up to its end', () => {
    expect(['09:19:59', '09:20:00', '14:44:59', '14:45:00'].map((clock) => entryBlock(at(clock)))).toEqual([
      'waiting for 09:20',
      null,
      null,
      'no entries after 14:45',
    ]);
  });

  it('is shut while the past is being read', () => {
    expect(entryBlock({ ...at('10:00'), isWarmUp: true })).toBe('reading past prices');
  });
});

describe('candleBlock', () => {
  it('lets a candle be traded on for as long as prices count as fresh', () => {
    const block = (clock: string) => candleBlock(ist('10:00'), '5m', at(clock));
    expect(['10:05:00', '10:05:15', '10:05:16'].map(block)).toEqual([null, null, 'its candle closed 16 s ago']);
    expect(candleBlock(ist('09:10'), '5m', at('09:15'))).toBe('waiting for 09:20');
  });
});

describe('freshQuote', () => {
  const known = (price: number) => ({ ...at('10:00:20'), quote: () => quote(NIFTY, price, ist('10:00:05')) });

  it('takes a price as old as the limit and no older', () => {
    expect(freshQuote(NIFTY, known(24_200)).ok).toBe(true);
    const older = { ...known(24_200), now: ist('10:00:21') };
    expect(freshQuote(NIFTY, older)).toEqual({ ok: false, error: 'the price of NIFTY 50 is 16 s old, limit 15 s' });
  });

  it('takes no price that is missing or zero', () => {
    const error = { ok: false, error: 'no price of NIFTY 50 yet' };
    expect(freshQuote(NIFTY, known(0))).toEqual(error);
    expect(freshQuote(NIFTY, { ...known(1), quote: () => null })).toEqual(error);
  });
});
