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

export type Row = Readonly<Record<string, string>>;

export function fixture(name: string): string {
  return `electron/research/fixtures/${name}`;
}

/** Rows of a fixture by its header's columns. */
export function rowsIn(name: string): Row[] {
  const [header = '', ...lines] = gunzipSync(readFileSync(fixture(name)))
    .toString()
    .trim()
    .split('\n');
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index] ?? '', cell])));
}

export function candlesIn(name: string): Candle[] {
  return rowsIn(name).map(candleOf);
}

/** Prices in paise. */
export function candleOf({ timestamp = '', open, high, low, close, volume }: Row): Candle {
  return {
    date: timestamp.slice(0, 10),
    minute: secondOf(timestamp) / 60,
    open: paise(open),
    high: paise(high),
    low: paise(low),
    close: paise(close),
    volume: Number(volume ?? 0),
  };
}

/** Second of the day of '2024-01-01T09:15:00+05:30'. */
export function secondOf(timestamp: string): number {
  const [h = 0, m = 0, s = 0] = timestamp.slice(11, 19).split(':').map(Number);
  return h * 3600 + m * 60 + s;
}

export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
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

type Kind = 'option' | 'future' | 'share';

/** Rates in per cent of the turnover, from a date on; the exchange's with what goes to investor protection. */
const RATES: Readonly<Record<Kind, readonly (readonly [from: string, tax: number, exchange: number])[]>> = {
  option: [
    ['2000-01-01', 0.05, 0.053],
    ['2023-04-01', 0.0625, 0.0505],
    ['2024-04-01', 0.0625, 0.05],
    ['2024-10-01', 0.1, 0.03553],
    ['2026-04-01', 0.15, 0.03553],
  ],
  future: [
    ['2000-01-01', 0.01, 0.0019],
    ['2023-04-01', 0.0125, 0.002],
    ['2024-04-01', 0.0125, 0.00193],
    ['2024-10-01', 0.02, 0.00183],
    ['2026-04-01', 0.05, 0.00183],
  ],
  share: [['2024-10-01', 0.025, 0.00307]],
};
const STAMPS: Readonly<Record<Kind, number>> = { option: 0.003, future: 0.002, share: 0.003 };

/** One executed order: ₹20 at most; tax on the sale, stamp duty on the purchase; ₹10 a crore to SEBI; 18 % on the fees. */
export function chargesOf(kind: Kind, date: string, side: 'buy' | 'sell', turnover: number): number {
  const [, percentOfTax = 0, percentOfExchange = 0] = RATES[kind].findLast(([from]) => from <= date) ?? [];
  const share = (percent: number) => (turnover * Math.round(percent * 1e7)) / 1e9;
  const brokerage = kind === 'option' ? 2_000 : Math.min(share(0.03), 2_000);
  const [exchange, sebi] = [share(percentOfExchange), share(0.0001)];
  const tax = side === 'sell' ? share(percentOfTax) : 0;
  const stamp = side === 'buy' ? share(STAMPS[kind]) : 0;
  const gst = ((brokerage + exchange + sebi) * 18) / 100;
  return [brokerage, tax, exchange, sebi, stamp, gst].reduce((sum, item) => sum + Math.round(item), 0);
}

export function clockOf(second: number): string {
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${part(second / 3600)}:${part((second / 60) % 60)}:${part(second % 60)}`;
}
