import { describe, expect, it } from 'vitest';
import { averagePrices, type Fill } from './fill';
import { instrumentId } from './instrument';
import { paise, qty } from './units';

function fill(orderId: string, units: number, price: number): Fill {
  const tradeId = `${orderId}-${units}-${price}`;
  const instrument = instrumentId('NFO', 'NIFTY26AUGFUT');
  return { tradeId, orderId, instrument, side: 'buy', qty: qty(units), price: paise(price), filledAt: 0 };
}

describe('averagePrices', () => {
  it('weighs the fills of an order by their quantities', () => {
    const prices = averagePrices([fill('a', 50, 100), fill('b', 10, 7), fill('a', 25, 130)]);
    expect([...prices]).toEqual([
      ['a', 110],
      ['b', 7],
    ]);
  });

  it('knows nothing of an order that nothing of filled', () => {
    expect(averagePrices([]).get('a')).toBeUndefined();
  });
});
