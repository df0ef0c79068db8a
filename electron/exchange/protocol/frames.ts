import type { Level } from '#shared/domain/matching/ladder';
import type { MarketQuote } from '../market/market';

export type Mode = 'ltp' | 'quote' | 'full';

const SIZES = { ltp: 8, indexQuote: 28, indexFull: 32, quote: 44, full: 184 } as const;
const DEPTH_AT = 64;
const LEVEL_SIZE = 12;

/** The low byte of a token names its segment; 9 holds the indices. */
function isIndexToken(token: number): boolean {
  return (token & 0xff) === 9;
}

export function packetSize(token: number, mode: Mode): number {
  if (mode === 'ltp') return SIZES.ltp;
  if (isIndexToken(token)) return mode === 'quote' ? SIZES.indexQuote : SIZES.indexFull;
  return SIZES[mode];
}

/** What a packet says. Prices in paise, quantities in units, times in whole Unix seconds (0 for none). */
export interface Packet {
  readonly token: number;
  readonly ltp: number;
  readonly lastQuantity: number;
  readonly average: number;
  readonly volume: number;
  readonly buyQuantity: number;
  readonly sellQuantity: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lastTradeTime: number;
  readonly oi: number;
  readonly oiHigh: number;
  readonly oiLow: number;
  readonly exchangeTime: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

function total(levels: readonly Level[]): number {
  return levels.reduce((sum, level) => sum + level.qty, 0);
}

/** The visible five levels stand for a book about eight times as deep (modelled). */
const HIDDEN_DEPTH = 8;

export function totalQuantity(levels: readonly Level[]): number {
  return HIDDEN_DEPTH * total(levels);
}

export function packetOf(quote: MarketQuote): Packet {
  const { tape, range, depth } = quote;
  return {
    token: quote.listing.token,
    ltp: tape.ltp,
    lastQuantity: tape.lastQuantity,
    average: range.average,
    volume: tape.volume,
    buyQuantity: totalQuantity(depth.bids),
    sellQuantity: totalQuantity(depth.asks),
    open: range.open,
    high: range.high,
    low: range.low,
    close: quote.close,
    lastTradeTime: Math.floor(tape.lastTradeAt / 1000),
    oi: tape.oi,
    oiHigh: range.oiHigh,
    oiLow: range.oiLow,
    exchangeTime: Math.floor(quote.at / 1000),
    bids: depth.bids,
    asks: depth.asks,
  };
}

function writeAll(view: DataView, at: number, values: readonly number[]): void {
  // Quantities use the whole 32 bits: a busy option's volume passes 2³¹ on an expiry day.
  values.forEach((value, index) => view.setUint32(at + 4 * index, value));
}

function writeLevels(view: DataView, at: number, levels: readonly Level[]): void {
  for (let index = 0; index < 5; index++) {
    const level = levels[index];
    const start = at + LEVEL_SIZE * index;
    view.setUint32(start, level?.qty ?? 0);
    view.setInt32(start + 4, level?.price ?? 0);
    view.setInt16(start + 8, level?.orders ?? 0);
    view.setInt16(start + 10, 0);
  }
}

function writeIndex(view: DataView, at: number, packet: Packet, mode: Mode): void {
  const { token, ltp, high, low, open, close } = packet;
  writeAll(view, at, [token, ltp, high, low, open, close]);
  view.setInt32(at + 24, ltp - close);
  if (mode === 'full') view.setUint32(at + 28, packet.exchangeTime);
}

function writeTradable(view: DataView, at: number, packet: Packet, mode: Mode): void {
  const { token, ltp, lastQuantity, average, volume, buyQuantity, sellQuantity, open, high, low, close } = packet;
  writeAll(view, at, [token, ltp, lastQuantity, average, volume, buyQuantity, sellQuantity, open, high, low, close]);
  if (mode !== 'full') return;
  writeAll(view, at + 44, [packet.lastTradeTime, packet.oi, packet.oiHigh, packet.oiLow, packet.exchangeTime]);
  writeLevels(view, at + DEPTH_AT, packet.bids);
  writeLevels(view, at + DEPTH_AT + 5 * LEVEL_SIZE, packet.asks);
}

/** One binary frame: int16 count, then for each packet int16 length and its bytes, all big-endian. */
export function encodeFrame(packets: readonly { readonly packet: Packet; readonly mode: Mode }[]): Buffer {
  const size = packets.reduce((sum, { packet, mode }) => sum + 2 + packetSize(packet.token, mode), 2);
  const frame = Buffer.alloc(size);
  const view = new DataView(frame.buffer, frame.byteOffset, size);
  view.setInt16(0, packets.length);
  let at = 2;
  for (const { packet, mode } of packets) {
    const length = packetSize(packet.token, mode);
    view.setInt16(at, length);
    at += 2;
    if (mode === 'ltp') writeAll(view, at, [packet.token, packet.ltp]);
    else if (isIndexToken(packet.token)) writeIndex(view, at, packet, mode);
    else writeTradable(view, at, packet, mode);
    at += length;
  }
  return frame;
}

/** Sent about every second when nothing else is. */
export const HEARTBEAT = Buffer.from([0]);
