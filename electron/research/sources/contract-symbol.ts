import { monthlyExpiry } from '#shared/domain/expiry-rules';
import type { Right } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import { rupees, type Paise } from '#shared/domain/units';
import { MONTHS } from './listings';

/** What the symbol of a contract says of it; `option` is null for a future. */
export interface ContractTerms {
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly option: { readonly strike: Paise; readonly right: Right } | null;
}

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

function optionTerms(strike: string, right: string | undefined): ContractTerms['option'] {
  return { strike: rupees(Number(strike)), right: right === 'PE' ? 'PE' : 'CE' };
}

function expiryOf(underlying: string, year: string, month: string): IstDate {
  return monthlyExpiry(underlying, `20${year}-${twoDigits(MONTHS.indexOf(month) + 1)}-01`);
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
