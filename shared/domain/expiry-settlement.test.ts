import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, NIFTY, NIFTY_FUTURE, optionId, quote } from '#shared/engine/testing/market';
import { closingValue, hasExpired, isContract, settlementPrice, type Contract } from './expiry-settlement';
import { istAt } from './time';
import { paise, rupees } from './units';

function contract(id: string): Contract {
  const found = INSTRUMENTS.find((instrument) => instrument.id === id);
  if (!isContract(found)) throw new Error(`${id} is no contract`);
  return found;
}

const call = contract(optionId(24_200, 'CE'));
const put = contract(optionId(24_200, 'PE'));
const future = contract(NIFTY_FUTURE);

describe('settlementPrice', () => {
  it('is the difference to the strike for the side that is in the money and nothing for the other', () => {
    expect([call, put].map((each) => settlementPrice(each, rupees(24_260.35)))).toEqual([rupees(60.35), paise(0)]);
    expect([call, put].map((each) => settlementPrice(each, rupees(24_100)))).toEqual([paise(0), rupees(100)]);
    expect([call, put].map((each) => settlementPrice(each, rupees(24_200)))).toEqual([paise(0), paise(0)]);
  });

  it('is the closing value itself for a future', () => {
    expect(settlementPrice(future, rupees(24_260.35))).toBe(rupees(24_260.35));
  });
});

describe('hasExpired', () => {
  it('is so from the close of derivatives on: 15:40 since August 2026', () => {
    expect(hasExpired(call, istAt('2026-08-18', '15:39:59'))).toBe(false);
    expect(hasExpired(call, istAt('2026-08-18', '15:40'))).toBe(true);
  });
});

describe('closingValue', () => {
  const seen = (clock: string, price = 24_260.35) =>
    closingValue(call, quote(NIFTY, price, istAt('2026-08-18', clock)));

  it('is the last price of the index when it comes from the end of its trading or after', () => {
    expect([seen('15:14:30'), seen('15:33'), seen('15:40')]).toEqual([
      rupees(24_260.35),
      rupees(24_260.35),
      rupees(24_260.35),
    ]);
  });

  it('is not known from an earlier price, without a price, or before any', () => {
    expect([seen('15:13:59'), seen('15:33', 0), closingValue(call, null)]).toEqual([null, null, null]);
  });
});
