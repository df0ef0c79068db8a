import { createBook } from '#shared/domain/book';
import type { ReplayContents } from '#shared/ipc/playback';
import type { RecordedDay } from '../recording';
import { USUAL_SLIPPAGE } from '../slippage';
import { openRecording, type SourceSpec } from '../sources/open';

/** What a source holds, day by day. Rejects with SourceError. */
export async function contentsOf(spec: SourceSpec): Promise<ReplayContents> {
  const { symbols, interval, days, modelled, notes } = await openRecording(spec);
  return {
    symbols,
    instruments: new Set(days.flatMap(({ instruments }) => instruments.map(({ id }) => id))).size,
    interval,
    days: days.map((day) => ({ date: day.date, ...spanOf(day) })),
    modelled,
    notes,
  };
}

function spanOf(day: RecordedDay): { readonly from: number; readonly to: number } {
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  const tape = day.open(book, USUAL_SLIPPAGE);
  return { from: tape.at(0), to: tape.at(tape.frames - 1) };
}
