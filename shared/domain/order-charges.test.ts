import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, LOT, NIFTY_FUTURE, optionId } from '#shared/engine/testing/market';
import { createCatalogue } from './catalogue';
import type { Fill } from './fill';
import type { InstrumentId, Side } from './instrument';
import type { Order } from './order';
import { orderCharges } from './order-charges';
import { istAt } from './time';
import { paise, qty, rupees } from './units';

const DATE = '2026-08-18';
const CATALOGUE = createCatalogue(INSTRUMENTS);
const CALL = optionId(24_200, 'CE');

/** One lot executed at a price in rupees. */
function charged(instrument: InstrumentId, side: Side, price: number, of: Partial<Order> = {}): number {
  const at = istAt(DATE, '15:41');
  const order: Order = {
    id: 'X1',
    tradeId: 'T1',
    legId: '1',
    purpose: 'exit',
    instrument,
    side,
    qty: qty(LOT),
    price: { kind: 'limit', limit: rupees(price) },
    product: 'overnight',
    status: 'filled',
    filledQty: qty(LOT),
    brokerId: null,
    message: '',
    chases: 0,
    isCancelRequested: false,
    times: { signalAt: at, approvedAt: at },
    ...of,
  };
  const fill: Fill = {
    tradeId: 'F1',
    orderId: order.id,
    instrument,
    side,
    qty: qty(LOT),
    price: rupees(price),
    filledAt: at,
  };
  return orderCharges(order, [fill], CATALOGUE, DATE);
}

describe('orderCharges', () => {
  it('is nothing for what was entered on an earlier day, and the day’s for what was made elsewhere today', () => {
    const times = { signalAt: 0, approvedAt: istAt('2026-08-17', '15:00') };
    expect(charged(CALL, 'sell', 100, { isOutside: true, times })).toBe(0);
    expect(charged(CALL, 'sell', 100, { isOutside: true })).toBe(charged(CALL, 'sell', 100));
  });

  describe('at expiry', () => {
    const settled = { isOutside: true, isExpiry: true } as const;

    it('is the tax on the exercise of a long option that is worth something: 0.15 % of ₹60 × 65', () => {
      expect(charged(CALL, 'sell', 60, settled)).toBe(rupees(5.85));
    });

    it('is nothing for one that is worth nothing, for a short one, and for a future', () => {
      const all = [
        charged(CALL, 'sell', 0, settled),
        charged(CALL, 'buy', 60, settled),
        charged(NIFTY_FUTURE, 'sell', 24_200, settled),
      ];
      expect(all).toEqual([0, 0, 0].map(paise));
    });
  });
});
