import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { paise, qty } from '#shared/domain/units';
import { encodeFrame, HEARTBEAT, packetSize, type Mode, type Packet } from './frames';

const BLANK: Packet = {
  token: 0,
  ltp: 0,
  lastQuantity: 0,
  average: 0,
  volume: 0,
  buyQuantity: 0,
  sellQuantity: 0,
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  lastTradeTime: 0,
  oi: 0,
  oiHigh: 0,
  oiLow: 0,
  exchangeTime: 0,
  bids: [],
  asks: [],
};

const NIFTY = {
  ...BLANK,
  token: 256265,
  ltp: 2_500_050,
  high: 2_510_000,
  low: 2_490_000,
  open: 2_495_000,
  close: 2_480_000,
  exchangeTime: Date.parse('2026-11-23T03:45:00Z') / 1000,
};

function hex(packet: Packet, mode: Mode): string {
  return encodeFrame([{ packet, mode }]).toString('hex');
}

/** Without spaces: the vectors are easier to read with them. */
function vector(text: string): string {
  return text.replaceAll(' ', '');
}

function mock(name: string): string {
  return readFileSync(new URL(`../fixtures/kite-mocks/${name}`, import.meta.url), 'utf8');
}

interface Side {
  readonly price: number;
  readonly quantity: number;
  readonly orders: number;
}

interface Tick {
  readonly instrument_token: number;
  readonly last_price: number;
  readonly last_quantity: number;
  readonly average_price: number;
  readonly volume: number;
  readonly buy_quantity: number;
  readonly sell_quantity: number;
  readonly ohlc: { readonly open: number; readonly high: number; readonly low: number; readonly close: number };
  readonly last_trade_time?: string;
  readonly timestamp?: string;
  readonly depth?: { readonly buy: readonly Side[]; readonly sell: readonly Side[] };
}

const inPaise = (rupees: number) => Math.round(rupees * 100);
const seconds = (text = '1970-01-01T00:00:00Z') => Date.parse(text) / 1000;
const level = ({ price, quantity, orders }: Side) => ({ price: paise(inPaise(price)), qty: qty(quantity), orders });

/** The official decoded sample, as the packet it was decoded from. */
function fromSample(name: string): Packet {
  // The file is the official sample described by Tick.
  const tick = JSON.parse(mock(name)) as Tick;
  const { open, high, low, close } = tick.ohlc;
  return {
    ...BLANK,
    token: tick.instrument_token,
    ltp: inPaise(tick.last_price),
    lastQuantity: tick.last_quantity,
    average: inPaise(tick.average_price),
    volume: tick.volume,
    buyQuantity: tick.buy_quantity,
    sellQuantity: tick.sell_quantity,
    open: inPaise(open),
    high: inPaise(high),
    low: inPaise(low),
    close: inPaise(close),
    lastTradeTime: seconds(tick.last_trade_time),
    exchangeTime: seconds(tick.timestamp),
    bids: tick.depth?.buy.map(level) ?? [],
    asks: tick.depth?.sell.map(level) ?? [],
  };
}

describe('encodeFrame', () => {
  it('writes the published vectors byte for byte', () => {
    const sensex = { ...BLANK, token: 265, ltp: 8_000_000 };
    expect(hex(sensex, 'ltp')).toBe(vector('0001 0008 00000109 007a1200'));
    const index = '0003e909 002625d2 00264cb0 0025fe90 00261218 0025d780 00004e52';
    expect(hex(NIFTY, 'quote')).toBe(vector(`0001 001c ${index}`));
    expect(hex(NIFTY, 'full')).toBe(vector(`0001 0020 ${index} ${NIFTY.exchangeTime.toString(16)}`));
  });

  it('writes the official full packet from its decoded sample', () => {
    const bytes = encodeFrame([{ packet: fromSample('ticker_full.json'), mode: 'full' }]).subarray(4);
    expect(bytes.toString('base64')).toBe(mock('ticker_full.packet').trim());
  });

  it('writes the layout of the official quote packet', () => {
    const official = Buffer.from(mock('ticker_quote.packet'), 'base64');
    const word = (at: number) => official.readUInt32BE(at);
    // The JSON beside this packet is of a moment earlier, so the values are read from the packet itself.
    const [token, ltp, lastQuantity, average, volume, buyQuantity, sellQuantity, open, high, low, close] = Array.from(
      { length: 11 },
      (_, index) => word(4 * index),
    );
    const values = { token, ltp, lastQuantity, average, volume, buyQuantity, sellQuantity, open, high, low, close };
    const packet = { ...BLANK, ...fromSample('ticker_quote.json'), ...values } as Packet;
    expect(encodeFrame([{ packet, mode: 'quote' }]).subarray(4)).toEqual(official);
    expect(packet).toMatchObject({ token: 408065, open: 156_915, high: 157_500, low: 156_105, close: 156_780 });
  });

  it('uses all 32 bits for a volume above 2³¹', () => {
    const busy = encodeFrame([{ packet: { ...BLANK, token: 258, volume: 3_000_000_000 }, mode: 'quote' }]);
    expect(busy.readUInt32BE(4 + 16)).toBe(3_000_000_000);
  });

  it('puts packets of several kinds into one frame, each with its length', () => {
    const frame = encodeFrame([
      { packet: NIFTY, mode: 'full' },
      { packet: { ...BLANK, token: 258 }, mode: 'full' },
      { packet: NIFTY, mode: 'ltp' },
    ]);
    expect(frame.readInt16BE(0)).toBe(3);
    expect(frame.length).toBe(2 + (2 + 32) + (2 + 184) + (2 + 8));
    expect(frame.readInt16BE(2 + 34)).toBe(184);
  });

  it('knows the five packet sizes', () => {
    expect((['ltp', 'quote', 'full'] as const).map((mode) => packetSize(256265, mode))).toEqual([8, 28, 32]);
    expect((['ltp', 'quote', 'full'] as const).map((mode) => packetSize(258, mode))).toEqual([8, 44, 184]);
    expect(HEARTBEAT.length).toBe(1);
  });
});
