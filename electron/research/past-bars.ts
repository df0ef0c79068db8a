import { aggregate, barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import { sessionOf } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import { istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { History } from '#shared/ports/history';

/** Recorded bars, ascending, that several instruments share: a modelled future has those of its index. */
export interface PastBars {
  readonly instruments: ReadonlySet<InstrumentId>;
  readonly interval: BarInterval;
  readonly bars: readonly Bar[];
}

/**
 * Past candles out of a recording. A candle is told only when it has ended by the time asked for, so whoever asks at a
 * moment of the recording cannot see beyond it. Shorter candles than the recorded ones do not exist.
 */
export function historyOf(all: readonly PastBars[]): History {
  const joined = new Map<string, readonly Bar[]>();

  function barsOf(instrument: InstrumentId, interval: BarInterval): readonly Bar[] {
    const past = all.find(({ instruments }) => instruments.has(instrument));
    if (!past || barLength(past.interval) > barLength(interval)) return [];
    if (past.interval === interval) return past.bars;
    const key = `${all.indexOf(past)}|${interval}`;
    const known = joined.get(key);
    if (known) return known;
    const made = aggregate(past.bars, interval, openingOf);
    joined.set(key, made);
    return made;
  }

  return {
    bars(instrument, interval, from, to) {
      const bars = barsOf(instrument, interval);
      const length = barLength(interval);
      return Promise.resolve(bars.slice(firstAt(bars, from), firstAt(bars, to - length + 1)));
    },
  };
}

function openingOf(at: EpochMs): EpochMs {
  const session = sessionOf(istDate(at), 'cash');
  return session?.opensAt ?? at;
}

/** Index of the first bar that starts at or after `at`. */
function firstAt(bars: readonly Bar[], at: EpochMs): number {
  let [low, high] = [0, bars.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.startAt ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
