import { describe, expect, it } from 'vitest';
import { createBook } from './book';
import { DEPTH } from './book-columns';
import { depthOf } from './depth';
import { instrumentId } from './instrument';

const call = instrumentId('NFO', 'NIFTY2681824200CE');
const other = instrumentId('NFO', 'NIFTY2681824200PE');

function bookWith(bids: readonly number[], asks: readonly number[]) {
  const book = createBook({ capacity: 2 });
  book.add({ id: other, token: 1 });
  const slot = book.add({ id: call, token: 2 });
  book.columns.ltp[slot] = 3_500;
  book.columns.receivedAt[slot] = 1_000;
  for (const [from, prices] of [bids, asks].entries()) {
    prices.forEach((price, level) => {
      const index = slot * 2 * DEPTH + from * DEPTH + level;
      book.columns.depthPrice[index] = price;
      book.columns.depthQty[index] = 65 * (level + 1);
      book.columns.depthOrders[index] = level + 1;
    });
  }
  return book;
}

describe('depthOf', () => {
  it('reads both sides of one instrument, best first', () => {
    expect(depthOf(bookWith([3_495, 3_490], [3_505]), call)).toEqual({
      bids: [
        { price: 3_495, qty: 65, orders: 1 },
        { price: 3_490, qty: 130, orders: 2 },
      ],
      asks: [{ price: 3_505, qty: 65, orders: 1 }],
      at: 1_000,
    });
  });

  it('leaves out levels that are empty, also those told as below zero', () => {
    expect(depthOf(bookWith([], [-1, 3_505]), call)?.asks).toEqual([{ price: 3_505, qty: 130, orders: 2 }]);
  });

  it('is nothing before a first price, and for what is not in the book', () => {
    expect(depthOf(bookWith([3_495], [3_505]), other)).toBeNull();
    expect(depthOf(bookWith([3_495], [3_505]), instrumentId('NFO', 'UNKNOWN'))).toBeNull();
  });
});
