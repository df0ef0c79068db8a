import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { KiteTicker } from 'kiteconnect';
import { describe, expect, it } from 'vitest';
import { createBook, type Book } from '#shared/domain/book';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { createFrameDecoder } from './decode';

const NOW = istAt('2026-11-23', '09:15:01');

const FIXTURES = new URL('./fixtures/', import.meta.url);
const fixture = (name: string) => Buffer.from(readFileSync(new URL(name, FIXTURES), 'latin1'), 'base64');
const fullPacket = fixture('ticker_full.packet');
const quotePacket = fixture('ticker_quote.packet');

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function frameOf(...packets: Buffer[]): Buffer {
  const parts = packets.flatMap((packet) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(packet.length);
    return [length, packet];
  });
  const count = Buffer.alloc(2);
  count.writeUInt16BE(packets.length);
  return Buffer.concat([count, ...parts]);
}

function bookOf(...tokens: number[]): Book {
  const book = createBook({ capacity: 64 });
  for (const token of new Set(tokens)) book.add({ id: idOf(token), token });
  return book;
}

const idOf = (token: number) => instrumentId('TEST', String(token));

function decode(frame: Uint8Array, ...tokens: number[]) {
  const book = bookOf(...tokens);
  const decoder = createFrameDecoder(book);
  const count = decoder.decode(frame, NOW);
  const changed = [...decoder.slots.subarray(0, count)].map((slot) => book.idAt(slot));
  return { book, decoder, changed, quote: (token: number) => book.quote(idOf(token)) };
}

function contents(book: Book): Record<string, number[]> {
  return Object.fromEntries(Object.entries(book.columns).map(([name, column]) => [name, [...column]]));
}

