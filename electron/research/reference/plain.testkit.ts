/**
 * The other half of the proof: what strategies should have done, worked out from the files with arrays and numbers alone. Nothing
 * here or in the tests that use it shares code with the program: not its types, its units, its clock nor its charges.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface Candle {
  readonly date: string;
  /** Minutes since midnight at which it begins. */
  readonly minute: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export function fixture(name: string): string {
  return `electron/research/fixtures/${name}`;
}

export function rowsOf(name: string): Record<string, string>[] {
  const [header = '', ...lines] = gunzipSync(readFileSync(fixture(name)))
    .toString()
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', cell])));
}

/** Prices in paise. */
export function minutesOf(name: string): Candle[] {
  return rowsOf(name).map(({ timestamp = '', open, high, low, close, volume }) => ({
    date: timestamp.slice(0, 10),
    minute: Number(timestamp.slice(11, 13)) * 60 + Number(timestamp.slice(14, 16)),
    open: paise(open),
    high: paise(high),
    low: paise(low),
    close: paise(close),
    volume: Number(volume ?? 0),
  }));
}

export function paise(rupees: string | undefined): number {
  return Math.round(Number(rupees) * 100);
}

/** Candles of `length` minutes from 09:15 on. */
export function joined(minutes: readonly Candle[], length: number): Candle[] {
  const groups = new Map<number, Candle[]>();
  for (const candle of minutes) {
    const start = 555 + Math.floor((candle.minute - 555) / length) * length;
    groups.set(start, [...(groups.get(start) ?? []), candle]);
  }
  return [...groups].map(([minute, group]) => {
    const prices = group.flatMap(({ open, high, low, close }) => [open, high, low, close]);
    return {
      date: group[0]?.date ?? '',
      minute,
      open: group[0]?.open ?? 0,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: group.at(-1)?.close ?? 0,
      volume: group.reduce((sum, { volume }) => sum + volume, 0),
    };
  });
}

/** The four prices of a minute with the second of the day of each: the extreme nearer to the open comes first. */
export function pathOf({
  minute,
  open,
  high,
  low,
  close,
}: Candle): { second: number; price: number; isOpen: boolean }[] {
  const [first, then] = high - open < open - low ? [high, low] : [low, high];
  const start = minute * 60;
  return [
    { second: start, price: open, isOpen: true },
    { second: start + 20, price: first, isOpen: false },
    { second: start + 40, price: then, isOpen: false },
    { second: start + 59, price: close, isOpen: false },
  ];
}

/** What a buy pays and a sale gets: the last price, a hundredth of a per cent and at least a tick away, on the tick. */
export function fillOf(side: 'buy' | 'sell', price: number, tick: number, share = 0.0001): number {
  const away = Math.max(Math.round(price * share), tick);
  return side === 'buy' ? Math.ceil((price + away) / tick) * tick : Math.floor((price - away) / tick) * tick;
}

/** Rates in per cent. */
export interface Rates {
  readonly brokerageShare: number;
  readonly stt: number;
  readonly exchange: number;
  readonly stamp: number;
}

/** NIFTY futures in January 2024: exchange charge 0.0019 with 0.0001 for investor protection. */
export const FUTURE_2024: Rates = { brokerageShare: 0.03, stt: 0.0125, exchange: 0.002, stamp: 0.002 };
/** Shares within the day in May 2026: 0.0030699 and 0.0000001. */
export const SHARE_2026: Rates = { brokerageShare: 0.03, stt: 0.025, exchange: 0.00307, stamp: 0.003 };
/** NSE index options: until February 2026 0.03503 and 0.0005; since March 0.03552 and 0.00001; the tax rose in April. */
export const OPTION_EARLY_2026: Rates = { brokerageShare: Infinity, stt: 0.1, exchange: 0.03553, stamp: 0.003 };
export const OPTION_AUGUST_2026: Rates = { brokerageShare: Infinity, stt: 0.15, exchange: 0.03553, stamp: 0.003 };

/** One executed order: ₹20 at most; tax on the sale, stamp duty on the purchase; ₹10 a crore to SEBI; 18 % on the fees. */
export function chargesOf(side: 'buy' | 'sell', turnover: number, rates: Rates): number {
  const share = (percent: number) => (turnover * Math.round(percent * 1e7)) / 1e9;
  const brokerage = rates.brokerageShare === Infinity ? 2_000 : Math.min(share(rates.brokerageShare), 2_000);
  const [exchange, sebi] = [share(rates.exchange), share(0.0001)];
  const tax = side === 'sell' ? share(rates.stt) : 0;
  const stamp = side === 'buy' ? share(rates.stamp) : 0;
  const gst = ((brokerage + exchange + sebi) * 18) / 100;
  return [brokerage, tax, exchange, sebi, stamp, gst].reduce((sum, item) => sum + Math.round(item), 0);
}

export interface PlainTrade {
  readonly date: string;
  readonly side: 'buy' | 'sell';
  readonly enteredAt: string;
  readonly entry: number;
  readonly leftAt: string;
  readonly exit: number;
  readonly why: 'stop' | 'target' | 'square-off' | 'cross';
  readonly gross: number;
  readonly net: number;
}

export function clockOf(second: number): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${part(second / 3600)}:${part((second / 60) % 60)}:${part(second % 60)}`;
}

/** A position of one leg in the making. */
export interface Open {
  readonly side: 'buy' | 'sell';
  readonly second: number;
  readonly entry: number;
}

export interface Terms {
  readonly date: string;
  readonly units: number;
  readonly tick: number;
  readonly rates: Rates;
}

interface Leaving {
  /** Second of the day. */
  readonly at: number;
  readonly price: number;
  readonly why: PlainTrade['why'];
}

export function leave({ side, second, entry }: Open, { at, price, why }: Leaving, terms: Terms): PlainTrade {
  const other = side === 'buy' ? 'sell' : 'buy';
  const exit = fillOf(other, price, terms.tick);
  const gross = (side === 'buy' ? exit - entry : entry - exit) * terms.units;
  const charges = chargesOf(side, entry * terms.units, terms.rates) + chargesOf(other, exit * terms.units, terms.rates);
  return {
    date: terms.date,
    side,
    enteredAt: clockOf(second),
    entry,
    leftAt: clockOf(at),
    exit,
    why,
    gross,
    net: gross - charges,
  };
}
