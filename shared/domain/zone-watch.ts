import type { Bar } from './bars';
import type { Fraction, Paise } from './units';

/** A stretch of prices and what makes it matter. */
export interface ZoneSpan {
  readonly low: Paise;
  readonly high: Paise;
  /** 'Pivot S1 + Low of the previous day'. */
  readonly name: string;
}

/** A zone that the price has come to, and from where: from above it is tested as support. */
export interface ZoneTest extends ZoneSpan {
  readonly from: 'above' | 'below';
}

/** Zones of the day that are under test, and those that are over: traded, or broken through. Plain JSON. */
export interface ZoneWatch {
  readonly tests: readonly ZoneTest[];
  readonly over: readonly (ZoneSpan & { readonly end: 'traded' | 'broken' })[];
}

export const NO_ZONES_WATCHED: ZoneWatch = { tests: [], over: [] };

export interface ZoneRules {
  /** Least part of a rejecting candle's range that its wick into the zone takes up. */
  readonly wick: Fraction;
  /** A close so far beyond the zone, in paise, breaks it for the day. */
  readonly breakBeyond: number;
}

/** What a candle did to a zone under test. */
export interface ZoneEvent {
  /** `left` without a rejection: it is watched again. */
  readonly kind: 'rejected' | 'left' | 'broken';
  readonly zone: ZoneTest;
  /** Of the candle, on the zone's side, as a part of its range. */
  readonly wick: Fraction;
}

export interface ZoneStep {
  readonly watch: ZoneWatch;
  readonly events: readonly ZoneEvent[];
}

type Candle = Pick<Bar, 'open' | 'high' | 'low' | 'close'>;

/** One closed candle: zones it came to are tested, tests it decided end. `previous` is the close before it. */
export function watchZones(
  watch: ZoneWatch,
  zones: readonly ZoneSpan[],
  candle: Candle & { readonly previous: Paise },
  rules: ZoneRules,
): ZoneStep {
  const begun = zones.flatMap((zone) => (isTaken(watch, zone) ? [] : testOf(zone, candle)));
  const tests: ZoneTest[] = [];
  const events: ZoneEvent[] = [];
  for (const zone of [...watch.tests, ...begun]) {
    const kind = outcomeOf(zone, candle, rules);
    if (kind === null) tests.push(zone);
    else events.push({ kind, zone, wick: wickOf(zone, candle) });
  }
  const broken = events
    .filter(({ kind }) => kind === 'broken')
    .map(({ zone }) => ({ ...spanOf(zone), end: 'broken' as const }));
  return { watch: { tests, over: [...watch.over, ...broken] }, events };
}

/** A zone that was traded is done for the day. */
export function endZone(watch: ZoneWatch, zone: ZoneSpan): ZoneWatch {
  return { ...watch, over: [...watch.over, { ...spanOf(zone), end: 'traded' }] };
}

/** Whether a zone, or one that it grew out of, is over. */
export function isOver({ over }: ZoneWatch, zone: ZoneSpan): boolean {
  return over.some((other) => overlap(other, zone));
}

function isTaken(watch: ZoneWatch, zone: ZoneSpan): boolean {
  return isOver(watch, zone) || watch.tests.some((test) => overlap(test, zone));
}

function overlap(one: ZoneSpan, other: ZoneSpan): boolean {
  return one.low <= other.high && other.low <= one.high;
}

function spanOf({ low, high, name }: ZoneSpan): ZoneSpan {
  return { low, high, name };
}

/** A test begins with a candle that reaches into the zone after one that closed outside. */
function testOf(zone: ZoneSpan, { previous, high, low }: Candle & { readonly previous: Paise }): readonly ZoneTest[] {
  if (previous > zone.high && low <= zone.high) return [{ ...zone, from: 'above' }];
  return previous < zone.low && high >= zone.low ? [{ ...zone, from: 'below' }] : [];
}

function outcomeOf(zone: ZoneTest, candle: Candle, { wick, breakBeyond }: ZoneRules): ZoneEvent['kind'] | null {
  const { close } = candle;
  const isBroken = zone.from === 'above' ? close < zone.low - breakBeyond : close > zone.high + breakBeyond;
  if (isBroken) return 'broken';
  const isBack = zone.from === 'above' ? close > zone.high : close < zone.low;
  if (!isBack) return null;
  return wickOf(zone, candle) >= wick && touches(zone, candle) ? 'rejected' : 'left';
}

function touches({ from, low, high }: ZoneTest, candle: Candle): boolean {
  return from === 'above' ? candle.low <= high : candle.high >= low;
}

function wickOf({ from }: ZoneTest, { open, high, low, close }: Candle): Fraction {
  if (high === low) return 0;
  const wick = from === 'above' ? Math.min(open, close) - low : high - Math.max(open, close);
  return wick / (high - low);
}
