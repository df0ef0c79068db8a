import { z } from 'zod';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ParamValues } from '#shared/domain/params';
import type { ResearchReport } from '#shared/domain/research-report';
import type { IstDate } from '#shared/domain/time';
import { paise, type EpochMs, type Paise } from '#shared/domain/units';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as yyyy-mm-dd');
/** Only what can be a table of prices: the page has no business in other files. */
const tableFile = z
  .string()
  .max(1_000)
  .regex(
    /\.(csv|tsv|txt|json|parquet)(\.gz)?$/i,
    'expected a file of .csv, .tsv, .txt, .json or .parquet, perhaps .gz',
  );
const values = z.record(z.string().max(40), z.union([z.number(), z.string().max(60), z.boolean()]));
const job = z.string().min(1).max(80);

/** What is played, and how. */
export const backtestChoice = z.strictObject({
  strategy: z.string().min(1).max(80),
  /** Those that differ from the strategy's own; the rest is fitted to the data. */
  params: values,
  files: z.array(tableFile).min(1, 'expected at least one file').max(50, 'expected at most 50 files'),
  from: date.nullable(),
  to: date.nullable(),
  /** Distance of bid and offer from the last price, where they were not recorded, as a share of it; null is the usual. */
  slippage: z.number().min(0, 'expected a share from 0').max(0.05, 'expected a share up to 5 %').nullable(),
  /** Cash of each day. */
  capital: z
    .number()
    .int()
    .positive('expected a capital above zero')
    .transform((value): Paise => paise(value)),
  /** India VIX, a level in points or a file of its days: tells days apart, and models options. */
  vix: z
    .union([tableFile, z.string().regex(/^\d{1,3}(\.\d+)?$/, 'expected a level such as 14.2, or a file')])
    .nullable(),
  /** Premiums of an index's options from its price and the VIX, where only the index was recorded. */
  modelsOptions: z.boolean(),
});

export type BacktestChoice = z.output<typeof backtestChoice>;

export const labJob = z.strictObject({ job });
export const labBars = z.strictObject({
  job,
  instrument: z
    .string()
    .min(1)
    .max(80)
    .transform((text) => text as InstrumentId),
  date,
});
export const labExport = z.strictObject({ job, format: z.enum(['html', 'csv']) });

/** A file of candles that lies in the data folder, downloaded or imported. */
export interface LabFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

export interface LabSources {
  /** The newest first. */
  readonly files: readonly LabFile[];
  readonly folder: string;
}

export type LabKind = 'backtest';

/** One run, as far as it has come. */
export interface LabJob {
  readonly id: string;
  readonly kind: LabKind;
  /** 'Moving average on NIFTY50-minute-2024-01.csv.gz'. */
  readonly title: string;
  readonly strategy: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Days or points played, of so many; 0 of 0 while the data is being read. */
  readonly done: number;
  readonly of: number;
  /** Milliseconds it will still take; null while that cannot be told. */
  readonly remainingMs: number | null;
  /** The day at hand, why it failed, or empty. */
  readonly detail: string;
  readonly startedAt: EpochMs;
  /** The net result of a back-test that is done. */
  readonly net: Paise | null;
}

/** What came of a back-test. */
export interface BacktestResult {
  readonly kind: 'backtest';
  readonly title: string;
  readonly strategy: string;
  /** All of them, as they were played. */
  readonly params: ParamValues;
  readonly capital: Paise;
  readonly from: IstDate | null;
  readonly to: IstDate | null;
  readonly days: number;
  readonly digest: string;
  /** What was not recorded but made, in words. */
  readonly modelled: readonly string[];
  /** Ids of the report's trades in an instrument whose prices were made. */
  readonly modelledTrades: readonly string[];
  /** Signals that were refused or lapsed. */
  readonly missed: readonly { readonly at: EpochMs; readonly title: string; readonly why: string }[];
  readonly notes: readonly string[];
  /** What the strategy said last. */
  readonly lastWords: string;
  readonly report: ResearchReport;
}

export type LabResult = BacktestResult;
