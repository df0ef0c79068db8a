import { istDate } from '#shared/domain/time';
import { field, numberOf, readSource } from './read-source';

/** A history row: epoch seconds, open, high, low, close in paise, volume, OI (an index has neither). */
export type Row = readonly number[];

function row(record: Record<string, string>, at: number): Row {
  const prices = ['open', 'high', 'low', 'close'].map((name) => Math.round(numberOf(record, name) * 100));
  return [at / 1000, ...prices, 0, 0];
}

/** Index minutes from `from` up to, not including, `until` (dates). */
export function minuteRows(path: string, from: string, until: string): Row[] {
  return readSource(path)
    .map((record) => row(record, Date.parse(field(record, 'timestamp'))))
    .filter(([at]) => within(istDate((at ?? 0) * 1000), from, until));
}

/** Index days, stamped midnight IST as Kite does. */
export function dayRows(path: string, from: string, until: string): Row[] {
  return readSource(path)
    .filter((record) => within(field(record, 'date'), from, until))
    .map((record) => row(record, Date.parse(`${field(record, 'date')}T00:00:00+05:30`)));
}

/** Folds minutes into days. */
export function daysFrom(minutes: readonly Row[]): Row[] {
  const days = new Map<string, number[]>();
  for (const [at = 0, open = 0, high = 0, low = 0, close = 0] of minutes) {
    const date = istDate(at * 1000);
    const day = days.get(date);
    if (!day) days.set(date, [Date.parse(`${date}T00:00:00+05:30`) / 1000, open, high, low, close, 0, 0]);
    else
      days.set(date, [day[0] ?? 0, day[1] ?? 0, Math.max(day[2] ?? 0, high), Math.min(day[3] ?? 0, low), close, 0, 0]);
  }
  return [...days.values()];
}

function within(date: string, from: string, until: string): boolean {
  return date >= from && date < until;
}
