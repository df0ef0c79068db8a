import type { Bar, BarInterval } from '#shared/domain/bars';
import {
  instrumentId,
  type Equity,
  type Future,
  type Index,
  type Instrument,
  type InstrumentId,
  type Option,
} from '#shared/domain/instrument';
import type { Quote } from '#shared/domain/quote';
import type { ClosedBar } from '#shared/domain/strategy';
import { istAt, type IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, qty, rupees, type EpochMs, type Paise } from '#shared/domain/units';

/** A small market for tests of strategies: a Monday, NIFTY with two expiries of options, one future and one share. */
export const DATE: IstDate = '2026-08-17';
export const EXPIRIES: readonly IstDate[] = ['2026-08-18', '2026-08-25'];
export const LOT = 65;

export const NIFTY = spotOf('NIFTY');
export const NIFTY_FUTURE = instrumentId('NFO', 'NIFTY26AUGFUT');
export const RELIANCE = instrumentId('NSE', 'RELIANCE');

const STEP = 50;
const LOWEST = 23_500;
const HIGHEST = 25_000;
/** Strikes in rupees. */
const STRIKES = Array.from({ length: (HIGHEST - LOWEST) / STEP + 1 }, (_, index) => LOWEST + index * STEP);

export function ist(clock: string): EpochMs {
  return istAt(DATE, clock);
}

/** The id of a NIFTY option; strike in rupees. */
export function optionId(strike: number, right: 'CE' | 'PE', expiry = EXPIRIES[0] ?? ''): InstrumentId {
  return instrumentId('NFO', `NIFTY${expiry.slice(2).replaceAll('-', '')}${strike}${right}`);
}

export const INSTRUMENTS: readonly Instrument[] = [
  { kind: 'index', ...listed(NIFTY, 1, 0, 1) } satisfies Index,
  { kind: 'equity', ...listed(RELIANCE, 2, 5, 1) } satisfies Equity,
  { kind: 'future', ...listed(NIFTY_FUTURE, 3, 10, LOT), underlying: 'NIFTY', expiry: '2026-08-25' } satisfies Future,
  ...EXPIRIES.flatMap((expiry, row) =>
    STRIKES.flatMap((strike, column) => pair(expiry, strike, 100 + row * 1_000 + column * 2)),
  ),
];

function pair(expiry: IstDate, strike: number, token: number): readonly Option[] {
  return (['CE', 'PE'] as const).map((right, index) => ({
    kind: 'option',
    ...listed(optionId(strike, right, expiry), token + index, 5, LOT),
    underlying: 'NIFTY',
    expiry,
    strike: rupees(strike),
    right,
  }));
}

function listed(id: InstrumentId, token: number, tickSize: number, lotSize: number) {
  const [exchange, symbol] = id.split(':');
  return {
    id,
    // Every id above is of one of the two exchanges.
    exchange: exchange as 'NSE' | 'NFO',
    symbol: symbol ?? '',
    token,
    // Paise; zero for the index.
    tickSize: tickSize as Paise,
    lotSize: qty(lotSize),
  };
}

/** A quote at a price in rupees, with a tick of spread either side. */
export function quote(id: InstrumentId, price: number, at: EpochMs, change: Partial<Quote> = {}): Quote {
  const ltp = nearestPaise(price * 100);
  return {
    id,
    ltp,
    open: ltp,
    high: ltp,
    low: ltp,
    close: ltp,
    volume: qty(0),
    oi: qty(0),
    oiReference: qty(0),
    bid: nearestPaise(Math.max(ltp - 5, 5)),
    ask: nearestPaise(ltp + 5),
    bidQty: qty(LOT * 10),
    askQty: qty(LOT * 10),
    exchangeAt: at,
    receivedAt: at,
    ...change,
  };
}

export interface ChainAt {
  readonly forward: number;
  /** Premium of both sides at the forward, in rupees; it falls by half every 200 points away. */
  readonly timeValue: number;
  readonly expiry?: IstDate;
}

/** Quotes of a whole chain that keeps put-call parity around the forward. */
export function chainQuotes(
  { forward, timeValue, expiry = EXPIRIES[0] ?? '' }: ChainAt,
  at: EpochMs,
): readonly Quote[] {
  return STRIKES.flatMap((strike) => {
    const extra = toTickOf(timeValue * 0.5 ** (Math.abs(strike - forward) / 200));
    return [
      quote(optionId(strike, 'CE', expiry), Math.max(forward - strike, 0) + extra, at),
      quote(optionId(strike, 'PE', expiry), Math.max(strike - forward, 0) + extra, at),
    ];
  });
}

function toTickOf(price: number): number {
  return Math.max(Math.round(price * 20) / 20, 0.05);
}

/** Prices of a bar in rupees; what is left out is the close. */
export interface BarAt {
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly close: number;
  readonly volume?: number;
  readonly oi?: number;
}

export function bar(startAt: EpochMs, { open, high, low, close, volume = 0, oi }: BarAt): Bar {
  return {
    startAt,
    open: rupees(open ?? close),
    high: rupees(high ?? Math.max(open ?? close, close)),
    low: rupees(low ?? Math.min(open ?? close, close)),
    close: rupees(close),
    volume: qty(volume),
    oi: oi === undefined ? null : qty(oi),
  };
}

export function closedBar(instrument: InstrumentId, interval: BarInterval, bar: Bar): ClosedBar {
  return { ...bar, instrument, interval };
}
