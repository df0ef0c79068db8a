import type { Bar, BarInterval } from '#shared/domain/bars';
import type { Call } from '#shared/domain/call';
import type { Fill } from '#shared/domain/fill';
import type { Instance } from '#shared/domain/instance';
import type { Exchange, Future, Instrument, InstrumentId, Option } from '#shared/domain/instrument';
import type { IvPercentile } from '#shared/domain/options/iv-percentile';
import type { Notice } from '#shared/domain/notice';
import type { Order } from '#shared/domain/order';
import type { OutsideOrder, OutsidePosition } from '#shared/domain/outside';
import type { RiskLimits } from '#shared/domain/risk';
import type { Drawing } from '#shared/domain/strategy';
import type { IstDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import type { EpochMs, Fraction, Paise, Qty } from '#shared/domain/units';
import type { PlayedDay } from './playback';

export type Mode = 'demo' | 'paper' | 'live' | 'replay';
export type SessionPhase = 'pre-open' | 'open' | 'closing-auction' | 'closed' | 'holiday';

export interface ConnectionView {
  /** `closed`: the desk could not be opened, so nothing connects. */
  readonly state: 'connecting' | 'connected' | 'disconnected' | 'login-required' | 'closed';
  readonly reason: string;
}

/** The demo or replay clock; null in paper and live. */
export interface PlaybackView {
  /** Market seconds per second; FASTEST_SPEED is as fast as the desk can. */
  readonly speed: number;
  readonly isPaused: boolean;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** When the next price comes, where nothing moves until then for so long that a person wonders; else null. */
  readonly waitsUntil: EpochMs | null;
  /** What the days are of: 'shipped', a mode whose recordings they are, or a file. */
  readonly source: string;
  readonly day: IstDate;
  readonly days: readonly { readonly id: string; readonly label: string }[];
  /** The last day that is gone on to by itself; null stops at the end of this one. */
  readonly until: IstDate | null;
  /** Days that were played to their end since the desk was opened, the newest first. */
  readonly played: readonly PlayedDay[];
  /** How much was read of the source that somebody waits for; null when nobody does. */
  readonly reading: Fraction | null;
  /** What is recorded and what is modelled, for the person who looks at the prices. */
  readonly provenance: string;
}

/** The one-row table: the desk as a whole. */
export interface DeskView {
  readonly mode: Mode;
  readonly date: IstDate;
  /** The desk's clock when this was published. */
  readonly at: EpochMs;
  readonly phase: SessionPhase;
  readonly isArmed: boolean;
  /** Null while not halted. */
  readonly haltReason: string | null;
  readonly isReconciled: boolean;
  readonly feed: ConnectionView;
  readonly orders: ConnectionView;
  readonly lastTickAt: EpochMs;
  readonly ticksPerSecond: number;
  readonly pnl: PnlView;
  readonly funds: { readonly available: Paise; readonly used: Paise } | null;
  readonly limits: RiskLimits;
  readonly playback: PlaybackView | null;
  readonly underlyings: readonly UnderlyingView[];
  /** For the top bar, in order: what the underlyings are traded on, and the VIX. */
  readonly indices: readonly InstrumentId[];
  /** What the trader chose to watch, in order; only what today's instruments have. */
  readonly watchlist: readonly InstrumentId[];
  /** What the broker has that the desk did not make, at the last comparison: shown, never touched. */
  readonly outside: { readonly positions: readonly OutsidePositionView[]; readonly orders: readonly OutsideOrder[] };
  /** Stretches of the day in which no prices came, ascending. */
  readonly gaps: readonly GapView[];
}

export interface OutsidePositionView extends Pick<OutsidePosition, 'instrument' | 'product' | 'qty'> {
  /** In paise with a fraction; null where the broker does not tell it. */
  readonly averagePrice: number | null;
}

/** A stretch without prices; `filled` once the broker's candles stand in for it, `missing` when it had none. */
export interface GapView {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly state: 'filling' | 'filled' | 'missing';
}

export interface UnderlyingView {
  readonly name: string;
  readonly spot: InstrumentId;
  readonly future: InstrumentId | null;
  readonly expiries: readonly IstDate[];
}

/** The day's result. total = realised + mtm; net = total − charges. */
export interface PnlView {
  readonly realised: Paise;
  readonly mtm: Paise;
  readonly charges: Paise;
  readonly net: Paise;
  readonly peak: Paise;
  readonly trough: Paise;
}

/** What a derivative is a contract on; a future has no strike. */
export type ContractView =
  | Pick<Future, 'kind' | 'underlying' | 'expiry'>
  | Pick<Option, 'kind' | 'underlying' | 'expiry' | 'strike' | 'right'>;

export interface QuoteView {
  readonly id: InstrumentId;
  readonly symbol: string;
  /** As a trader says it: 'NIFTY 24500 CE 18 Aug'. */
  readonly name: string;
  /** Units in a lot today; 1 for what is not traded in lots. */
  readonly lotSize: Qty;
  /** Null for an index or a share. */
  readonly contract: ContractView | null;
  readonly ltp: Paise;
  readonly close: Paise;
  readonly high: Paise;
  readonly low: Paise;
  readonly volume: Qty;
  readonly oi: Qty;
  readonly bid: Paise;
  readonly ask: Paise;
  readonly at: EpochMs;
}

/** An instrument as a search shows it. */
export interface InstrumentView {
  readonly id: InstrumentId;
  readonly symbol: string;
  /** As a trader says it: 'NIFTY 24500 CE 18 Aug'. */
  readonly name: string;
  readonly exchange: Exchange;
  readonly kind: Instrument['kind'];
  readonly lotSize: Qty;
  /** Null where it never ends. */
  readonly expiry: IstDate | null;
}

/** Header of one chain; prices and strikes in paise, IV a yearly fraction, null where it cannot be computed. */
export interface ChainView {
  readonly key: ChainKey;
  readonly underlying: string;
  readonly expiry: IstDate;
  readonly spot: Paise | null;
  readonly future: Paise | null;
  readonly forward: number | null;
  readonly atmStrike: Paise | null;
  readonly atmIv: Fraction | null;
  /** Of the underlying's nearest expiry after today, among the days the desk has run; null before the second of them. */
  readonly ivPercentile: IvPercentile | null;
  readonly pcrOi: number | null;
  readonly pcrVolume: number | null;
  readonly maxPain: Paise | null;
  readonly straddle: Paise | null;
  readonly expectedMove: number | null;
  readonly daysToExpiry: number;
  readonly lotSize: Qty;
  /** Ascending; rows are in the `strikes` table under `strikeKey(key, strike)`. */
  readonly strikes: readonly Paise[];
}

export interface OptionCell {
  readonly id: InstrumentId;
  readonly ltp: Paise;
  readonly close: Paise;
  readonly bid: Paise;
  readonly ask: Paise;
  readonly oi: Qty;
  /** Since the previous day's end; null until that is known. */
  readonly oiChange: number | null;
  readonly volume: Qty;
  readonly iv: Fraction | null;
  readonly delta: number | null;
  readonly gamma: number | null;
  /** Paise per calendar day. */
  readonly theta: number | null;
  /** Paise per percentage point of volatility. */
  readonly vega: number | null;
  readonly at: EpochMs;
}

export interface StrikeView {
  readonly strike: Paise;
  readonly ce: OptionCell | null;
  readonly pe: OptionCell | null;
}

export interface InstanceView extends Omit<Instance, 'state'> {
  readonly strategyName: string;
  readonly drawings: readonly Drawing[];
  readonly pnl: Paise;
  readonly openTrades: number;
}

/** The newest bars of a series somebody watches; `last` is still forming. */
export interface SeriesView {
  /** Another one than before: earlier bars were changed too. */
  readonly revision: number;
  readonly last: Bar;
  readonly previous: Bar | null;
}

/** Fills as shown, with where they came from. */
export interface FillView extends Fill {
  readonly owner: string;
}

export type ChainKey = string;

export function chainKey(underlying: string, expiry: IstDate): ChainKey {
  return `${underlying}|${expiry}`;
}

export function strikeKey(chain: ChainKey, strike: Paise): string {
  return `${chain}|${strike}`;
}

export function seriesKey(instrument: InstrumentId, interval: BarInterval): string {
  return `${instrument}|${interval}`;
}

/** The desk as tables of immutable rows by key: what the renderer holds a replica of. */
export interface Tables {
  readonly desk: Readonly<Record<'desk', DeskView>>;
  readonly quotes: Readonly<Record<string, QuoteView>>;
  readonly chains: Readonly<Record<ChainKey, ChainView>>;
  readonly strikes: Readonly<Record<string, StrikeView>>;
  readonly series: Readonly<Record<string, SeriesView>>;
  readonly instances: Readonly<Record<string, InstanceView>>;
  readonly trades: Readonly<Record<string, Trade>>;
  readonly orders: Readonly<Record<string, Order>>;
  readonly fills: Readonly<Record<string, FillView>>;
  readonly calls: Readonly<Record<string, Call>>;
  readonly notices: Readonly<Record<string, Notice>>;
}
