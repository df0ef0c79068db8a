import { createBarBuilder, type Bar } from '#shared/domain/bars';
import { createBook } from '#shared/domain/book';
import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import { segmentOf } from '#shared/domain/segment';
import type { RecordedDay, Recording } from '../recording';
import { NO_SLIPPAGE } from '../slippage';

/** An instrument's bars of a day as a run saw them, of the recorded length: made of the very prices that were played. */
export function tapeBars(day: RecordedDay, instrument: InstrumentId, interval: Recording['interval']): readonly Bar[] {
  const listed = day.instruments.find(({ id }) => id === instrument);
  const session = listed && sessionOf(day.date, segmentOf(listed));
  if (!listed || !session) return [];
  const book = createBook({ capacity: day.instruments.length });
  for (const each of day.instruments) book.add(each);
  const tape = day.open(book, NO_SLIPPAGE);
  const builder = createBarBuilder(interval === 'snapshots' ? '1m' : interval, barSessionOf(session));
  const changed = new Int32Array(day.instruments.length);
  const hasVolume = day.withVolume.has(instrument);
  const bars: Bar[] = [];
  for (let frame = 0; frame < tape.frames; frame += 1) {
    tape.write(frame, changed);
    const quote = book.quote(instrument);
    if (quote === null) continue;
    const { ltp, volume, oi } = quote;
    const cumulativeVolume = hasVolume ? volume : null;
    const closed = builder.add({ exchangeAt: tape.at(frame), ltp, cumulativeVolume, oi: oi === 0 ? null : oi });
    if (closed) bars.push(closed);
  }
  const last = builder.current();
  return last ? [...bars, last] : bars;
}
