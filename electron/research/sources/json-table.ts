import { z } from 'zod';
import { messageOf } from '#shared/domain/result';
import { istDate } from '#shared/domain/time';
import { SourceError } from './source-error';
import { valueTable, type Cell, type Table } from './table';

const price = z.number();
const side = z.object({
  underlying: z.string(),
  openInterest: z.number(),
  changeinOpenInterest: z.number(),
  totalTradedVolume: z.number(),
  lastPrice: price,
  bidprice: price.default(0),
  askPrice: price.default(0),
});
const strikeRow = z.object({
  strikePrice: price,
  expiryDate: z.string(),
  CE: side.optional(),
  PE: side.optional(),
});
/** What nseindia.com answers to option-chain-indices and option-chain-equities. */
const nseChain = z.object({
  records: z.object({ timestamp: z.string(), underlyingValue: price, data: z.array(strikeRow) }),
});
/** What Kite answers to instruments/historical; rows are [time, open, high, low, close, volume, oi?]. */
const kiteCandles = z.object({
  data: z.object({ candles: z.array(z.array(z.union([z.string(), z.number()])).min(5)) }),
});

const CANDLE_COLUMNS = ['timestamp', 'open', 'high', 'low', 'close', 'volume', 'oi'];
/** Reads an answer of Kite's history or NSE's option chain as the table that it is. Throws SourceError. */
export function jsonTable(path: string, text: string): Table {
  const value = parse(path, text);
  const candles = kiteCandles.safeParse(value);
  if (candles.success) return candleTable(path, candles.data.data.candles);
  const chain = nseChain.safeParse(value);
  if (chain.success) return chainTable(path, chain.data.records);
  const isChain = typeof value === 'object' && value !== null && 'records' in value;
  const why = isChain ? z.prettifyError(chain.error) : 'expected {"data":{"candles":[…]}} or {"records":{"data":[…]}}';
  throw new SourceError(path, [`is neither Kite's candles nor NSE's option chain: ${why}`]);
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(path, [`is no JSON: ${messageOf(error)}`]);
  }
}

function candleTable(path: string, candles: readonly (readonly (string | number)[])[]): Table {
  const width = Math.max(...candles.map((candle) => candle.length), 5);
  return valueTable(path, CANDLE_COLUMNS.slice(0, width), candles, 'candle');
}

function chainTable(path: string, records: z.infer<typeof nseChain>['records']): Table {
  const { timestamp, underlyingValue, data } = records;
  const quotes = data.flatMap(({ strikePrice, expiryDate, CE, PE }) => [
    ...(CE ? [{ ...CE, strikePrice, expiryDate, right: 'CE' }] : []),
    ...(PE ? [{ ...PE, strikePrice, expiryDate, right: 'PE' }] : []),
  ]);
  const at = stampOf(timestamp);
  const columns: { readonly [name: string]: (quote: (typeof quotes)[number]) => Cell } = {
    timestamp: () => at,
    underlying: (quote) => quote.underlying,
    spot: () => underlyingValue,
    expiry: (quote) => dateOf(quote.expiryDate),
    strike: (quote) => quote.strikePrice,
    option_type: (quote) => quote.right,
    ltp: (quote) => quote.lastPrice,
    bid: (quote) => quote.bidprice,
    ask: (quote) => quote.askPrice,
    volume: (quote) => quote.totalTradedVolume,
    oi: (quote) => quote.openInterest,
    oi_change: (quote) => quote.changeinOpenInterest,
  };
  const rows = quotes.map((quote) => Object.values(columns).map((cellOf) => cellOf(quote)));
  return valueTable(path, Object.keys(columns), rows, 'quote');
}

/** NSE writes '20-Apr-2022 11:21:50'. */
function stampOf(text: string): string {
  const [date = '', clock = ''] = text.split(' ');
  return `${dateOf(date)}T${clock}`;
}

/** '28-Apr-2022' as '2022-04-28'; what is no date stays as it is, for the reader of the table to name. */
function dateOf(text: string): string {
  const midnight = Date.parse(`${text} 00:00:00 GMT+05:30`);
  return Number.isNaN(midnight) ? text : istDate(midnight);
}
