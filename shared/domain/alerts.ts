import type { InstrumentId } from './instrument';
import { istDate, SECOND, type IstDate } from './time';
import type { InstanceId } from './trade';
import type { EpochMs } from './units';

/** What a rule looks at. */
export type Measure =
  /** Paise. */
  | { readonly kind: 'price'; readonly instrument: InstrumentId }
  /** Units since the previous day's end. */
  | { readonly kind: 'oi-change'; readonly instrument: InstrumentId }
  /** Paise, a ratio, and a yearly fraction; without an expiry it is the nearest one's. */
  | {
      readonly kind: 'straddle' | 'pcr' | 'atm-iv';
      readonly underlying: string;
      readonly expiry: IstDate | null;
    }
  /** Paise after charges of the whole day, or of one strategy before them. */
  | { readonly kind: 'pnl'; readonly instance: InstanceId | null };

/** Rising to the level, falling to it, or either. */
export const ALERT_SIDES = ['above', 'below', 'crosses'] as const;
export type AlertSide = (typeof ALERT_SIDES)[number];

/** What strategies and connections do. `stop`: a trade is left by a stop; `halted`: entries are refused. */
export const ALERT_EVENTS = ['entry', 'exit', 'stop', 'failed', 'halted', 'connection'] as const;
export type AlertEvent = (typeof ALERT_EVENTS)[number];

export type Watch =
  | {
      readonly kind: 'level';
      readonly measure: Measure;
      readonly side: AlertSide;
      /** In the measure's unit. */
      readonly level: number;
    }
  /** Of one strategy, or of all for null. */
  | { readonly kind: 'event'; readonly event: AlertEvent; readonly instance: InstanceId | null };

/** Once: it turns itself off. Daily: at most once a day. Every: each time, with a pause between. */
export const ALERT_REPEATS = ['once', 'daily', 'every'] as const;
export type AlertRepeat = (typeof ALERT_REPEATS)[number];

/** Ways to tell besides the desk's own notice. */
export const ALERT_CHANNELS = ['computer', 'sound', 'telegram', 'webhook'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

export interface AlertRule {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly watch: Watch;
  readonly repeat: AlertRepeat;
  /** Of a rule that fires every time. */
  readonly pauseSeconds: number;
  readonly channels: readonly AlertChannel[];
}

/** When a rule fired last. In Demo the desk's clock is the recorded day's, and only the computer's knows how long ago that is. */
export interface AlertMark {
  /** The desk's clock. */
  readonly firedAt: EpochMs | null;
  /** The computer's. */
  readonly toldAt: EpochMs | null;
  readonly count: number;
  /** What it said then. */
  readonly said: string;
}

export const NEVER_FIRED: AlertMark = { firedAt: null, toldAt: null, count: 0, said: '' };

/**
 * From which side a rule waits for its level. `fresh`: no value was seen yet; `near`: it fired, or began at the level, and the
 * value has to leave its neighbourhood first.
 */
export type Armed = 'fresh' | 'below' | 'above' | 'near';

/** Whether this value has reached the level, seen from where the rule waits. Makes no object: it is asked at every price. */
export function isReached(armed: Armed, side: AlertSide, value: number, level: number): boolean {
  if (armed === 'below') return value >= level && side !== 'below';
  return armed === 'above' && value <= level && side !== 'above';
}

/** Where the rule waits after this value. `room` is how far the value has to go from the level before it counts again. */
export function armedAfter(armed: Armed, value: number, level: number, room: number): Armed {
  if (armed === 'below' && value < level) return armed;
  if (armed === 'above' && value > level) return armed;
  // The first value needs no distance: nothing has been told yet that could be told again.
  const needed = armed === 'fresh' ? 0 : room;
  if (value < level - needed) return 'below';
  return value > level + needed ? 'above' : 'near';
}

const BASIS_POINT = 1e-4;

/** How far a value has to leave its level before it can reach it again: a price that trembles at a level is one alert. */
export function roomOf({ kind }: Measure, level: number): number {
  const size = Math.abs(level);
  switch (kind) {
    case 'price':
      return Math.max(10, 2 * BASIS_POINT * size);
    case 'straddle':
      return Math.max(50, 50 * BASIS_POINT * size);
    case 'pcr':
      return 0.01;
    case 'atm-iv':
      return 0.001;
    case 'oi-change':
      return 100 * BASIS_POINT * size;
    case 'pnl':
      return Math.max(10_000, 200 * BASIS_POINT * size);
  }
}

/** The same moment on the desk's clock and on the computer's. */
interface Moment {
  readonly firedAt: EpochMs;
  readonly toldAt: EpochMs;
}

/** Whether a rule that has something to say may say it now. */
export function mayFire(
  { isOn, repeat, pauseSeconds }: Pick<AlertRule, 'isOn' | 'repeat' | 'pauseSeconds'>,
  { firedAt, toldAt }: Pick<AlertMark, 'firedAt' | 'toldAt'>,
  now: Moment,
): boolean {
  if (!isOn) return false;
  if (repeat === 'daily') return firedAt === null || istDate(firedAt) !== istDate(now.firedAt);
  const sinceTold = toldAt === null ? null : now.toldAt - toldAt;
  // A clock that was set back must not silence a rule.
  return sinceTold === null || repeat === 'once' || sinceTold < 0 || sinceTold >= pauseSeconds * SECOND;
}

/** The mark after a rule fired. */
export function fired(mark: AlertMark, { firedAt, toldAt }: Moment, said: string): AlertMark {
  return { firedAt, toldAt, count: mark.count + 1, said };
}
