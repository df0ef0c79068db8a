import { barLength, type BarInterval } from './bars';
import type { InstrumentId } from './instrument';
import type { Quote, QuoteOf } from './quote';
import { err, ok, type Result } from './result';
import { minuteFromClock, minuteOfDay, SECOND } from './time';
import type { EpochMs } from './units';
import { symbolOf } from './words';

/** What it takes to judge the time of an entry. */
interface TimeContext {
  readonly now: EpochMs;
  readonly isWarmUp: boolean;
  readonly params: { readonly entryFrom: string; readonly entryUntil: string };
}

/** What it takes to judge prices. */
export interface PriceContext {
  readonly now: EpochMs;
  readonly params: { readonly staleAfter: number };
  readonly quote: QuoteOf;
}

/** Why the time is not one to enter, in words; null when it is. */
export function entryBlock({ now, isWarmUp, params }: TimeContext): string | null {
  const minute = minuteOfDay(now);
  if (minute < minuteFromClock(params.entryFrom)) return `waiting for ${params.entryFrom}`;
  if (minute >= minuteFromClock(params.entryUntil)) return `no entries after ${params.entryUntil}`;
  return isWarmUp ? 'reading past prices' : null;
}

/** Why a candle that began at `startAt` may not be traded on: the time is wrong, or it closed too long ago. */
export function candleBlock(
  startAt: EpochMs,
  interval: BarInterval,
  context: TimeContext & Omit<PriceContext, 'quote'>,
): string | null {
  const age = context.now - (startAt + barLength(interval));
  const isLate = age > context.params.staleAfter * SECOND;
  return entryBlock(context) ?? (isLate ? `its candle closed ${Math.round(age / SECOND)} s ago` : null);
}

/** The instrument's quote when an entry may rest on it, else what is wrong with it. */
export function freshQuote(id: InstrumentId, context: PriceContext): Result<Quote, string> {
  const quote = context.quote(id);
  if (!quote || quote.ltp <= 0) return err(`no price of ${symbolOf(id)} yet`);
  const age = context.now - quote.receivedAt;
  const limit = context.params.staleAfter * SECOND;
  if (age <= limit) return ok(quote);
  return err(`the price of ${symbolOf(id)} is ${Math.round(age / SECOND)} s old, limit ${context.params.staleAfter} s`);
}
