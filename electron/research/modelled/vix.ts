import { DAY, istDate, startOfDay, type IstDate } from '#shared/domain/time';
import type { Fraction } from '#shared/domain/units';
import { openTable } from '../sources/open-table';
import { SourceError } from '../sources/source-error';
import { createStampReader, TIME_COLUMNS } from '../sources/stamps';
import { readTable } from '../sources/table';

/** India VIX as a volatility: 0.142 for 14.2. */
export interface Vix {
  /** What was known when the day's session opened; null where nothing was recorded within the week before. */
  at(date: IstDate): Fraction | null;
}

const LONGEST_GAP = 7;

/** Whether it is a level in points rather than a file. */
export function isLevel(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** A level of India VIX in points ('14.2'), or a file of its candles by day. Rejects with SourceError. */
export async function openVix(text: string): Promise<Vix> {
  if (isLevel(text)) {
    const level = Number(text);
    if (level <= 0) throw new SourceError('India VIX', [`has to be above zero, found ${text}`]);
    return { at: () => level / 100 };
  }
  const table = await openTable(text);
  const stampColumn = TIME_COLUMNS.find((name) => table.columns.includes(name)) ?? 'date';
  const stampOf = createStampReader();
  const days = new Map<IstDate, { readonly open: number; readonly close: number }>();
  readTable(table, [stampColumn, 'open', 'close'], (row) => {
    const date = istDate(stampOf(row.text(stampColumn)));
    const candle = { open: row.number('open'), close: row.number('close') };
    if (candle.open <= 0 || candle.close <= 0) throw new Error(`expected levels above zero, found ${candle.open}`);
    // Of candles within a day the first one opens it and the last one closes it.
    days.set(date, { open: days.get(date)?.open ?? candle.open, close: candle.close });
  });
  return {
    at(date) {
      const today = days.get(date);
      if (today) return today.open / 100;
      for (let back = 1; back <= LONGEST_GAP; back += 1) {
        const before = days.get(istDate(startOfDay(date) - back * DAY));
        if (before) return before.close / 100;
      }
      return null;
    },
  };
}
