import { z } from 'zod';
import { BAR_INTERVALS, type Bar, type BarInterval } from '#shared/domain/bars';
import type { EpochMs } from '#shared/domain/units';
import { tableFile } from './lab';

/** What of a candle a column of a file can hold. */
export const CANDLE_PARTS = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume', 'oi'] as const;
export type CandlePart = (typeof CANDLE_PARTS)[number];

/** How a file of candles is to be read; what is left out is guessed. */
export const importChoice = z.strictObject({
  file: tableFile,
  /** What it is of; null takes it from the file's name. */
  symbol: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9 &-]{0,29}$/, 'expected a symbol such as INFY')
    .nullable(),
  /** Null says that there is no such column, although one is called so. */
  columns: z.strictObject({
    time: z.string().max(200).exactOptional(),
    clock: z.string().max(200).nullable().exactOptional(),
    open: z.string().max(200).exactOptional(),
    high: z.string().max(200).exactOptional(),
    low: z.string().max(200).exactOptional(),
    close: z.string().max(200).exactOptional(),
    volume: z.string().max(200).nullable().exactOptional(),
    oi: z.string().max(200).nullable().exactOptional(),
  }),
  /** 'dd-MM-yyyy HH:mm'; null is guessed. */
  pattern: z.string().min(1).max(60).nullable(),
  /** Of times that do not tell theirs. */
  zone: z.string().regex(/^(Z|[+-]\d{2}:\d{2})$/, 'expected a zone as +05:30'),
  /** Times label the end of candles of this length; null for their beginning. */
  endOf: z.enum(BAR_INTERVALS).nullable(),
  /** The good rows are taken although there are others. */
  skipsFaulty: z.boolean(),
});
export type ImportChoice = z.output<typeof importChoice>;

/** A file of candles as it is read on those terms. */
export interface ImportView {
  /** In the file's order. */
  readonly columns: readonly string[];
  /** The first rows as they stand in the file, a cell for each column. */
  readonly sample: readonly (readonly string[])[];
  /** Which column holds what, as guessed or told; null where none does. */
  readonly mapping: Readonly<Record<CandlePart, string | null>>;
  readonly read: ImportRead;
}

/** What the rows came to; or why nothing can be read, in words. */
export type ImportRead =
  | { readonly kind: 'unread'; readonly problem: string }
  | {
      readonly kind: 'read';
      /** How times are written; null for the usual ways. */
      readonly pattern: string | null;
      readonly rows: number;
      readonly candles: number;
      /** The first ones, as they were understood. */
      readonly first: readonly Bar[];
      /** Where the last one begins. */
      readonly lastAt: EpochMs | null;
      /** Null where their length is none that is played. */
      readonly interval: BarInterval | null;
      /** The first of the rows that cannot be used, by their place. */
      readonly faults: readonly string[];
      readonly faultCount: number;
      /** Candles that open or close outside their own high and low; they are taken as they are. */
      readonly crooked: number;
      /** Null where neither the person nor the file's name says what it is of. */
      readonly symbol: string | null;
      /** What it will be called in the data folder; null while something is in the way. */
      readonly name: string | null;
      /** There is a file of that name, which would be replaced. */
      readonly replaces: boolean;
    };
