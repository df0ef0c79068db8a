import { barLength, type BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import { messageOf } from '#shared/domain/result';
import type { ClosedBar } from '#shared/domain/strategy';
import { istClock, SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { SeriesStore } from '#shared/engine/series';
import type { GapView } from '#shared/ipc/views';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';

export interface GapFillerParts {
  readonly series: SeriesStore;
  readonly history: History;
  readonly clock: Clock;
  /** Bars that strategies have not seen, ascending by series. */
  readonly onFilled: (bars: readonly ClosedBar[]) => void;
  readonly tell: (level: 'info' | 'warning', title: string, detail: string) => void;
}

interface SeriesName {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
}

/** What an answer brought: the bars that were complete when it was asked for, and the start of the one that still ran. */
interface Patched {
  readonly closed: readonly ClosedBar[];
  readonly running: EpochMs | null;
}

const NOTHING: Patched = { closed: [], running: null };

/** Wall-clock pauses between attempts at candles that the broker did not give. */
const RETRIES = [2 * SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND];
/** On the desk's clock: brokers bring a candle up to date a little after its end. */
const SETTLES_AFTER = 5 * SECOND;

/**
 * Keeps series whole: what was missed while no prices came is taken from the broker's candles, and so is each bar that
 * was begun in its middle, once it is complete. What cannot be had is shown as missing.
 */
export class GapFiller {
  private readonly parts: GapFillerParts;
  private readonly found: GapView[] = [];
  /** When prices stopped; null while they come. */
  private lostAt: EpochMs | null = null;
  private lastPriceAt: EpochMs | null = null;
  private readonly unsettled = new Map<string, SeriesName & { readonly startAt: EpochMs }>();
  private readonly stopped = new AbortController();

  constructor(parts: GapFillerParts) {
    this.parts = parts;
  }

  /** Stretches of the day without prices, ascending. */
  gaps(): readonly GapView[] {
    return this.found;
  }

  onPrices(): void {
    const now = this.parts.clock.now();
    this.lastPriceAt = now;
    if (this.lostAt === null) return;
    const gap: GapView = { from: this.lostAt, to: now, state: 'filling' };
    this.lostAt = null;
    this.found.push(gap);
    void this.fillGap(gap);
  }

  /** Prices have stopped. */
  lost(): void {
    if (this.lostAt !== null || this.lastPriceAt === null) return;
    this.lostAt = this.lastPriceAt;
    this.parts.series.interrupt();
  }

  /** The bar that a series is in was not built from its beginning: it is corrected when it is over. */
  settleLater(name: SeriesName): void {
    const current = this.parts.series.current(name.instrument, name.interval);
    if (current) this.settle(name, current.startAt);
  }

  /** Call often: corrects what has become complete. */
  onTime(): void {
    const now = this.parts.clock.now();
    for (const [key, series] of this.unsettled) {
      if (series.startAt + barLength(series.interval) + SETTLES_AFTER > now) continue;
      this.unsettled.delete(key);
      // The bar as built is a good one; a correction that cannot be had changes nothing.
      void this.patch(series, series.startAt).catch(() => NOTHING);
    }
  }

  close(): void {
    this.stopped.abort();
  }

  private async fillGap(gap: GapView): Promise<void> {
    const { series, tell, onFilled } = this.parts;
    const failed = new Map<string, unknown>();
    const names = series.opened();
    for (const name of names) {
      try {
        // An answer takes its time, and the bar that it was asked in may be over by then: half built, half of a candle.
        this.settleLater(name);
        const { closed, running } = await this.patchWithPatience(name, gap.from - barLength(name.interval));
        onFilled(closed);
        if (running !== null) this.settle(name, running);
      } catch (error) {
        failed.set(`${name.instrument} ${name.interval}`, error);
      }
      if (this.stopped.signal.aborted) return;
    }
    this.end(gap, failed.size === 0 ? 'filled' : 'missing');
    const span = `between ${istClock(gap.from)} and ${istClock(gap.to)}`;
    const [fault] = failed.values();
    if (failed.size === 0)
      tell('info', 'Missing prices were filled', `No prices came ${span}; ${counted(names.length)} from candles.`);
    else
      tell(
        'warning',
        'Prices are missing',
        `No prices came ${span}. The broker gave no candles for ${[...failed.keys()].join(', ')}: ${messageOf(fault)}`,
      );
  }

  private end(gap: GapView, state: GapView['state']): void {
    this.found[this.found.indexOf(gap)] = { ...gap, state };
  }

  private settle({ instrument, interval }: SeriesName, startAt: EpochMs): void {
    if (interval !== '1d')
      this.unsettled.set(`${instrument}|${interval}|${startAt}`, { instrument, interval, startAt });
  }

  private async patchWithPatience(name: SeriesName, from: EpochMs): Promise<Patched> {
    for (const pause of RETRIES) {
      try {
        return await this.patch(name, from);
      } catch {
        // Asked again below; the last attempt's words are what the trader reads.
        await new Promise((resolve) => setTimeout(resolve, pause).unref());
      }
      if (this.stopped.signal.aborted) return NOTHING;
    }
    return this.patch(name, from);
  }

  private async patch({ instrument, interval }: SeriesName, from: EpochMs): Promise<Patched> {
    const { series, history, clock } = this.parts;
    const at = clock.now();
    const bars = await history.bars(instrument, interval, from, at);
    if (this.stopped.signal.aborted) return NOTHING;
    const last = bars.at(-1);
    return {
      closed: series.patch(instrument, interval, bars, at),
      running: last && last.startAt + barLength(interval) > at ? last.startAt : null,
    };
  }
}

function counted(series: number): string {
  return series === 1 ? 'the open series was filled' : `${series} open series were filled`;
}
