import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import type { Order } from '#shared/domain/order';
import type { Trade } from '#shared/domain/trade';
import { qty, rupees, type Paise } from '#shared/domain/units';
import { orderHandles, orderMarks } from './order-handles';

const CALL = instrumentId('NFO', 'NIFTY2681824250CE');
const PUT = instrumentId('NFO', 'NIFTY2681824250PE');

// Only what handles are made of.
const order = (change: Partial<Order> = {}) =>
  ({
    id: 'KD1',
    tradeId: 'T1',
    legId: 'a',
    purpose: 'entry',
    instrument: CALL,
    side: 'sell',
    qty: qty(130),
    filledQty: qty(65),
    price: { kind: 'limit', limit: rupees(150) },
    status: 'working',
    isCancelRequested: false,
    ...change,
  }) as Order;
const tables = (limit: Paise | null, ...orders: readonly Order[]) => ({
  orders: Object.fromEntries(orders.map((each) => [each.id, each])),
  trades: { T1: { id: 'T1', legs: [{ id: 'a', limit }] } as unknown as Trade },
});

describe('orderHandles', () => {
  it('are the entries that rest at a price of their own, where the broker has them now', () => {
    const handles = orderHandles(tables(rupees(160), order()), CALL);
    expect(handles).toMatchObject([{ kind: 'order', order: 'KD1', price: rupees(150), side: 'sell', open: 65 }]);
    expect(orderMarks(handles)).toEqual([{ price: rupees(150), label: 'Sell 65', colour: 'accent', style: 'dashed' }]);
  });

  it('leave alone what goes after the market, what is over or on its way out, and other instruments', () => {
    const rest = rupees(150);
    expect(orderHandles(tables(null, order()), CALL)).toEqual([]);
    expect(orderHandles(tables(rest, order({ purpose: 'exit' })), CALL)).toEqual([]);
    expect(orderHandles(tables(rest, order({ status: 'filled' })), CALL)).toEqual([]);
    expect(orderHandles(tables(rest, order({ isCancelRequested: true })), CALL)).toEqual([]);
    expect(orderHandles(tables(rest, order()), PUT)).toEqual([]);
  });
});
