import type { BarSession } from './bars';
import type { MarketSegment } from './calendar-data';
import { HOLIDAYS, HOURS, SPECIAL_SESSIONS } from './calendar-data';
import type { IstDate } from './time';
import { addDays, dayOfWeek, istAt, istDate } from './time';
import type { EpochMs } from './units';

export type { MarketSegment } from './calendar-data';

export type SessionPhase = 'pre-open' | 'open' | 'closing-auction' | 'closed' | 'holiday';

export interface TradingWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** One segment's trading day. */
export interface Session {
  readonly date: IstDate;
  /** Start of order entry before the opening, or null where there is none. */
  readonly preOpensAt: EpochMs | null;
  readonly opensAt: EpochMs;
  /** End of continuous trading. */
  readonly closesAt: EpochMs;
  readonly auctionEndsAt: EpochMs | null;
  /** One, except on days that trade in several short windows. */
  readonly windows: readonly TradingWindow[];
  /** Why the day is special, or null. */
  readonly name: string | null;
  /** True where no circular was found: a year beyond the calendar's, or a special day without published hours. */
  readonly isAssumed: boolean;
}

/** Sessions that were asked for before: every order asks for its own, and the answer is always the same. */
const known = new Map<string, Session | null>();

/** The session of a date, or null when nothing trades that day. */
export function sessionOf(date: IstDate, segment: MarketSegment): Session | null {
  const key = `${date} ${segment}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const session = findSession(date, segment);
  known.set(key, session);
  return session;
}

function findSession(date: IstDate, segment: MarketSegment): Session | null {
  if (!isTradingDay(date)) return null;
  const special = SPECIAL_SESSIONS[date];
  const isAssumed = special?.isAssumed ?? !(date.slice(0, 4) in HOLIDAYS);
  const hours = hoursOn(date, segment);
  const preOpensAt = hours.preOpen === null ? null : istAt(date, hours.preOpen);
  const auctionEndsAt = hours.auctionEnds === null ? null : istAt(date, hours.auctionEnds);
  const regular = { preOpensAt, auctionEndsAt };
  const clocks = special?.windows ?? [[hours.opens, hours.closes] as const];
  const windows = clocks.map(([from, to]) => ({ from: istAt(date, from), to: istAt(date, to) }));
  return {
    date,
    ...(special?.windows ? { preOpensAt: null, auctionEndsAt: null } : regular),
    opensAt: Math.min(...windows.map((window) => window.from)),
    closesAt: Math.max(...windows.map((window) => window.to)),
    windows,
    name: special?.name ?? null,
    isAssumed,
  };
}

/** What the market of a segment is doing at an instant. */
export function phaseAt(at: EpochMs, segment: MarketSegment): SessionPhase {
  const session = sessionOf(istDate(at), segment);
  if (session === null) return 'holiday';
  if (session.windows.some((window) => at >= window.from && at < window.to)) return 'open';
  if (session.preOpensAt !== null && at >= session.preOpensAt && at < session.opensAt) return 'pre-open';
  if (session.auctionEndsAt !== null && at >= session.closesAt && at < session.auctionEndsAt) return 'closing-auction';
  return 'closed';
}

/** The hours that bars of the segment cover: an index moves once more when the auction's prices come. */
export function barSessionOf({ opensAt, closesAt, auctionEndsAt }: Session): BarSession {
  return { opensAt, closesAt: auctionEndsAt ?? closesAt };
}

/** Whether anything trades. Dates after the calendar's last year count as open on weekdays. */
export function isTradingDay(date: IstDate): boolean {
  if (date in SPECIAL_SESSIONS) return true;
  if (isWeekend(date)) return false;
  return !(HOLIDAYS[date.slice(0, 4)] ?? '').includes(date.slice(5));
}

/** Days whose predecessor was asked for before: a back-test counts back a month of them every morning. */
const predecessors = new Map<IstDate, IstDate>();

/** The last trading day before `date`. */
export function previousTradingDay(date: IstDate): IstDate {
  const known = predecessors.get(date);
  if (known !== undefined) return known;
  const day = lastTradingDayUntil(addDays(date, -1));
  predecessors.set(date, day);
  return day;
}

/** The first trading day after `date`. */
export function nextTradingDay(date: IstDate): IstDate {
  let day = addDays(date, 1);
  while (!isTradingDay(day)) day = addDays(day, 1);
  return day;
}

/** The day a contract of a nominal expiry really ends: an expiry on a holiday moves to the trading day before. */
export function expiryDay(nominal: IstDate): IstDate {
  return lastTradingDayUntil(nominal);
}

/** When derivatives of an expiry stop trading: the instant option time value has run out. */
export function expiryAt(expiry: IstDate): EpochMs {
  return istAt(expiry, hoursOn(expiry, 'options').closes);
}

function hoursOn(date: IstDate, segment: MarketSegment) {
  return inForce(HOURS, date, segment);
}

interface DatedRow {
  readonly from: IstDate;
  readonly segments: readonly MarketSegment[];
}

function inForce<Row extends DatedRow>(rows: readonly Row[], date: IstDate, segment: MarketSegment): Row {
  const row = rows.findLast((each) => each.from <= date && each.segments.includes(segment));
  if (row === undefined) throw new RangeError(`The calendar begins in 2000; no row covers ${segment} on ${date}`);
  return row;
}

function lastTradingDayUntil(date: IstDate): IstDate {
  let day = date;
  while (!isTradingDay(day)) day = addDays(day, -1);
  return day;
}

function isWeekend(date: IstDate): boolean {
  const weekday = dayOfWeek(date);
  return weekday === 0 || weekday === 6;
}
