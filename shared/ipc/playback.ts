import { z } from 'zod';
import type { BarInterval } from '#shared/domain/bars';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs, Paise } from '#shared/domain/units';
import { date } from './fields';
import { tableFile } from './lab';

/** Market seconds per second, of a market that waits for its desk: more than any desk can do, so it runs as fast as it can. */
export const FASTEST_SPEED = 3_600;

/** Of a market that waits for nobody. */
export const FREE_SPEED_LIMIT = 60;

/** A recorded day that was played to its end, and what was traded in it. */
export interface PlayedDay {
  readonly day: IstDate;
  /** The name of the source that it is of. */
  readonly source: string;
  readonly trades: number;
  readonly net: Paise;
  /** SHA-256 over all trades, to the paisa and the millisecond. */
  readonly digest: string;
  /** Whether it equals that of the time before; null where the day was not played before. */
  readonly isAsBefore: boolean | null;
}

/** The days that came with the program. */
export const SHIPPED_DAYS = 'shipped';

/** Whose recordings there are. */
export const RECORDED_IN = ['live', 'paper', 'demo'] as const;

/** Files of candles, prices or chains, one a line: together they are one recording. */
const ownFiles = z
  .string()
  .refine(
    (text) => filesIn(text).every((path) => tableFile.safeParse(path).success),
    'expected files of prices, one a line',
  );
/** A mode's recordings, or files. */
const ownSource = z.union([z.enum(RECORDED_IN), ownFiles]);
const symbol = z.string().min(1).max(40).nullable();

/** Which of a source is to be told of: a recorded day by itself, of a file all of its days. `symbol` is one of several in a file. */
export const lookChoice = z.strictObject({ source: ownSource, day: date.nullable(), symbol });
export const openChoice = z.strictObject({ source: z.union([z.literal(SHIPPED_DAYS), ownSource]), day: date, symbol });

export type LookChoice = z.output<typeof lookChoice>;
export type OpenChoice = z.output<typeof openChoice>;

/** The paths of a source that is made of files. */
export function filesIn(source: string): readonly string[] {
  return source.split('\n');
}

/** 'monday.csv', 'monday.csv and 2 more'. */
export function nameOfFiles(source: string): string {
  const [first = '', ...others] = filesIn(source);
  const name = first.split(/[/\\]/).at(-1) ?? first;
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

/** Something that holds days to be played. */
export interface ReplaySource {
  /** 'shipped', a mode, or the paths of files, one a line. */
  readonly id: string;
  readonly kind: 'shipped' | 'recorded' | 'file';
  readonly name: string;
  readonly bytes: number;
  /** Newest first; null of a file, which has to be looked at. */
  readonly days: readonly IstDate[] | null;
}

/** What a source holds, as a replay would play it. */
export interface ReplayContents {
  readonly symbols: readonly string[];
  readonly instruments: number;
  /** What prices were recorded as. */
  readonly interval: BarInterval | 'snapshots';
  readonly days: readonly { readonly date: IstDate; readonly from: EpochMs; readonly to: EpochMs }[];
  /** What was not recorded but is made. */
  readonly modelled: readonly string[];
  readonly notes: readonly string[];
}
