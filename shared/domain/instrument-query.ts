import type { Right } from './instrument';
import type { IstDate } from './time';

/** What a person typed to find an instrument, taken apart. Parts that were not typed are null or empty. */
export interface InstrumentQuery {
  /** Everything typed, in capitals, without what separates words: 'NIFTY26000CE'. */
  readonly text: string;
  /** The words that are no part of a contract: 'BANKNIFTY' of 'bank nifty 25 nov 58000 ce'. */
  readonly name: string;
  /** 1 to 12. */
  readonly month: number | null;
  /** A day of the month or the last two digits of a year: '25 NOV' may be either. */
  readonly dayOrYear: number | null;
  readonly year: number | null;
  /** The digits of a strike so far. */
  readonly strike: string;
  readonly right: Right | null;
  readonly isFuture: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const RIGHTS: Readonly<Record<string, Right>> = { CE: 'CE', CALL: 'CE', CALLS: 'CE', PE: 'PE', PUT: 'PE', PUTS: 'PE' };
const FUTURES = new Set(['FUT', 'FUTURE', 'FUTURES']);

/** Understands words in any order and run together: 'NIFTY 25 NOV 26000 CE', 'nifty 26000ce', 'NIFTY26NOVFUT'. */
export function parseInstrumentQuery(typed: string): InstrumentQuery {
  const parts = partsOf(typed);
  const month = parts.findIndex((part) => MONTHS.includes(part));
  const { dayOrYear, year, strike } = numbersOf(parts, month);
  const words = parts.filter((part) => !isNumber(part) && !MONTHS.includes(part));
  const right = words.map((word) => RIGHTS[word]).find((found) => found !== undefined) ?? null;
  return {
    text: compact(typed),
    name: compact(words.filter((word) => RIGHTS[word] === undefined && !FUTURES.has(word)).join('')),
    month: month < 0 ? null : MONTHS.indexOf(parts[month] ?? '') + 1,
    dayOrYear,
    year,
    strike,
    right,
    isFuture: words.some((word) => FUTURES.has(word)),
  };
}

/** Text as it is compared: 'Nifty Bank' and 'NIFTY-BANK' are one. */
export function compact(text: string): string {
  const capitals = text.toUpperCase();
  return /[^A-Z0-9&.]/.test(capitals) ? capitals.replaceAll(/[^A-Z0-9&.]/g, '') : capitals;
}

/** Whether more than a name was typed. */
export function asksForContract(query: InstrumentQuery): boolean {
  return query.month !== null || query.strike !== '' || query.right !== null || query.isFuture;
}

export function isExpiryAsked(query: InstrumentQuery, expiry: IstDate): boolean {
  const [year, month, day] = expiry.split('-').map(Number);
  const { dayOrYear } = query;
  return (
    (query.month === null || query.month === month) &&
    (query.year === null || query.year === year) &&
    (dayOrYear === null || dayOrYear === day || dayOrYear === (year ?? 0) % 100)
  );
}

function partsOf(typed: string): string[] {
  const runs = typed.toUpperCase().match(/\d+(?:\.\d+)?|[A-Z&]+/g) ?? [];
  return runs.flatMap((run) => {
    const [month, rest] = [run.slice(0, 3), run.slice(3)];
    return MONTHS.includes(month) && FUTURES.has(rest) ? [month, rest] : [run];
  });
}

interface Numbers {
  readonly dayOrYear: number | null;
  readonly year: number | null;
  readonly strike: string;
}

/** Beside a month stand a day and a year; a small number before another one is a day too; what is left is the strike. */
function numbersOf(parts: readonly string[], month: number): Numbers {
  const numbers = parts.map((part, index) => ({ part, index })).filter(({ part }) => isNumber(part));
  const isBeside = ({ index }: { readonly index: number }): boolean => Math.abs(index - month) === 1;
  const isSmall = ({ part }: { readonly part: string }): boolean => part.length <= 2 && Number(part) <= 99;
  const year = month < 0 ? undefined : numbers.find((each) => isBeside(each) && /^20\d\d$/.test(each.part));
  const day =
    month < 0
      ? numbers.slice(0, -1).find(isSmall)
      : numbers.find((each) => each !== year && isBeside(each) && isSmall(each));
  const strike = numbers.findLast((each) => each !== year && each !== day);
  return {
    dayOrYear: day ? Number(day.part) : null,
    year: year ? Number(year.part) : null,
    strike: strike?.part ?? '',
  };
}

function isNumber(part: string): boolean {
  return /^\d/.test(part);
}
