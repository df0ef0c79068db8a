import { expiryDay } from './calendar';
import { DAY, dayOfWeek, istDate, startOfDay, type IstDate } from './time';

/** As `dayOfWeek` counts: 0 is Sunday. */
type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;
const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [1, 2, 3, 4, 5] as const;

interface Rule {
  readonly from: IstDate;
  readonly monthly: Weekday;
  /** Null where there are no weekly contracts. */
  readonly weekly: Weekday | null;
}

/**
 * On which weekday contracts expire, by their expiry, for days whose instruments dump is not at hand. From the circulars behind
 * SEBI's one-weekly-per-exchange rule (November 2024) and the move to Tuesday and Thursday (September 2025); rows before
 * 2024 are from secondary sources. Other underlyings, shares among them, have monthly contracts as NIFTY.
 */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  NIFTY: [
    { from: '2000-01-01', monthly: THURSDAY, weekly: null },
    { from: '2019-02-11', monthly: THURSDAY, weekly: THURSDAY },
    { from: '2025-09-01', monthly: TUESDAY, weekly: TUESDAY },
  ],
  BANKNIFTY: [
    { from: '2000-01-01', monthly: THURSDAY, weekly: null },
    { from: '2016-05-27', monthly: THURSDAY, weekly: THURSDAY },
    { from: '2023-09-04', monthly: THURSDAY, weekly: WEDNESDAY },
    { from: '2024-03-01', monthly: WEDNESDAY, weekly: WEDNESDAY },
    { from: '2024-11-14', monthly: WEDNESDAY, weekly: null },
    { from: '2025-01-01', monthly: THURSDAY, weekly: null },
    { from: '2025-09-01', monthly: TUESDAY, weekly: null },
  ],
  FINNIFTY: [
    { from: '2000-01-01', monthly: THURSDAY, weekly: null },
    { from: '2021-10-14', monthly: TUESDAY, weekly: TUESDAY },
    { from: '2024-11-20', monthly: TUESDAY, weekly: null },
    { from: '2025-01-01', monthly: THURSDAY, weekly: null },
    { from: '2025-09-01', monthly: TUESDAY, weekly: null },
  ],
  MIDCPNIFTY: [
    { from: '2000-01-01', monthly: THURSDAY, weekly: null },
    { from: '2023-08-16', monthly: MONDAY, weekly: MONDAY },
    { from: '2024-11-19', monthly: MONDAY, weekly: null },
    { from: '2025-01-01', monthly: THURSDAY, weekly: null },
    { from: '2025-09-01', monthly: TUESDAY, weekly: null },
  ],
  SENSEX: [
    { from: '2000-01-01', monthly: THURSDAY, weekly: null },
    { from: '2023-05-15', monthly: FRIDAY, weekly: FRIDAY },
    { from: '2025-01-01', monthly: TUESDAY, weekly: TUESDAY },
    { from: '2025-09-01', monthly: THURSDAY, weekly: THURSDAY },
  ],
};
const OTHERS: readonly Rule[] = [
  { from: '2000-01-01', monthly: THURSDAY, weekly: null },
  { from: '2025-09-01', monthly: TUESDAY, weekly: null },
];

const WEEK = 7 * DAY;

/** The next expiries of an underlying's options on or after `date`, ascending. On a holiday a contract ends the trading day before. */
export function optionExpiries(underlying: string, date: IstDate, count: number): readonly IstDate[] {
  const found: IstDate[] = [];
  for (let at = startOfDay(date); found.length < count; at += DAY) {
    const nominal = istDate(at);
    if (!isNominalExpiry(underlying, nominal)) continue;
    const expiry = expiryDay(nominal);
    if (expiry >= date && found.at(-1) !== expiry) found.push(expiry);
  }
  return found;
}

/** The next monthly expiry on or after `date`, which futures have too. */
export function monthlyExpiry(underlying: string, date: IstDate): IstDate {
  for (let at = startOfDay(date); ; at += DAY) {
    const nominal = istDate(at);
    const expiry = isMonthly(underlying, nominal) ? expiryDay(nominal) : null;
    if (expiry !== null && expiry >= date) return expiry;
  }
}

function isNominalExpiry(underlying: string, date: IstDate): boolean {
  if (isMonthly(underlying, date)) return true;
  if (ruleOn(underlying, date).weekly !== dayOfWeek(date)) return false;
  // In the week of the monthly contract there is no other.
  const monday = startOfDay(date) - ((dayOfWeek(date) + 6) % 7) * DAY;
  return !Array.from({ length: 5 }, (_, day) => istDate(monday + day * DAY)).some((day) => isMonthly(underlying, day));
}

function isMonthly(underlying: string, date: IstDate): boolean {
  const isLastOfMonth = istDate(startOfDay(date) + WEEK).slice(0, 7) !== date.slice(0, 7);
  return isLastOfMonth && ruleOn(underlying, date).monthly === dayOfWeek(date);
}

function ruleOn(underlying: string, date: IstDate): Rule {
  const rule = (RULES[underlying] ?? OTHERS).findLast(({ from }) => from <= date);
  if (!rule) throw new RangeError(`The rules of expiry begin in 2000; none covers ${date}`);
  return rule;
}
