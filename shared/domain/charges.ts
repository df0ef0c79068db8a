import { CHARGES } from './charges-data';
import type { ChargeItem, ChargeRow, ChargeSegment } from './charges-data';
import type { Exchange, Side } from './instrument';
import type { IstDate } from './time';
import { nearestPaise, paise } from './units';
import type { Paise, Qty } from './units';

export type { ChargeSegment } from './charges-data';

/** What was traded, where and when: enough to know the rates. */
export interface ChargeTerms {
  readonly segment: ChargeSegment;
  readonly exchange: Exchange;
  readonly date: IstDate;
  readonly side: Side;
  /** Executed orders the turnover belongs to: the fills of one order pay one brokerage. */
  readonly orders: number;
}

export interface ChargedTrade extends ChargeTerms {
  /** A premium for an option. */
  readonly price: Paise;
  /** Units, unsigned. */
  readonly qty: Qty;
}

/** `total` is the sum of the others, to the paisa. */
export interface Charges {
  readonly brokerage: Paise;
  readonly stt: Paise;
  /** The exchange's transaction charge with its investor protection fund. */
  readonly exchange: Paise;
  readonly sebi: Paise;
  readonly stamp: Paise;
  readonly gst: Paise;
  readonly total: Paise;
}

/**
 * What the broker, the exchange and the state take of a trade. Each item is rounded to the nearest paisa, halves
 * up, and GST is taken on the fees before rounding, as the broker's order-wise estimate does; the contract note
 * rounds the day's STT and stamp duty to whole rupees, so a day may differ from it by a rupee.
 */
export function chargesFor(trade: ChargedTrade): Charges {
  return chargesOnTurnover(trade, paise(trade.price * trade.qty));
}

/** As `chargesFor`, for orders that filled at several prices: `turnover` is the sum of price × quantity. */
export function chargesOnTurnover(terms: ChargeTerms, turnover: Paise): Charges {
  return chargesAtRates(ratesOn(terms), turnover, terms.orders);
}

/**
 * The rates of one kind of trade on one day, in parts per billion, so that a
 * published rate is a whole number and half a paisa is exactly half a paisa; the cap is in paise an order.
 */
type ChargeRates = Readonly<Record<Exclude<ChargeItem, 'exercise-stt'>, number>>;

const BILLION = 1e9;

/** Rates that were looked up before; a day's orders ask for the same few. */
const known = new Map<string, ChargeRates>();

function ratesOn(terms: Omit<ChargeTerms, 'orders'>): ChargeRates {
  const key = `${terms.date} ${terms.segment} ${terms.exchange} ${terms.side}`;
  const before = known.get(key);
  if (before) return before;
  const rates = findRates(terms);
  known.set(key, rates);
  return rates;
}

function findRates(terms: Omit<ChargeTerms, 'orders'>): ChargeRates {
  return {
    brokerage: partsPerBillion('brokerage', terms),
    'brokerage-cap': Math.round(valueOn('brokerage-cap', terms) * 100),
    stt: partsPerBillion('stt', terms),
    exchange: partsPerBillion('exchange', terms),
    ipft: partsPerBillion('ipft', terms),
    sebi: partsPerBillion('sebi', terms),
    stamp: partsPerBillion('stamp', terms),
    gst: partsPerBillion('gst', terms),
  };
}

function chargesAtRates(rates: ChargeRates, turnover: Paise, orders: number): Charges {
  const share = (parts: number) => (turnover * parts) / BILLION;
  const brokerage = turnover > 0 ? Math.min(share(rates.brokerage), rates['brokerage-cap'] * orders) : 0;
  const exchange = share(rates.exchange + rates.ipft);
  const sebi = share(rates.sebi);
  const gst = ((brokerage + exchange + sebi) * rates.gst) / BILLION;
  return totalled({ brokerage, stt: share(rates.stt), exchange, sebi, stamp: share(rates.stamp), gst });
}

/** Securities transaction tax when a long option is exercised at expiry: on what it pays, whoever bought it when. */
export function exerciseTax(date: IstDate, intrinsic: Paise, qty: Qty): Paise {
  const terms = { segment: 'index-option', exchange: 'NFO', date, side: 'sell' } as const;
  return nearestPaise((intrinsic * qty * partsPerBillion('exercise-stt', terms)) / BILLION);
}

function totalled(exact: Readonly<Record<Exclude<keyof Charges, 'total'>, number>>): Charges {
  const brokerage = nearestPaise(exact.brokerage);
  const stt = nearestPaise(exact.stt);
  const exchange = nearestPaise(exact.exchange);
  const sebi = nearestPaise(exact.sebi);
  const stamp = nearestPaise(exact.stamp);
  const gst = nearestPaise(exact.gst);
  const total = paise(brokerage + stt + exchange + sebi + stamp + gst);
  return { brokerage, stt, exchange, sebi, stamp, gst, total };
}

function partsPerBillion(item: ChargeItem, terms: Omit<ChargeTerms, 'orders'>): number {
  return Math.round((valueOn(item, terms) * BILLION) / 100);
}

/** The value in force, 0 where the item does not apply to this side, segment or exchange. */
function valueOn(item: ChargeItem, terms: Omit<ChargeTerms, 'orders'>): number {
  return CHARGES.findLast((row) => row.item === item && row.from <= terms.date && covers(row, terms))?.value ?? 0;
}

function covers(row: ChargeRow, { segment, exchange, side }: Omit<ChargeTerms, 'orders'>): boolean {
  const house = exchange === 'NSE' || exchange === 'NFO' ? 'NSE' : 'BSE';
  return (row.segment ?? segment) === segment && (row.exchange ?? house) === house && (row.side ?? side) === side;
}
