import { basename } from 'node:path';
import { instrumentFileName } from '#electron/storage/file-name';
import { monthlyExpiry } from '#shared/domain/expiry-rules';
import { DAY, istDate, startOfDay, type IstDate } from '#shared/domain/time';
import { UNDERLYINGS } from '#shared/domain/underlyings';
import { contractTerms } from './contract-symbol';
import { SourceError } from './source-error';
import type { Row, Table } from './table';

/** What a row is a price of: the spot (a share or an index) of an underlying, or one of its futures. */
export interface Security {
  readonly underlying: string;
  /** Null for the spot. */
  readonly expiry: IstDate | null;
  /** Tells it from others. */
  readonly key: string;
}

const SERIES = ['I', 'II', 'III'];

/**
 * What the rows of a table are of: by a column `tradingsymbol`, by `underlying`, or by the file's name
 * ('2022-01-03-NIFTY-FUT-II.csv' is of NIFTY's next future).
 */
export function createSecurityReader(table: Table): (row: Row, date: IstDate) => Security {
  if (table.columns.includes('tradingsymbol')) return (row) => ofTradingSymbol(row.text('tradingsymbol'));
  // Only contracts have an open interest.
  const isFuture = table.columns.includes('oi');
  const known = new Map<string, Security>();
  const named = table.columns.includes('underlying') ? null : symbolInName(table.path);
  const series = seriesInName(table.path);
  return (row, date) => {
    const underlying = named ?? row.text('underlying');
    const key = `${underlying}|${date}`;
    const security =
      known.get(key) ?? securityOf(underlying, isFuture ? contractExpiry(underlying, date, series) : null);
    known.set(key, security);
    return security;
  };
}

function ofTradingSymbol(symbol: string): Security {
  const terms = contractTerms(symbol);
  return terms ? securityOf(terms.underlying, terms.expiry) : securityOf(symbol, null);
}

function securityOf(underlying: string, expiry: IstDate | null): Security {
  return { underlying, expiry, key: `${underlying}|${expiry ?? 'spot'}` };
}

/** `series` 0 is the near month. */
function contractExpiry(underlying: string, date: IstDate, series: number): IstDate {
  let expiry = monthlyExpiry(underlying, date);
  for (let step = 0; step < series; step += 1) expiry = monthlyExpiry(underlying, istDate(startOfDay(expiry) + DAY));
  return expiry;
}

/** 'NIFTY50-minute-2024.csv.gz' is of NIFTY, '2022-01-03-NIFTY-FUT-I.csv' too, 'RELIANCE-15minute.csv' of RELIANCE. Throws SourceError. */
export function symbolInName(path: string): string {
  const index = indexInName(path);
  if (index !== null) return index;
  const words = wordsIn(path).filter((word) => !/^\d+$/.test(word));
  const [first = ''] = words;
  if (first === 'NIFTY50') return 'NIFTY';
  const known = UNDERLYINGS.find(({ name }) => name === first);
  if (known) return known.name;
  if (/^[A-Z][A-Z0-9&]{1,19}$/.test(first)) return first;
  throw new SourceError(path, ['its name does not say what it is of: tell with --symbol']);
}

/** Our own files are named by the instrument: 'NIFTY BANK_2024-01-01_2024-03-28.csv' is of BANKNIFTY. */
function indexInName(path: string): string | null {
  const name = basename(path).toUpperCase();
  const index = UNDERLYINGS.find(({ spot }) => name.startsWith(`${instrumentFileName(spot)}_`));
  return index?.name ?? null;
}

function seriesInName(path: string): number {
  return Math.max(0, ...wordsIn(path).map((word) => SERIES.indexOf(word)));
}

function wordsIn(path: string): readonly string[] {
  // What the National exchange lists as well is named with its exchange.
  return basename(path)
    .toUpperCase()
    .replace(/^BSE-/, '')
    .replace(/\.(CSV|TSV|TXT|JSON|PARQUET)(\.GZ)?$/, '')
    .split(/[-_. ]/);
}