describe('a frame of the ticker', () => {
  it('brings a last price in 8 bytes', () => {
    const { changed, quote } = decode(hex('0001 0008 00000109 007a1200'), 265);
    expect(changed).toEqual([idOf(265)]);
    expect(quote(265)).toMatchObject({ ltp: 8_000_000, exchangeAt: 0, receivedAt: NOW });
  });

  const INDEX = '0003e909 002625d2 00264cb0 0025fe90 00261218 0025d780 00004e52';

  it('brings an index in 28 bytes, high and low before the open', () => {
    const { quote } = decode(hex(`0001 001c ${INDEX}`), 256265);
    expect(quote(256265)).toMatchObject({
      ltp: 2_500_050,
      open: 2_495_000,
      high: 2_510_000,
      low: 2_490_000,
      close: 2_480_000,
      exchangeAt: 0,
    });
  });

  it('brings the exchange time of an index in 32 bytes', () => {
    const { quote } = decode(hex(`0001 0020 ${INDEX} 6b03b6bc`), 256265);
    expect(quote(256265)).toMatchObject({ ltp: 2_500_050, close: 2_480_000, exchangeAt: istAt('2026-11-23', '09:15') });
  });

  it('believes no index that has tripled since its close, in one packet or the next', () => {
    const tripled = INDEX.replace('002625d2', '00727176');
    const { quote, decoder } = decode(hex(`0002 001c ${INDEX} 001c ${tripled}`), 256265);
    expect(quote(256265)).toMatchObject({ ltp: 2_500_050, close: 2_480_000 });
    expect(decoder.skipped.unbelievable).toBe(1);
  });

  it.each(['0001 0008 00000103 31c516c0', '0001 0008 00000106 000cbdb8'])(
    'leaves out %s, a currency quoted finer than a paisa',
    (frame) => {
      const { changed, decoder } = decode(hex(frame), 259, 262);
      expect(changed).toEqual([]);
      expect(decoder.skipped.finerThanPaise).toBe(1);
    },
  );

  it('passes over a packet of unknown length and takes the next', () => {
    const { changed, decoder } = decode(hex('0002 000c 000000000000000000000000 0008 00000109 007a1200'), 265);
    expect(changed).toEqual([idOf(265)]);
    expect(decoder.skipped.unknownLength).toBe(1);
  });

  it('brings the whole market of an instrument in 184 bytes', () => {
    const { book, quote } = decode(frameOf(fullPacket), 408065);
    expect(quote(408065)).toMatchObject({
      ltp: 157370,
      open: 156915,
      high: 157500,
      low: 156105,
      close: 156780,
      volume: 1_192_471,
      oi: 0,
      bid: 157340,
      bidQty: 5,
      ask: 157370,
      askQty: 172,
      exchangeAt: istAt('2021-07-05', '10:41:27'),
    });
    expect([...book.columns.depthPrice.subarray(0, 10)]).toEqual([
      157340, 157300, 157295, 157290, 157285, 157370, 157375, 157385, 157390, 157395,
    ]);
    expect([...book.columns.depthOrders.subarray(0, 10)]).toEqual([1, 2, 1, 7, 1, 3, 3, 3, 2, 5]);
  });

  it('brings price, volume and OHLC in 44 bytes', () => {
    const { quote } = decode(frameOf(quotePacket), 408065);
    expect(quote(408065)).toMatchObject({
      ltp: 157315,
      open: 156915,
      high: 157500,
      low: 156105,
      close: 156780,
      volume: 1_175_986,
      bid: 0,
    });
  });

  it('forgets the depth with the first packet that carries none', () => {
    expect(decode(frameOf(fullPacket, quotePacket), 408065).quote(408065)).toMatchObject({ bid: 0, askQty: 0 });
    const { quote } = decode(frameOf(fullPacket, Buffer.concat([fullPacket.subarray(0, 8)])), 408065);
    expect(quote(408065)).toMatchObject({ ltp: 157370, bid: 0, volume: 1_192_471 });
  });

  it('reads quantities above 2³¹ as they are', () => {
    const packet = Buffer.from(fullPacket);
    packet.writeUInt32BE(3_000_000_000, 16);
    packet.writeUInt32BE(4_000_000_000, 48);
    expect(decode(frameOf(packet), 408065).quote(408065)).toMatchObject({ volume: 3_000_000_000, oi: 4_000_000_000 });
  });

  it('lists a slot once, and keeps the later of two packets', () => {
    const later = Buffer.from(fullPacket);
    later.writeInt32BE(157_500, 4);
    const { changed, quote } = decode(frameOf(fullPacket, later), 408065);
    expect(changed).toEqual([idOf(408065)]);
    expect(quote(408065)?.ltp).toBe(157_500);
  });

  it('counts what it did not take: strangers, late packets, prices that are none', () => {
    const book = bookOf(408065);
    const decoder = createFrameDecoder(book);
    decoder.decode(frameOf(fullPacket), NOW);
    const before = contents(book);
    const late = Buffer.from(fullPacket);
    late.writeUInt32BE(late.readUInt32BE(60) - 1, 60);
    late.writeInt32BE(1, 4);
    expect(decoder.decode(frameOf(late, hex('00000109 007a1200')), NOW)).toBe(0);
    expect(contents(book)).toEqual(before);
    const unpriced = Buffer.from(fullPacket);
    unpriced.writeInt32BE(0, 4);
    unpriced.writeUInt32BE(1_192_500, 16);
    expect(decoder.decode(frameOf(unpriced), NOW)).toBe(1);
    expect(book.quote(idOf(408065))).toMatchObject({ ltp: 157370, volume: 1_192_500 });
    expect(decoder.skipped).toMatchObject({ outdated: 1, unknownToken: 1, unbelievable: 1, truncated: 0 });
  });

  it.each(['', '00', '0000', '0001', '000100'])('takes "%s" for a sign of life and nothing more', (frame) => {
    expect(decode(hex(frame), 265).changed).toEqual([]);
  });
});

describe('whatever arrives', () => {
  const tokens = [408065, 256265, 265];
  const whole = frameOf(
    fullPacket,
    hex('0003e909 002625d2 00264cb0 0025fe90 00261218 0025d780 00004e52'),
    quotePacket,
    hex('00000109 007a1200'),
  );

  it('takes from a frame cut at any byte exactly the packets that are whole', () => {
    const ends = [2 + 2 + 184, 2 + 186 + 30, 2 + 186 + 30 + 46, whole.length];
    for (let size = 0; size <= whole.length; size++) {
      const complete = ends.filter((end) => end <= size).length;
      const { book, decoder } = decode(whole.subarray(0, size), ...tokens);
      const wanted = decode(
        frameOf(...[fullPacket, whole.subarray(190, 218), quotePacket, hex('00000109 007a1200')].slice(0, complete)),
        ...tokens,
      );
      expect(contents(book)).toEqual(contents(wanted.book));
      expect(decoder.skipped.truncated).toBe(size >= 4 && complete < 4 ? 1 : 0);
    }
  });

  it('never reads outside the frame it was given', () => {
    const surrounded = Buffer.concat([Buffer.alloc(3, 0xff), whole.subarray(0, 100), fullPacket]);
    const { book } = decode(surrounded.subarray(3, 103), ...tokens);
    expect(contents(book)).toEqual(contents(bookOf(...tokens)));
  });

  it('survives noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const { decoder, changed } = decode(noise, ...tokens);
        expect(changed.length).toBeLessThanOrEqual(3);
        expect(Object.values(decoder.skipped).every(Number.isSafeInteger)).toBe(true);
      }),
    );
  });

  it('agrees with the official client on every field', () => {
    const ticker = new KiteTicker({ api_key: 'key', access_token: 'token' });
    const packets = fc.uniqueArray(anyPacket(), { maxLength: 20, selector: tokenOf });
    fc.assert(
      fc.property(packets, (packets) => {
        const book = bookOf(...packets.map(tokenOf));
        createFrameDecoder(book).decode(frameOf(...packets), NOW);
        const ours = packets.map((packet) => tickOf(book, packet));
        expect(ours).toEqual(theirTicks(ticker, frameOf(...packets)));
      }),
      { numRuns: 200 },
    );
  });
});

