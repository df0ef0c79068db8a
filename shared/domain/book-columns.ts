import { DAY, HOUR, IST_OFFSET, MINUTE } from './time';
import type { EpochMs } from './units';

/** Levels a side. */
export const DEPTH = 5;

/**
 * The market by slot: one column a field, prices in paise, quantities in units, times in epoch milliseconds.
 * Feeds write as the functions below allow, which hold the rules of what a packet may do to the book.
 */
export interface BookColumns {
  readonly ltp: Int32Array;
  readonly open: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** The previous session's. */
  readonly close: Int32Array;
  readonly averagePrice: Int32Array;
  readonly lastQty: Uint32Array;
  readonly volume: Uint32Array;
  /** Total quantity waiting on either side, beyond the visible depth. */
  readonly buyQty: Uint32Array;
  readonly sellQty: Uint32Array;
  readonly oi: Uint32Array;
  readonly oiHigh: Uint32Array;
  readonly oiLow: Uint32Array;
  /** −1 while not known. */
  readonly oiReference: Float64Array;
  readonly exchangeAt: Float64Array;
  readonly lastTradeAt: Float64Array;
  readonly receivedAt: Float64Array;
  /** At `slot × 10`: five bids, then five offers, best first. An empty level is zero or, for a price, below. */
  readonly depthQty: Uint32Array;
  readonly depthPrice: Int32Array;
  readonly depthOrders: Uint16Array;
}

export function createColumns(capacity: number): BookColumns {
  const prices = () => new Int32Array(capacity);
  const quantities = () => new Uint32Array(capacity);
  const times = () => new Float64Array(capacity);
  return {
    ltp: prices(),
    open: prices(),
    high: prices(),
    low: prices(),
    close: prices(),
    averagePrice: prices(),
    lastQty: quantities(),
    volume: quantities(),
    buyQty: quantities(),
    sellQty: quantities(),
    oi: quantities(),
    oiHigh: quantities(),
    oiLow: quantities(),
    oiReference: new Float64Array(capacity).fill(-1),
    exchangeAt: times(),
    lastTradeAt: times(),
    receivedAt: times(),
    depthQty: new Uint32Array(capacity * 2 * DEPTH),
    depthPrice: new Int32Array(capacity * 2 * DEPTH),
    depthOrders: new Uint16Array(capacity * 2 * DEPTH),
  };
}

/** ₹1 crore: above any price of these exchanges, below what a corrupted packet shows. */
const HIGHEST_PRICE = 1_000_000_000;
/** Index values are halted at 20 % a day and the volatility index has never tripled, so such a step is no price. */
const WILDEST_INDEX_MOVE = 3;
/** More than a correction of the machine's clock: the demo's day was set back, or begun again. */
const SET_BACK = MINUTE;
/** A stamp further ahead of our clock would make every true packet after it look old. */
const FURTHEST_AHEAD = HOUR;

/** Zero, negative and impossible prices leave the previous one. What options may do in a day has no bound worth stating. */
export function isPrice(price: number): boolean {
  return price > 0 && price <= HIGHEST_PRICE;
}

/** An index is compared with its previous close as well, where that is known. */
export function isIndexPrice(price: number, close: number): boolean {
  return isPrice(price) && !isWild(price, close);
}

function isWild(price: number, close: number): boolean {
  return close > 0 && (price > close * WILDEST_INDEX_MOVE || price * WILDEST_INDEX_MOVE < close);
}

/**
 * Takes the exchange's stamp; false means that the book already knows a later state, and the packet is to be dropped
 * whole. An equal stamp is news: stamps count seconds, packets come faster. A packet without a stamp, or with an impossible
 * one, is believed, since one socket keeps its order; it leaves the stamp alone. The first stamp of a later day starts
 * volume anew and makes the last open interest the reference. Where our own clock went back too, the earlier stamp is the truth.
 */
export function takeStamp(columns: BookColumns, slot: number, at: EpochMs, receivedAt: EpochMs): boolean {
  if (at > 0 && at <= receivedAt + FURTHEST_AHEAD) {
    const before = columns.exchangeAt[slot] ?? 0;
    if (at < before) {
      if (receivedAt > (columns.receivedAt[slot] ?? 0) - SET_BACK) return false;
      columns.volume[slot] = 0;
    }
    // Sessions lie hours apart, so the division is spared where packets follow each other.
    if (at - before > HOUR && dayNumber(at) !== dayNumber(before)) startDay(columns, slot, before);
    columns.exchangeAt[slot] = at;
  }
  columns.receivedAt[slot] = receivedAt;
  return true;
}

function startDay(columns: BookColumns, slot: number, before: EpochMs): void {
  columns.volume[slot] = 0;
  if (before > 0) columns.oiReference[slot] = columns.oi[slot] ?? 0;
}

function dayNumber(at: EpochMs): number {
  return Math.floor((at + IST_OFFSET) / DAY);
}

/** Takes the day's volume of a stamped packet: within a day it never falls, whatever a late packet says. */
export function takeVolume(columns: BookColumns, slot: number, volume: number): void {
  if (volume > (columns.volume[slot] ?? 0)) columns.volume[slot] = volume;
}

/** Takes the open interest; the first one seen is the reference until candles tell a better one. */
export function takeOi(columns: BookColumns, slot: number, oi: number): void {
  columns.oi[slot] = oi;
  if ((columns.oiReference[slot] ?? 0) < 0) columns.oiReference[slot] = oi;
}

/** Empties both sides, where there is anything: an old bid is worse than none. */
export function clearDepth(columns: BookColumns, slot: number): void {
  const from = slot * 2 * DEPTH;
  if (columns.depthPrice[from] !== 0 || columns.depthPrice[from + DEPTH] !== 0) emptyLevels(columns, from);
}

function emptyLevels({ depthPrice, depthQty, depthOrders }: BookColumns, from: number): void {
  depthPrice.fill(0, from, from + 2 * DEPTH);
  depthQty.fill(0, from, from + 2 * DEPTH);
  depthOrders.fill(0, from, from + 2 * DEPTH);
}
