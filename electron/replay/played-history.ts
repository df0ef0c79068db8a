import { tapeBars } from '#electron/research/desk/tape-bars';
import { historyOf } from '#electron/research/past-bars';
import type { RecordedDay, Recording } from '#electron/research/recording';
import type { InstrumentId } from '#shared/domain/instrument';
import type { History } from '#shared/ports/history';

/**
 * Past candles on a replayed day: the recording's own; for what has none of these, as options, those of the day, made of the prices
 * that are played. Nothing is told of the time asked at or later.
 */
export function playedHistory({ history, interval }: Recording, day: RecordedDay): History {
  const listed = new Set(day.instruments.map(({ id }) => id));
  const made = new Map<InstrumentId, History>();

  function madeOf(instrument: InstrumentId): History {
    const known = made.get(instrument);
    if (known) return known;
    const bars = tapeBars(day, instrument, interval);
    const own = historyOf([
      { instruments: new Set([instrument]), interval: interval === 'snapshots' ? '1m' : interval, bars },
    ]);
    made.set(instrument, own);
    return own;
  }

  return {
    async bars(instrument, wanted, from, to) {
      const recorded = await history.bars(instrument, wanted, from, to);
      // A day says nothing of the days before it.
      if (recorded.length > 0 || wanted === '1d' || !listed.has(instrument)) return recorded;
      return madeOf(instrument).bars(instrument, wanted, from, to);
    },
  };
}
