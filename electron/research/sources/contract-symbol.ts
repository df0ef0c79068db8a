import { monthlyExpiry } from '#shared/domain/expiry-rules';
import type { Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { rupees, type Paise } from '#shared/domain/units';

/** What the symbol of a contract says of it; `option` is null for a future. */
export interface ContractTerms {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly option: { readonly strike: Paise; readonly right: Right } | null;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const FUTURE = /^(.+?)(\d{2})([A-Z]{3})FUT$/;
const MONTHLY = /^(.+?)(\d{2})([A-Z]{3})(\d+(?:\.\d+)?)(CE|PE)$/;
/** Months are 1 to 9, O, N and D. */
const WEEKLY = /^(.+?)(\d{2})([1-9OND])(\d{2})(\d+(?:\.\d+)?)(CE|PE)$/;
const WEEKLY_MONTHS = '123456789OND';

/**
 * Reads a symbol as Kite writes it: NIFTY26AUGFUT, NIFTY26AUG24500CE, NIFTY2681824500CE. Null for a share or an index. Throws an
 * Error in words on a future of no month.
 */
export function contractTerms(symbol: string): ContractTerms | null {
  const [, future = '', futureYear = '', futureMonth = ''] = FUTURE.exec(symbol) ?? [];
  if (future !== '' && !MONTHS.includes(futureMonth))
    throw new Error(`expected a future such as NIFTY25APRFUT, found "${symbol}"`);
  if (future !== '') return { underlying: future, expiry: expiryOf(future, futureYear, futureMonth), option: null };
  const [, monthly = '', year = '', month = '', strike = '', right] = MONTHLY.exec(symbol) ?? [];
  if (MONTHS.includes(month))
    return { underlying: monthly, expiry: expiryOf(monthly, year, month), option: optionTerms(strike, right) };
  const [, weekly = '', yy = '', m = '', dd = '', weeklyStrike = '', weeklyRight] = WEEKLY.exec(symbol) ?? [];
  if (weekly === '') return null;
  const expiry = `20${yy}-${twoDigits(WEEKLY_MONTHS.indexOf(m) + 1)}-${dd}`;
  return { underlying: weekly, expiry, option: optionTerms(weeklyStrike, weeklyRight) };
}

/** As Kite writes it. */
export function futureSymbol({ underlying, expiry }: Pick<ContractTerms, 'underlying' | 'expiry'>): string {
  return `${underlying}${expiry.slice(2, 4)}${MONTHS[Number(expiry.slice(5, 7)) - 1] ?? ''}FUT`;
}

/** As Kite writes it: by its month the contract that ends with the month's, by its day every other one. */
export function optionSymbol(option: {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly strike: Paise;
  readonly right: Right;
}): string {
  const { underlying, expiry, strike, right } = option;
  const month = Number(expiry.slice(5, 7));
  const ends = isMonthly(underlying, expiry)
    ? (MONTHS[month - 1] ?? '')
    : `${WEEKLY_MONTHS[month - 1] ?? ''}${expiry.slice(8)}`;
  return `${underlying}${expiry.slice(2, 4)}${ends}${strike / 100}${right}`;
}

/** A day's contracts have two or three expiries among them. */
const monthly = new Map<string, IstDate>();

function isMonthly(underlying: string, expiry: IstDate): boolean {
  const key = `${underlying} ${expiry.slice(0, 7)}`;
  const known = monthly.get(key) ?? monthlyExpiry(underlying, `${expiry.slice(0, 7)}-01`);
  monthly.set(key, known);
  return known === expiry;
}

function optionTerms(strike: string, right: string | undefined): ContractTerms['option'] {
  return { strike: rupees(Number(strike)), right: right === 'PE' ? 'PE' : 'CE' };
}

function expiryOf(underlying: string, year: string, month: string): IstDate {
  return monthlyExpiry(underlying, `20${year}-${twoDigits(MONTHS.indexOf(month) + 1)}-01`);
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
