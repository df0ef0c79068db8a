import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { istDate, MINUTE, startOfDay } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';
import { diskFault } from './disk-fault';
import { NOTHING_CACHED, readCached, writeCached, type CachedBars, type Span } from './history-cache-file';
import { gapsIn, withSpan } from './history-cache-spans';

export interface HistoryCacheOptions {
  /** One broker's candles; made when the first come. */
  readonly directory: string;
  readonly clock: Clock;
  /** Told in one sentence what could not be kept or read; the candles come all the same. */
  readonly onFault: (message: string) => void;
}

/** Brokers bring a candle up to date a little after its end. */
const SETTLES_AFTER = 2 * MINUTE;

/**
 * A history that asks the one behind it only for what it was not told before. What is still in the making is never
 * kept: a candle until two minutes after its end, a day's until the next day. Each download begins with the last
 * candle known; should that one have changed, prices were adjusted (a split, a bonus), and everything is asked for anew.
 */
export function cachedHistory(history: History, options: HistoryCacheOptions): History {
  const turns = new Map<string, Promise<unknown>>();
  return {
    bars(instrument, interval, from, to) {
      const series = new CachedSeries(history, options, { instrument, interval });
      const key = `${instrument}|${interval}`;
      // One after the other, so that two who want the same do not both ask for it.
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => series.bars({ from, to }));
      const settled = turn.catch(() => undefined);
      turns.set(key, settled);
      void settled.then(() => turns.get(key) === settled && turns.delete(key));
      return turn;
    },
  };
}

interface Series {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
}

class CachedSeries {
  private readonly history: History;
  private readonly options: HistoryCacheOptions;
  private readonly series: Series;
  private readonly directory: string;
  /** What the names of its files begin with. */
  private readonly name: string;

  constructor(history: History, options: HistoryCacheOptions, series: Series) {
    this.history = history;
    this.options = options;
    this.series = series;
    this.directory = join(options.directory, series.interval);
    this.name = `${encodeURIComponent(series.instrument)}.`;
  }

  async bars(wanted: Span): Promise<readonly Bar[]> {
    const bars: Bar[] = [];
    for (const part of byYear(wanted)) {
      const known = await this.barsOfYear(part);
      if (known === 'adjusted') {
        await this.forget();
        return this.bars(wanted);
      }
      bars.push(...known);
    }
    return bars;
  }

  private async barsOfYear(wanted: Span): Promise<readonly Bar[] | 'adjusted'> {
    const path = this.pathOf(wanted.from);
    const known = await this.read(path);
    const gaps = gapsIn(wanted, known.covered);
    if (gaps.length === 0) return within(known.bars, wanted);
    const now = this.options.clock.now();
    let cached = known;
    let found = known.bars;
    for (const gap of gaps) {
      const before = lastBefore(cached, gap.from);
      const news = await this.fetch({ from: before?.startAt ?? gap.from, to: gap.to });
      if (before && !isSame(before, news[0])) return 'adjusted';
      found = joined(found, news);
      cached = withNews(cached, gap, { bars: news, settledUntil: settledUntil(this.series.interval, now) });
    }
    if (cached !== known) await this.write(path, cached);
    return within(found, wanted);
  }

  private fetch({ from, to }: Span): Promise<readonly Bar[]> {
    return this.history.bars(this.series.instrument, this.series.interval, from, to);
  }

  private read(path: string): Promise<CachedBars> {
    const { clock, onFault } = this.options;
    return readCached(path, clock.now(), onFault).catch((error: unknown) => {
      onFault(diskFault('read downloaded candles', path, error).message);
      return NOTHING_CACHED;
    });
  }

  private write(path: string, cached: CachedBars): Promise<void> {
    return writeCached(path, cached).catch((error: unknown) => {
      this.options.onFault(diskFault('keep downloaded candles', path, error).message);
    });
  }

  /** All years: an adjustment reaches back to the first. */
  private async forget(): Promise<void> {
    const { directory, name } = this;
    const files = (await readdir(directory)).filter((file) => file.startsWith(name) && file.endsWith('.bars'));
    for (const file of files) await rm(join(directory, file));
  }

  /** Years apart, so that what is rewritten at each download stays small. */
  private pathOf(at: EpochMs): string {
    return join(this.directory, `${this.name}${yearOf(at)}.bars`);
  }
}

interface News {
  readonly bars: readonly Bar[];
  /** Candles that start before it will not change any more. */
  readonly settledUntil: EpochMs;
}

function withNews(cached: CachedBars, gap: Span, { bars, settledUntil: end }: News): CachedBars {
  const to = Math.min(gap.to, end - 1);
  if (to < gap.from) return cached;
  return {
    covered: withSpan(cached.covered, { from: gap.from, to }),
    bars: joined(cached.bars, within(bars, { from: gap.from, to })),
  };
}

function settledUntil(interval: BarInterval, now: EpochMs): EpochMs {
  if (interval === '1d') return startOfDay(istDate(now));
  return now - barLength(interval) - SETTLES_AFTER;
}

/** The last candle known before a gap, if the gap begins where candles are known to end. */
function lastBefore({ covered, bars }: CachedBars, at: EpochMs): Bar | undefined {
  const span = covered.find(({ to }) => to === at - 1);
  return span && within(bars, span).at(-1);
}

function within(bars: readonly Bar[], { from, to }: Span): readonly Bar[] {
  return bars.filter(({ startAt }) => startAt >= from && startAt <= to);
}

/** Ascending; where both have a candle, the newer one. */
function joined(bars: readonly Bar[], news: readonly Bar[]): readonly Bar[] {
  const byStart = new Map([...bars, ...news].map((bar) => [bar.startAt, bar]));
  return [...byStart.values()].sort((a, b) => a.startAt - b.startAt);
}

function isSame(one: Bar, other: Bar | undefined): boolean {
  if (!other) return false;
  const { startAt, open, high, low, close } = other;
  return one.startAt === startAt && one.open === open && one.high === high && one.low === low && one.close === close;
}

function byYear({ from, to }: Span): readonly Span[] {
  const parts: Span[] = [];
  for (let start = from; start <= to;) {
    const next = startOfDay(`${yearOf(start) + 1}-01-01`);
    parts.push({ from: start, to: Math.min(to, next - 1) });
    start = next;
  }
  return parts;
}

function yearOf(at: EpochMs): number {
  return Number(istDate(at).slice(0, 4));
}
