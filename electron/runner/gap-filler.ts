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
  settleLater({ instrument, interval }: SeriesName): void {
    const current = this.parts.series.current(instrument, interval);
    if (!current || interval === '1d') return;
    this.unsettled.set(`${instrument}|${interval}`, { instrument, interval, startAt: current.startAt });
  }

  /** Call often: corrects what has become complete. */
  onTime(): void {
    const now = this.parts.clock.now();
    for (const [key, series] of this.unsettled) {
      if (series.startAt + barLength(series.interval) + SETTLES_AFTER > now) continue;
      this.unsettled.delete(key);
      // The bar as built is a good one; a correction that cannot be had changes nothing.
      void this.patch(series, series.startAt).catch(() => []);
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
        onFilled(await this.patchWithPatience(name, gap.from - barLength(name.interval)));
        this.settleLater(name);
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

  private async patchWithPatience(name: SeriesName, from: EpochMs): Promise<readonly ClosedBar[]> {
    for (const pause of RETRIES) {
      try {
        return await this.patch(name, from);
      } catch {
        // Asked again below; the last attempt's words are what the trader reads.
        await new Promise((resolve) => setTimeout(resolve, pause).unref());
      }
      if (this.stopped.signal.aborted) return [];
    }
    return this.patch(name, from);
  }

  private async patch({ instrument, interval }: SeriesName, from: EpochMs): Promise<readonly ClosedBar[]> {
    const { series, history, clock } = this.parts;
    const now = clock.now();
    const bars = await history.bars(instrument, interval, from, now);
    return this.stopped.signal.aborted ? [] : series.patch(instrument, interval, bars, now);
  }
}

function counted(series: number): string {
  return series === 1 ? 'the open series was filled' : `${series} open series were filled`;
}
