import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import { previousTradingDay } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import type { SeriesStore } from '#shared/engine/series';
import { DAY, HOUR, MINUTE, istDate, startOfDay } from '#shared/domain/time';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';

/** Minutes of continuous trading in a normal session. */
const SESSION_MINUTES = 375;
/** What a chart shows before anybody scrolls. */
const CHART_BARS = 600;

export interface BarsLoader {
  /**
   * Opens a series, downloads its past, and resolves with all closed bars. The past is downloaded once, and again only for
   * whoever needs more of it. Rejects when the broker has none to give.
   */
  load(instrument: InstrumentId, interval: BarInterval, count?: number): Promise<readonly Bar[]>;
}

export interface BarsLoaderParts {
  readonly series: SeriesStore;
  readonly history: History;
  readonly clock: Clock;
  /** The past is there, and the bar of now was joined to it in its middle. */
  readonly onSeeded: (series: { readonly instrument: InstrumentId; readonly interval: BarInterval }) => void;
}

/** The past of one series. */
interface Past {
  /** So many bars have been asked for and came. */
  count: number;
  /** The newest asking, one after the other. */
  last: Promise<void>;
}

export function createBarsLoader({ series, history, clock, onSeeded }: BarsLoaderParts): BarsLoader {
  const pasts = new Map<string, Past>();

  async function download(instrument: InstrumentId, interval: BarInterval, count: number): Promise<void> {
    const now = clock.now();
    series.seed(
      instrument,
      interval,
      await history.bars(instrument, interval, firstNeeded(now, interval, count), now),
      now,
    );
    onSeeded({ instrument, interval });
  }

  /** Puts older bars in front of those that are there. */
  async function deepen(instrument: InstrumentId, interval: BarInterval, count: number): Promise<void> {
    const now = clock.now();
    const bars = await history.bars(instrument, interval, firstNeeded(now, interval, count), now);
    const oldest = series.closed(instrument, interval)[0]?.startAt ?? Infinity;
    series.patch(
      instrument,
      interval,
      bars.filter(({ startAt }) => startAt < oldest),
      now,
    );
  }

  return {
    async load(instrument, interval, count = CHART_BARS) {
      const key = `${instrument}|${interval}`;
      series.open(instrument, interval);
      const past = pasts.get(key) ?? { count: 0, last: Promise.resolve() };
      pasts.set(key, past);
      const reach = async (): Promise<void> => {
        if (past.count >= count) return;
        await (past.count === 0 ? download : deepen)(instrument, interval, count);
        past.count = count;
      };
      // Whoever failed before has told of it; the next who asks tries again.
      past.last = past.last.then(reach, reach);
      await past.last;
      return series.closed(instrument, interval);
    },
  };
}

/** The start of the day that, with the trading days after it, holds `count` bars. */
function firstNeeded(now: number, interval: BarInterval, count: number): number {
  if (interval === '1d') return now - Math.ceil((count * 7) / 5) * DAY;
  const barsADay = Math.max(1, SESSION_MINUTES / (barLength(interval) / MINUTE));
  let date = istDate(now);
  for (let days = Math.ceil(count / barsADay); days > 0; days -= 1) date = previousTradingDay(date);
  return startOfDay(date) + HOUR;
}
