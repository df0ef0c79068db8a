import { z } from 'zod';
import { BAR_INTERVALS, type BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { date } from './fields';

/** How long recordings are kept. The oldest days go first, the day at hand never does. */
export const retention = z.strictObject({
  days: z.number().int().min(1, 'expected at least one day').max(5_000, 'expected at most 5,000 days'),
  gigabytes: z.number().min(0.1, 'expected at least 0.1 GB').max(10_000, 'expected at most 10,000 GB'),
});

export type RetentionSetting = z.output<typeof retention>;

export const recordedDay = z.strictObject({ date });
export const exportChoice = z.strictObject({ date, format: z.enum(['json', 'csv']) });
export const downloadChoice = z
  .strictObject({
    instruments: z
      .array(z.string().min(1).max(80))
      .min(1, 'expected at least one instrument')
      .max(50, 'expected at most 50 instruments')
      // Whether it is listed today is asked of the catalogue.
      .transform((ids) => ids as readonly string[] as readonly InstrumentId[]),
    interval: z.enum(BAR_INTERVALS),
    from: date,
    to: date,
  })
  .refine(({ from, to }) => from <= to, 'expected the first day to be no later than the last');

export type DownloadChoice = z.output<typeof downloadChoice>;

/** One recorded day of the open desk's mode. */
export interface RecordedDay {
  readonly date: IstDate;
  readonly bytes: number;
  /** `recording`: today's, still growing; `log`: not compacted yet; `compacted`: as Parquet. */
  readonly state: 'recording' | 'log' | 'compacted';
  /** Share of the session's minutes with any tick; null while it was not looked at. */
  readonly coverage: number | null;
}

/** What a day's recording holds, minute by minute of the session. */
export interface Coverage {
  readonly date: IstDate;
  readonly ticks: number;
  /** Minutes of the session that have passed so far; rows are as long. */
  readonly minutes: number;
  /** A character a minute: '1' with a tick of any instrument, '0' without. */
  readonly any: string;
  /** The busiest first. */
  readonly instruments: readonly InstrumentCoverage[];
  /** What of the file could not be read. */
  readonly faults: readonly string[];
}

export interface InstrumentCoverage {
  readonly id: InstrumentId;
  /** As a trader says it; missing for what is not listed today. */
  readonly name?: string;
  readonly ticks: number;
  /** As `Coverage.any`. */
  readonly minutes: string;
}

/** One download of candles, as far as it has come. */
export interface DownloadView {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly from: IstDate;
  readonly to: IstDate;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Share of the range that is there. */
  readonly progress: number;
  readonly candles: number;
  /** Milliseconds it will still take; null while that cannot be told. */
  readonly remainingMs: number | null;
  /** The CSV when it is done, why it failed when it has; else empty. */
  readonly detail: string;
}

export interface DataState {
  readonly mode: string;
  readonly today: IstDate;
  /** Oldest first. */
  readonly days: readonly RecordedDay[];
  /** Bytes of all downloaded candles. */
  readonly historyBytes: number;
  readonly retention: RetentionSetting;
  /** Ticks written and ticks that the disk did not take, today. */
  readonly written: number;
  readonly lost: number;
}

/** What tidying did. */
export interface TidyReport {
  readonly compacted: readonly IstDate[];
  readonly removed: readonly IstDate[];
  readonly faults: readonly string[];
}
