import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBook } from './book';
import { isIndexPrice, isPrice, takeOi, takeStamp, takeVolume } from './book-columns';
import { instrumentId } from './instrument';
import { istAt, SECOND } from './time';
import { createTokenIndex } from './token-index';
import { paise, qty } from './units';

const nifty = { id: instrumentId('NSE', 'NIFTY 50'), token: 256265 };
const future = { id: instrumentId('NFO', 'NIFTY26AUGFUT'), token: 14627842 };
const at = (clock: string, date = '2026-08-18') => istAt(date, clock);

function bookWithFuture() {
  const book = createBook({ capacity: 8 });
  return { book, columns: book.columns, slot: book.add(future) };
}

describe('the book', () => {
  it('gives an instrument one slot, found by id and by token', () => {
    const book = createBook({ capacity: 8 });
    const slot = book.add(nifty);
    expect(book.add(nifty)).toBe(slot);
    expect(book.add(future)).not.toBe(slot);
    expect(book.slotOf(nifty.id)).toBe(slot);
    expect(book.slotOfToken(nifty.token)).toBe(slot);
    expect(book.idAt(slot)).toBe(nifty.id);
    expect(book.size()).toBe(2);
  });

  it('knows no slot for a stranger', () => {
    const book = createBook({ capacity: 8 });
    expect(book.slotOf(nifty.id)).toBeUndefined();
    expect(book.slotOfToken(nifty.token)).toBe(-1);
    expect(() => book.idAt(0)).toThrow(/Slot 0 is not in use/);
  });

  it('follows a token that the broker gave to another instrument', () => {
    const book = createBook({ capacity: 8 });
    book.add(future);
    const successor = book.add({ id: instrumentId('NFO', 'NIFTY26SEPFUT'), token: future.token });
    expect(book.slotOfToken(future.token)).toBe(successor);
  });

  it('says so when it is full', () => {
    const book = createBook({ capacity: 1 });
    book.add(nifty);
    expect(() => book.add(future)).toThrow('The book has room for 1 instruments, all taken');
    expect(book.add(nifty)).toBe(0);
  });

  it('has no quote before the first price', () => {
    const { book, columns, slot } = bookWithFuture();
    expect(book.quote(future.id)).toBeNull();
    columns.ltp[slot] = 2_455_000;
    expect(book.quote(future.id)).toMatchObject({ id: future.id, ltp: 2_455_000, bid: 0, ask: 0, volume: 0 });
  });

  it('gives back the quote that was put', () => {
    const { book } = bookWithFuture();
    const quote = {
      id: future.id,
      ltp: paise(2_455_000),
      open: paise(2_440_000),
      high: paise(2_460_000),
      low: paise(2_435_000),
      close: paise(2_442_000),
      volume: qty(3_000_000_000),
      oi: qty(12_000_000),
      oiReference: qty(11_500_000),
      bid: paise(2_454_900),
      ask: paise(2_455_100),
      bidQty: qty(75),
      askQty: qty(150),
      exchangeAt: at('10:00:00'),
      receivedAt: at('10:00:00') + 40,
    };
    book.put(quote);
    expect(book.quote(future.id)).toEqual(quote);
  });

  it('forgets the depth when told that it is no longer received', () => {
    const { book, columns, slot } = bookWithFuture();
    columns.depthPrice[slot * 10] = 100;
    columns.depthQty[slot * 10] = 75;
    columns.ltp[slot] = 105;
    book.clearDepth(future.id);
    expect(book.quote(future.id)).toMatchObject({ ltp: 105, bid: 0, bidQty: 0 });
  });
});

