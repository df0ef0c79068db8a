import { z } from 'zod';
import type { ParamValues } from '#shared/domain/params';
import { SCORES, type Cell, type SweepResult } from '#shared/domain/parameter-sweep';
import type { ResearchReport } from '#shared/domain/research-report';
import type { IstDate } from '#shared/domain/time';
import type { Metrics } from '#shared/domain/trade-metrics';
import { paise, type EpochMs, type Paise } from '#shared/domain/units';
import { date, id, instrument, values } from './fields';

/** Only what can be a table of prices: the page has no business in other files. */
export const tableFile = z
  .string()
  .max(1_000)
  .regex(
    /\.(csv|tsv|txt|json|parquet)(\.gz)?$/i,
    'expected a file of .csv, .tsv, .txt, .json or .parquet, perhaps .gz',
  );

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

const search = {
  /** 'fast=5..20:5' (from, to, step), 'fast=5,8,13', or 'fast' for all that the schema allows. */
  axes: z
    .array(z.string().min(1).max(400))
    .min(1, 'expected at least one parameter to vary')
    .max(6, 'expected at most 6 parameters to vary'),
  /** So many points drawn of the grid; null plays all of it. */
  random: z.number().int().min(1).max(20_000).nullable(),
  score: z.enum(SCORES),
};

export const sweepChoice = z.strictObject({
  ...backtestChoice.shape,
  ...search,
  /** The share of days, from the first on, that points are ranked by. */
  inSample: z.number().min(0.1, 'expected a share from 10 %').max(1, 'expected a share up to 100 %'),
});
export type SweepChoice = z.output<typeof sweepChoice>;

export const walkForwardChoice = z.strictObject({
  ...backtestChoice.shape,
  ...search,
  /** Trading days that a choice is made on, and those that it is then traded on. */
  trainDays: z.number().int().min(1).max(1_000),
  testDays: z.number().int().min(1).max(1_000),
  choose: z.enum(['plateau', 'peak']),
});
export type WalkForwardChoice = z.output<typeof walkForwardChoice>;

export const labJob = z.strictObject({ job: id });
export const labBars = z.strictObject({ job: id, instrument, date });
export const labExport = z.strictObject({ job: id, format: z.enum(['html', 'csv']) });

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

export type LabKind = 'backtest' | 'sweep' | 'walk-forward';

/** One run, as far as it has come. */
export interface LabJob {
  readonly id: string;
  readonly kind: LabKind;
  /** 'Moving average on NIFTY50-minute-2024-01.csv.gz'. */
  readonly title: string;
  readonly strategy: string;
  /** Those that were changed from the strategy's own: they tell runs apart. */
  readonly params: ParamValues;
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

/** What came of a search over parameters. */
export interface SweptResult {
  readonly kind: 'sweep';
  readonly title: string;
  readonly strategy: string;
  /** Those that were the same for all points. */
  readonly params: ParamValues;
  readonly sweep: SweepResult;
}

export interface WalkedWindow {
  readonly train: DaySpan;
  readonly test: DaySpan;
  readonly chosen: Cell;
  readonly trained: Metrics;
  readonly tested: Metrics;
}

export interface DaySpan {
  readonly from: IstDate | null;
  readonly to: IstDate | null;
  readonly days: number;
}

/** What somebody would have earned who chose parameters on some days and traded them on the next, again and again. */
export interface WalkedResult {
  readonly kind: 'walk-forward';
  readonly title: string;
  readonly strategy: string;
  readonly params: ParamValues;
  readonly windows: readonly WalkedWindow[];
  /** A day's net result in the tests, as a share of one in training; null when training did not gain. */
  readonly efficiency: number | null;
  readonly digest: string;
  /** Of the tests one after the other. */
  readonly report: ResearchReport;
}

export type LabResult = BacktestResult | SweptResult | WalkedResult;