const tokenOf = (packet: Buffer) => packet.readInt32BE(0);

/** A packet of any kind with believable prices and stamps, so that nothing about it is refused. */
function anyPacket(): fc.Arbitrary<Buffer> {
  const price = fc.integer({ min: 1_000_000, max: 2_900_000 });
  const quantity = fc.nat(2 ** 31 - 1);
  const fields = {
    length: fc.constantFrom(8, 28, 32, 44, 184),
    token: fc.nat(1_000_000),
    quantities: fc.array(quantity, { minLength: 46, maxLength: 46 }),
    prices: fc.array(price, { minLength: 16, maxLength: 16 }),
    seconds: fc.integer({ min: 1, max: Math.floor(NOW / 1000) }),
  };
  return fc.record(fields).map(({ length, token, quantities, prices, seconds }) => {
    const packet = Buffer.alloc(184);
    const isIndex = length === 28 || length === 32;
    quantities.forEach((units, index) => packet.writeInt32BE(units, index * 4));
    packet.writeInt32BE(token * 256 + (isIndex ? 9 : 2), 0);
    const depthPrices = Array.from({ length: 10 }, (_, level) => 68 + level * 12);
    const places = isIndex ? [4, 8, 12, 16, 20] : [4, 12, 28, 32, 36, 40, ...depthPrices];
    places.forEach((offset, index) => packet.writeInt32BE(prices[index] ?? 0, offset));
    for (const offset of isIndex ? [28] : [44, 60]) packet.writeInt32BE(seconds, offset);
    return packet.subarray(0, length);
  });
}

/** The client's ticks with prices in paise and times in milliseconds, without what it derives. */
function theirTicks(ticker: InstanceType<typeof KiteTicker>, frame: Buffer): unknown[] {
  // The declaration says that the method takes text; the code slices the frame's own ArrayBuffer.
  const client = ticker as unknown as { parseBinary(frame: ArrayBuffer): Record<string, unknown>[] };
  return client
    .parseBinary(Uint8Array.from(frame).buffer)
    .map(({ change: _change, tradable: _tradable, mode: _mode, ...tick }) => inPaise(tick));
}

function inPaise(value: unknown, name = ''): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map((item) => inPaise(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inPaise(inner, name)]));
  }
  return /price|open|high$|low$|close/.test(name) && !name.startsWith('oi') ? Math.round(Number(value) * 100) : value;
}

/** What the book holds after the packet, under the client's names. */
function tickOf(book: Book, packet: Buffer): unknown {
  const { columns } = book;
  const slot = book.slotOfToken(tokenOf(packet));
  const of = (column: { readonly [slot: number]: number }) => column[slot];
  const ltp = { instrument_token: tokenOf(packet), last_price: of(columns.ltp) };
  if (packet.length === 8) return ltp;
  const ohlc = { open: of(columns.open), high: of(columns.high), low: of(columns.low), close: of(columns.close) };
  const stamp = { exchange_timestamp: of(columns.exchangeAt) };
  if (packet.length === 28) return { ...ltp, ohlc };
  if (packet.length === 32) return { ...ltp, ohlc, ...stamp };
  const quote = {
    ...ltp,
    ohlc,
    last_traded_quantity: of(columns.lastQty),
    average_traded_price: of(columns.averagePrice),
    volume_traded: of(columns.volume),
    total_buy_quantity: of(columns.buyQty),
    total_sell_quantity: of(columns.sellQty),
  };
  if (packet.length === 44) return quote;
  const levels = [...columns.depthPrice.subarray(slot * 10, slot * 10 + 10)].map((price, level) => ({
    price,
    quantity: columns.depthQty[slot * 10 + level],
    orders: columns.depthOrders[slot * 10 + level],
  }));
  return {
    ...quote,
    ...stamp,
    last_trade_time: of(columns.lastTradeAt),
    oi: of(columns.oi),
    oi_day_high: of(columns.oiHigh),
    oi_day_low: of(columns.oiLow),
    depth: { buy: levels.slice(0, 5), sell: levels.slice(5) },
  };
}
