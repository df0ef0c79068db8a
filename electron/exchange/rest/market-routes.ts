import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { err, ok, type Result } from '#shared/domain/result';
import { istAt, istStamp, DAY } from '#shared/domain/time';
import type { ExchangeContext } from '../context';
import { circuitLimits } from '../market/bands';
import { candlesOf, INTERVALS, type Candle } from '../market/candles';
import type { MarketQuote } from '../market/market';
import { inRupees } from '../protocol/order-json';
import { ltpJson, ohlcJson, quoteJson } from '../protocol/quote-json';
import { inputRefusal, type Refusal } from '../protocol/refusal';
import type { Venue } from '../venue';
import { fields, list, refuse, success } from './answers';

const MOST_QUOTES = 500;
const MOST_PRICES = 1000;

/** Days one request may span, by interval in minutes. */
const MOST_DAYS: Readonly<Record<number, number>> = {
  1: 60,
  3: 100,
  5: 100,
  10: 100,
  15: 200,
  30: 200,
  60: 400,
  1440: 2000,
};

/** 'EXCHANGE:SYMBOL' or a token; unknown ones are absent from the answer, as at Kite. */
function quotes(venue: Venue, keys: readonly string[], json: (quote: MarketQuote) => unknown): Record<string, unknown> {
  const at = venue.catchUp();
  const out: Record<string, unknown> = {};
  for (const key of keys) {
    const token = /^\d+$/.test(key) ? Number(key) : venue.market.listing(key)?.token;
    const quote = token === undefined ? null : venue.market.quote(token, at);
    if (quote) out[key] = json(quote);
  }
  return out;
}

function instant(text: string | undefined): number | null {
  const [, date, clock = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ +T](\d\d:\d\d:\d\d))?$/.exec(text ?? '') ?? [];
  if (date === undefined) return null;
  try {
    return istAt(date, clock);
  } catch {
    // A date such as 2026-13-40 has the right shape but does not exist.
    return null;
  }
}

function row(candle: Candle, withOi: boolean): unknown[] {
  const [date, clock] = istStamp(candle.startAt).split(' ');
  const prices = [candle.open, candle.high, candle.low, candle.close].map(inRupees);
  return [`${date}T${clock}+0530`, ...prices, candle.volume, ...(withOi ? [candle.oi] : [])];
}

function history(
  venue: Venue,
  token: string,
  interval: string,
  query: Record<string, string | undefined>,
): Result<unknown, Refusal> {
  const minutes = Object.hasOwn(INTERVALS, interval) ? INTERVALS[interval] : undefined;
  if (minutes === undefined) return err(inputRefusal('Invalid `interval`.'));
  const known = venue.market.listings.some((listing) => String(listing.token) === token);
  if (!known) return err(inputRefusal('invalid token'));
  const [from, to] = [instant(query['from']), instant(query['to'])];
  if (from === null || to === null) return err(inputRefusal('Invalid `from` or `to` date.'));
  if (from > to) return err(inputRefusal('Invalid from date: `from` is after `to`.'));
  const most = MOST_DAYS[minutes] ?? 0;
  if (to - from > most * DAY) return err(inputRefusal(`interval exceeds max limit: ${most} days`));
  const candles = candlesOf(venue.market, Number(token), { minutes, from, to, now: venue.catchUp() });
  return ok({ candles: candles.map((candle) => row(candle, query['oi'] === '1')) });
}

/** The rows of one exchange, or all. */
function dumpOf(csv: string, exchange: string): string {
  if (exchange === '') return csv;
  const [header = '', ...rows] = csv.split('\r\n');
  return [header, ...rows.filter((line) => line.endsWith(`,${exchange}`)), ''].join('\r\n');
}

export function marketRoutes(app: FastifyInstance, context: ExchangeContext): void {
  const dumps = new WeakMap<Venue, Map<string, Buffer>>();
  const dump = (exchange: string): Buffer => {
    const venue = context.venue();
    const known = dumps.get(venue) ?? new Map<string, Buffer>();
    dumps.set(venue, known);
    const made = known.get(exchange) ?? gzipSync(dumpOf(venue.market.day.instrumentsCsv, exchange));
    known.set(exchange, made);
    return made;
  };

  app.get<{ Params: { exchange?: string } }>('/instruments/:exchange?', async (request, reply) => {
    const csv = dump(request.params.exchange ?? '');
    // Exactly text/csv: with a charset the client hands the text over unparsed.
    return reply.header('content-type', 'text/csv').header('content-encoding', 'gzip').send(csv);
  });

  const prices = (path: string, most: number, json: (quote: MarketQuote) => unknown) =>
    app.get(path, async (request, reply) => {
      const keys = list(request.query, 'i');
      if (keys.length > most)
        return refuse(reply, inputRefusal(`Only up to ${most} instruments are allowed in a request.`));
      return reply.send(success(quotes(context.venue(), keys, json)));
    });
  prices('/quote', MOST_QUOTES, (quote) => quoteJson(quote, circuitLimits(context.venue().market, quote.listing)));
  prices('/quote/ohlc', MOST_PRICES, ohlcJson);
  prices('/quote/ltp', MOST_PRICES, ltpJson);

  app.get<{ Params: { token: string; interval: string } }>(
    '/instruments/historical/:token/:interval',
    async (request, reply) => {
      const { token, interval } = request.params;
      const result = history(context.venue(), token, interval, fields(request.query));
      return result.ok ? reply.send(success(result.value)) : refuse(reply, result.error);
    },
  );
}
