import { barLength, type Bar, type BarInterval } from '#shared/domain/bars';
import { err, messageOf, ok, type Result } from '#shared/domain/result';
import { qty } from '#shared/domain/units';
import { priceOf } from './candles';
import { createPatternReader, createStampReader, INDIAN, TIME_COLUMNS } from './stamps';
import type { Row, Table } from './table';

/** What of a candle stands in which column of a file. */
export interface CandleColumns {
  readonly time: string;
  /** Where the time of day has a column of its own. */
  readonly clock: string | null;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string | null;
  readonly oi: string | null;
}

export interface CandleMapping {
  readonly columns: CandleColumns;
  /** 'dd-MM-yyyy HH:mm'; null for the usual ways of writing a time. */
  readonly pattern: string | null;
  /** Of times that do not tell theirs: '+05:30'. */
  readonly zone: string;
  /** How long before its label a candle began: null where the label is its beginning. */
  readonly endOf: BarInterval | null;
}

export interface ImportedCandles {
  /** Ascending, without repeated times. */
  readonly bars: readonly Bar[];
  readonly rows: number;
  /** The first rows that cannot be used, by place: what was expected, what was found, what to do. */
  readonly faults: readonly string[];
  readonly faultCount: number;
  /** Candles whose open or close lies outside their own high and low; they are taken as they are. */
  readonly crooked: number;
}

const MOST_FAULTS = 20;

const GUESSES: Readonly<Record<keyof CandleColumns, readonly string[]>> = {
  time: [...TIME_COLUMNS, 'date_time', 'date time', 'trade_date', 'ts', 't'],
  clock: ['time', 'clock', 'trade_time'],
  open: ['open', 'o', 'open_price', 'open price', 'opening'],
  high: ['high', 'h', 'high_price', 'high price'],
  low: ['low', 'l', 'low_price', 'low price'],
  close: ['close', 'c', 'close_price', 'close price', 'ltp', 'last'],
  volume: ['volume', 'v', 'vol', 'qty', 'ttl_trd_qnty', 'shares traded', 'no of shares'],
  oi: ['oi', 'open_interest', 'openinterest', 'open interest'],
};

/** What the names of a file's columns suggest, with what was said by hand over it: null says that there is no such column. */
export function guessColumns(
  columns: readonly string[],
  given: Partial<CandleColumns>,
): Readonly<Record<keyof CandleColumns, string | null>> {
  const guess = (part: keyof CandleColumns): string | null =>
    given[part] === undefined
      ? (GUESSES[part].find((name) => columns.includes(name)) ?? null)
      : (given[part]?.toLowerCase() ?? null);
  const time = guess('time');
  const clock = guess('clock');
  return {
    time,
    // A column can be the time of day only beside one that is the day.
    clock: clock === time ? null : clock,
    open: guess('open'),
    high: guess('high'),
    low: guess('low'),
    close: guess('close'),
    volume: guess('volume'),
    oi: guess('oi'),
  };
}

/** The mapping that a file's columns suggest, with what was said by hand over it. Errors are in words. */
export function mappingFor(
  columns: readonly string[],
  given: Partial<CandleColumns>,
  terms: Partial<Omit<CandleMapping, 'columns'>> = {},
): Result<CandleMapping, string> {
  const found = guessColumns(columns, given);
  const missing = (['time', 'open', 'high', 'low', 'close'] as const).filter((part) => found[part] === null);
  const { time, open, high, low, close } = found;
  if (time === null || open === null || high === null || low === null || close === null)
    return err(`no column was found for ${missing.join(', ')}; the file has ${columns.join(', ')}: map them by hand`);
  const absent = Object.values(found).find((column) => column !== null && !columns.includes(column));
  if (absent) return err(`the file has no column "${absent}", but ${columns.join(', ')}`);
  return ok({
    columns: { ...found, time, open, high, low, close },
    pattern: null,
    zone: INDIAN,
    endOf: null,
    ...terms,
  });
}

/** Reads candles by a mapping. Faulty rows are told and left out; the file is read to its end. Throws RangeError on a bad pattern. */
export function importCandles(table: Table, mapping: CandleMapping): ImportedCandles {
  const read = candleReader(mapping);
  const byStart = new Map<number, Bar>();
  const faults: string[] = [];
  let [faultCount, crooked] = [0, 0];
  for (let index = 0; index < table.length; index += 1) {
    try {
      const bar = read(table.row(index));
      if (byStart.has(bar.startAt)) throw new Error('its time was there before; remove one of the two rows');
      byStart.set(bar.startAt, bar);
      if (Math.max(bar.open, bar.close) > bar.high || Math.min(bar.open, bar.close) < bar.low) crooked += 1;
    } catch (error) {
      faultCount += 1;
      if (faults.length < MOST_FAULTS) faults.push(`${table.placeOf(index)}: ${messageOf(error)}`);
    }
  }
  const bars = [...byStart.values()].sort((a, b) => a.startAt - b.startAt);
  return { bars, rows: table.length, faults, faultCount, crooked };
}

function candleReader({ columns, pattern, zone, endOf }: CandleMapping): (row: Row) => Bar {
  const stampOf = pattern === null ? createStampReader(zone) : createPatternReader(pattern, zone);
  const before = endOf === null ? 0 : barLength(endOf);
  return (row) => {
    const day = row.text(columns.time);
    const at = stampOf(columns.clock === null ? day : `${day} ${row.text(columns.clock)}`);
    const [high, low] = [priceOf(row, columns.high), priceOf(row, columns.low)];
    if (high < low)
      throw new Error(
        `expected "${columns.high}" not below "${columns.low}", found ${high / 100} and ${low / 100}; are the columns mapped the wrong way round?`,
      );
    const volume = columns.volume === null ? 0 : (row.optional(columns.volume) ?? 0);
    if (volume < 0) throw new Error(`"${columns.volume ?? ''}" is below zero: ${volume}`);
    const oi = columns.oi === null ? null : row.optional(columns.oi);
    return {
      startAt: at - before,
      open: priceOf(row, columns.open),
      high,
      low,
      close: priceOf(row, columns.close),
      volume: qty(Math.round(volume)),
      oi: oi === null ? null : qty(Math.round(oi)),
    };
  };
}
