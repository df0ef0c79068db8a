import { createBook } from '#shared/domain/book';
import type { ReplayContents } from '#shared/ipc/playback';
import type { RecordedDay, Recording } from '#electron/research/recording';
import { USUAL_SLIPPAGE } from '#electron/research/slippage';

/** What a recording holds, day by day. */
export function contentsOf({ symbols, interval, days, modelled, notes }: Recording): ReplayContents {
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
