import { z } from 'zod';
import type { Bar, BarInterval } from '#shared/domain/bars';
import type { Catalogue } from '#shared/domain/catalogue';
import { DAY, istStamp, SECOND } from '#shared/domain/time';
import { nearestPaise, qty, type EpochMs } from '#shared/domain/units';
import type { History } from '#shared/ports/history';
import { KiteError } from './kite-error';
import type { Rest } from './rest';

/** Kite's name of an interval and the longest span of one request, as of 2026-11. */
const INTERVALS = {
  '1m': { word: 'minute', days: 60 },
  '3m': { word: '3minute', days: 100 },
  '5m': { word: '5minute', days: 100 },
  '10m': { word: '10minute', days: 100 },
  '15m': { word: '15minute', days: 200 },
  '30m': { word: '30minute', days: 200 },
  '60m': { word: '60minute', days: 400 },
  '1d': { word: 'day', days: 2000 },
} as const satisfies Record<BarInterval, { readonly word: string; readonly days: number }>;

export function createHistory(rest: Rest, catalogue: Catalogue): History {
  return {
    bars: async (id, interval, from, to) => {
      const instrument = catalogue.get(id);
      if (!instrument)
        throw new KiteError('refused', `${id} is not in today's instruments, so Kite has no candles of it`);
      const hasOi = instrument.kind === 'future' || instrument.kind === 'option';
      const { word, days } = INTERVALS[interval];
      const bars: Bar[] = [];
      for (const span of spans(from, to, days)) {
        const [start, end] = [istStamp(span.from), istStamp(span.to)];
        const reply = await rest.read('history', (client) =>
          client.getHistoricalData(instrument.token, word, start, end, false, hasOi),
        );
        for (const bar of readCandles(reply, hasOi)) {
          // Both ends are whole seconds on the wire, and what is asked twice must not come twice.
          if (bar.startAt >= from && bar.startAt <= to && bar.startAt > (bars.at(-1)?.startAt ?? -Infinity))
            bars.push(bar);
        }
      }
      return bars;
    },
  };
}

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Cuts [from, to] into stretches of at most `days`, ascending; both ends of each belong to it, to the second. */
export function spans(from: EpochMs, to: EpochMs, days: number): Span[] {
  const parts: Span[] = [];
  for (let start = from; start <= to; start += days * DAY) {
    parts.push({ from: start, to: Math.min(to, start + days * DAY - SECOND) });
  }
  return parts;
}

const rupees = z.number();
const candle = z
  .tuple([z.string(), rupees, rupees, rupees, rupees, z.int()])
  .rest(z.unknown())
  .transform(([startAt, open, high, low, close, volume, oi]) => ({ startAt, open, high, low, close, volume, oi }));
const candles = z.object({ candles: z.array(candle) });

/** Rows are `["2026-11-20T09:15:00+0530", open, high, low, close, volume, oi?]`. */
export function readCandles(data: unknown, hasOi: boolean): Bar[] {
  const parsed = candles.safeParse(data);
  if (!parsed.success) throw new KiteError('lost', 'Kite sent candles that cannot be read');
  return parsed.data.candles.map((row) => ({
    startAt: Date.parse(row.startAt),
    open: nearestPaise(row.open * 100),
    high: nearestPaise(row.high * 100),
    low: nearestPaise(row.low * 100),
    close: nearestPaise(row.close * 100),
    volume: qty(row.volume),
    oi: hasOi ? qty(typeof row.oi === 'number' ? row.oi : 0) : null,
  }));
}