describe('what a packet may do to the book', () => {
  it.each([0, -1, -2_147_483_648, 2_147_483_647])('does not believe a price of %d', (price) => {
    expect(isPrice(price)).toBe(false);
    expect(isIndexPrice(price, 2_450_000)).toBe(false);
  });

  it('believes no index value that left its close by a factor of three, but any premium', () => {
    expect(isIndexPrice(24_500_000, 2_450_000)).toBe(false);
    expect(isIndexPrice(245_000, 2_450_000)).toBe(false);
    expect(isIndexPrice(1_960_000, 2_450_000)).toBe(true);
    expect(isIndexPrice(245_000, 0)).toBe(true);
    expect(isPrice(5)).toBe(true);
  });

  it('drops what is older than the book and takes what is as old', () => {
    const { columns, slot } = bookWithFuture();
    expect(takeStamp(columns, slot, at('10:00:05'), at('10:00:05'))).toBe(true);
    expect(takeStamp(columns, slot, at('10:00:04'), at('10:00:06'))).toBe(false);
    expect(takeStamp(columns, slot, at('10:00:05'), at('10:00:07'))).toBe(true);
    expect(columns.exchangeAt[slot]).toBe(at('10:00:05'));
    expect(columns.receivedAt[slot]).toBe(at('10:00:07'));
  });

  it('does not let a stamp from the future shut out the truth', () => {
    const { columns, slot } = bookWithFuture();
    expect(takeStamp(columns, slot, at('10:00:00', '2027-08-18'), at('10:00:00'))).toBe(true);
    expect(takeStamp(columns, slot, at('10:00:01'), at('10:00:01'))).toBe(true);
    expect(columns.exchangeAt[slot]).toBe(at('10:00:01'));
  });

  it('goes back with a day that is begun again', () => {
    const { columns, slot } = bookWithFuture();
    takeStamp(columns, slot, at('14:00:00'), at('14:00:00'));
    takeVolume(columns, slot, 900_000);
    expect(takeStamp(columns, slot, at('09:20:00'), at('09:20:00'))).toBe(true);
    takeVolume(columns, slot, 300);
    expect(columns.exchangeAt[slot]).toBe(at('09:20:00'));
    expect(columns.volume[slot]).toBe(300);
  });

  it('never counts the volume back within a day and starts it anew on the next', () => {
    const { columns, slot } = bookWithFuture();
    takeStamp(columns, slot, at('15:29:59'), at('15:29:59'));
    takeVolume(columns, slot, 900_000);
    takeVolume(columns, slot, 899_925);
    expect(columns.volume[slot]).toBe(900_000);
    takeStamp(columns, slot, at('09:15:01', '2026-08-19'), at('09:15:01', '2026-08-19'));
    takeVolume(columns, slot, 150);
    expect(columns.volume[slot]).toBe(150);
  });

  it('measures the change of open interest from the first packet, from candles when they tell, and overnight from the last', () => {
    const { book, columns, slot } = bookWithFuture();
    columns.ltp[slot] = 100;
    takeStamp(columns, slot, at('09:15:01'), at('09:15:01'));
    takeOi(columns, slot, 1_000);
    takeOi(columns, slot, 1_200);
    expect(book.quote(future.id)).toMatchObject({ oi: 1_200, oiReference: 1_000 });
    book.setOiReference(future.id, qty(950));
    takeOi(columns, slot, 1_300);
    expect(book.quote(future.id)).toMatchObject({ oi: 1_300, oiReference: 950 });
    takeStamp(columns, slot, at('09:15:01', '2026-08-19'), at('09:15:01', '2026-08-19'));
    takeOi(columns, slot, 1_250);
    expect(book.quote(future.id)).toMatchObject({ oi: 1_250, oiReference: 1_300 });
  });

  it('never moves time or a day’s volume back, whatever comes in whatever order', () => {
    const packet = fc.record({
      seconds: fc.integer({ min: -10, max: 20_000 }),
      volume: fc.nat(2 ** 32 - 1),
    });
    fc.assert(
      fc.property(fc.array(packet), (packets) => {
        const { columns, slot } = bookWithFuture();
        let [exchangeAt, volume] = [0, 0];
        for (const { seconds, volume: said } of packets) {
          const stamp = at('09:15') + seconds * SECOND;
          if (takeStamp(columns, slot, stamp, at('15:40'))) takeVolume(columns, slot, said);
          expect(columns.exchangeAt[slot]).toBeGreaterThanOrEqual(exchangeAt);
          expect(columns.volume[slot]).toBeGreaterThanOrEqual(volume);
          [exchangeAt, volume] = [columns.exchangeAt[slot] ?? 0, columns.volume[slot] ?? 0];
        }
      }),
    );
  });
});

describe('the token index', () => {
  it('agrees with a Map', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 300 }), fc.array(fc.integer()), (tokens, strangers) => {
        const index = createTokenIndex(300);
        const map = new Map<number, number>();
        tokens.forEach((token, slot) => {
          index.set(token, slot);
          map.set(token, slot);
        });
        for (const token of [...tokens, ...strangers]) expect(index.find(token)).toBe(map.get(token) ?? -1);
      }),
    );
  });

  it('refuses rather than searching for ever when it is full', () => {
    const index = createTokenIndex(1);
    expect(() => Array.from({ length: 20 }, (_, token) => index.set(token, token))).toThrow(RangeError);
    expect(index.find(12_345)).toBe(-1);
  });
});
