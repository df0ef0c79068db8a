import { BAR_INTERVALS, type BarInterval } from '#shared/domain/bars';
import { CANDLE_PARTS, type CandlePart } from '#shared/ipc/import';
import type { parsers } from '#shared/ipc/contract';
import type { z } from 'zod';

export type ImportInput = z.input<(typeof parsers)['lab.previewImport']>;

/** How a file is to be read, as far as a person has said so. */
export interface ImportDraft {
  readonly symbol: string;
  /** An empty name says that there is no such column. */
  readonly columns: Readonly<Partial<Record<CandlePart, string>>>;
  readonly pattern: string;
  readonly zone: string;
  readonly endOf: BarInterval | typeof AT_START;
  readonly skipsFaulty: boolean;
}

/** Times label the beginning of a candle. */
export const AT_START = 'start';

export const FIRST_IMPORT: ImportDraft = {
  symbol: '',
  columns: {},
  pattern: '',
  zone: '+05:30',
  endOf: AT_START,
  skipsFaulty: false,
};

/** Without these there is no candle. */
const NEEDED: ReadonlySet<CandlePart> = new Set(['time', 'open', 'high', 'low', 'close']);

export const PART_WORDS: Readonly<Record<CandlePart, string>> = {
  time: 'Time',
  clock: 'Time of day',
  open: 'Open',
  high: 'High',
  low: 'Low',
  close: 'Close',
  volume: 'Volume',
  oi: 'Open interest',
};

export function isNeeded(part: CandlePart): boolean {
  return NEEDED.has(part);
}

/** What is asked of the desk: nothing is said of what was left to be guessed. */
export function importOf(file: string, draft: ImportDraft): ImportInput {
  const { symbol, columns, pattern, zone, endOf, skipsFaulty } = draft;
  const said = CANDLE_PARTS.flatMap((part): [CandlePart, string | null][] => {
    const column = columns[part];
    if (column === undefined || (column === '' && isNeeded(part))) return [];
    return [[part, column === '' ? null : column]];
  });
  return {
    file,
    symbol: symbol.trim().toUpperCase() || null,
    columns: Object.fromEntries(said),
    pattern: pattern.trim() || null,
    zone,
    endOf: endOf === AT_START ? null : endOf,
    skipsFaulty,
  };
}

export const LABEL_CHOICES = [
  { value: AT_START, label: 'The start of a candle' },
  ...BAR_INTERVALS.map((value) => ({ value, label: `The end of ${value}` })),
] as const;

/** India first; the rest by the hour. */
export const ZONE_CHOICES: readonly { readonly value: string; readonly label: string }[] = [
  { value: '+05:30', label: 'IST' },
  { value: 'Z', label: 'UTC' },
  ...Array.from({ length: 27 }, (_, index) => index - 12)
    .filter((hours) => hours !== 0)
    .map((hours) => {
      const value = `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
      return { value, label: `UTC${value.replace('-', '−')}` };
    }),
];
