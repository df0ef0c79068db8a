import { describe, expect, it } from 'vitest';
import { instrumentId } from './instrument';
import { applyFill, FLAT, type Position } from './position';
import type { Leg } from './trade';
import { tradeResult } from './trade-result';
import { qty, rupees } from './units';

const CE = instrumentId('NFO', 'NIFTY2681824500CE');
const PE = instrumentId('NFO', 'NIFTY2681824500PE');

function leg(instrument: typeof CE, position: Position): Leg {
  return {
    id: instrument,
    instrument,
    side: 'sell',
    qty: qty(75),
    role: 'main',
    status: 'open',
    position,
    entry: null,
    stop: null,
    target: null,
    best: null,
    exitReason: null,
  };
}
const sold = (price: number) => applyFill(FLAT, { side: 'sell', qty: qty(75), price: rupees(price) });
const bought = (position: Position, price: number) =>
  applyFill(position, { side: 'buy', qty: qty(75), price: rupees(price) });

describe('tradeResult', () => {
  it('adds what is booked and what is on paper over the legs', () => {
    const trade = { legs: [leg(CE, sold(100)), leg(PE, bought(sold(90), 80))] };
    expect(tradeResult(trade, () => rupees(110))).toEqual({ realised: rupees(750), mtm: rupees(-750) });
  });

  it('counts a leg without a price at cost', () => {
    expect(tradeResult({ legs: [leg(CE, sold(100))] }, () => undefined)).toEqual({ realised: 0, mtm: 0 });
  });
});
