import type { Bar, BarInterval } from './bars';
import type { Catalogue } from './catalogue';
import type { ExitPlan } from './exit-plan';
import type { InstrumentId, Side } from './instrument';
import type { Product } from './order';
import type { ParamSchema, ParamsOf } from './params';
import type { QuoteOf } from './quote';
import type { Trade, TradeId } from './trade';
import type { EpochMs, Paise, Qty } from './units';

/** What a strategy asks to see. Quotes of everything named here are subscribed and kept while it runs. */
export type Need =
  | { readonly kind: 'quote'; readonly instrument: InstrumentId }
  /** `range` strikes either side of ATM, re-centred as the spot moves. */
  | { readonly kind: 'chain'; readonly underlying: string; readonly expiry: string; readonly range: number }
  /** Closed bars, beginning with up to `history` that lie in the past (delivered with `isWarmUp`). */
  | {
      readonly kind: 'bars';
      readonly instrument: InstrumentId;
      readonly interval: BarInterval;
      readonly history: number;
    };

export interface LegIntent {
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Units, unsigned: lots × the instrument's lot size of the day. */
  readonly qty: Qty;
  /** Hedges are bought first and left last. */
  readonly role: 'main' | 'hedge';
  /** The entry rests at this price and is not chased; without one it crosses the spread. */
  readonly limit?: Paise | null;
  /** Prices of the leg's own instrument that come before those of the exit plan. */
  readonly stop?: Paise | null;
  readonly target?: Paise | null;
}

export interface OpenAction {
  readonly kind: 'open';
  /** Names the signal: a second `open` with the same name on the same day is the same call and is ignored. */
  readonly signal: string;
  /** What a person would say: 'Sell 24250 straddle, 2 lots'. */
  readonly title: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly legs: readonly LegIntent[];
  readonly exits: ExitPlan;
  readonly product: Product;
}

export interface CloseAction {
  readonly kind: 'close';
  readonly tradeId: TradeId;
  readonly reason: string;
}

export type Action = OpenAction | CloseAction;

/** What a strategy answers to an event: its next state, why, and what it wants done. */
export interface Decision<State> {
  readonly state: State;
  /** One sentence with the figures it looked at; null where it only looked on: `describe` says what it sees. */
  readonly why: string | null;
  readonly actions: readonly Action[];
}

export interface StrategyContext<Params> {
  readonly params: Params;
  readonly now: EpochMs;
  readonly catalogue: Catalogue;
  /** Null until a first price came. */
  readonly quote: QuoteOf;
  /** This instance's own trades of the day, oldest first. */
  readonly trades: readonly Trade[];
  /** True while past bars are being delivered: build state, actions are ignored. */
  readonly isWarmUp: boolean;
}

export interface StrategyDefinition<Schema extends ParamSchema = ParamSchema, State = unknown> {
  readonly id: string;
  readonly name: string;
  /** Plain language, for the person who decides whether to run it. */
  readonly summary: string;
  readonly params: Schema;
  /** May name an underlying that is not in the day's instruments: then answer an empty list and hold with a reason. */
  needs(params: ParamsOf<Schema>, catalogue: Catalogue): readonly Need[];
  /** Plain JSON: it is journalled, and all the memory there is. */
  initial(params: ParamsOf<Schema>): State;
  onBar?(state: State, bar: ClosedBar, context: StrategyContext<ParamsOf<Schema>>): Decision<State>;
  /** After any batch of price changes among its needs; only where prices themselves decide, not candles alone. */
  onQuotes?(state: State, context: StrategyContext<ParamsOf<Schema>>): Decision<State>;
  /** After one of its own trades changed: filled, leg stopped, closed. */
  onTrade?(state: State, trade: Trade, context: StrategyContext<ParamsOf<Schema>>): Decision<State>;
  /** What it sees, one sentence with the figures, shown live on its card. Asked only when somebody looks, so it decides nothing. */
  describe?(state: State, context: StrategyContext<ParamsOf<Schema>>): string;
  /** What it has measured, from the state alone; shown with its log. */
  figures?(state: State, params: ParamsOf<Schema>): FigureTable;
  /** Levels to draw on the chart of `instrument`, from the state alone. */
  drawings?(state: State): readonly Drawing[];
}

/** A small table in words, its cells as they are shown. */
export interface FigureTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ClosedBar extends Bar {
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
}

/** A bar of a series, told whose it is. Written out, because they come by the million and a spread takes ten times as long. */
export function closedBar(bar: Bar, instrument: InstrumentId, interval: BarInterval): ClosedBar {
  const { startAt, open, high, low, close, volume, oi } = bar;
  return { startAt, open, high, low, close, volume, oi, instrument, interval };
}

export interface Drawing {
  readonly instrument: InstrumentId;
  readonly price: number;
  readonly label: string;
  readonly tone: 'support' | 'resistance' | 'stop' | 'target' | 'neutral';
}

/** Gives a strategy file its types. The state is erased here: only the strategy's own functions ever look inside it. */
export function defineStrategy<const Schema extends ParamSchema, State>(
  definition: StrategyDefinition<Schema, State>,
): StrategyDefinition<Schema, State> {
  return definition;
}

const NOTHING: readonly Action[] = [];

export function hold<State>(state: State, why: string | null = null): Decision<State> {
  return { state, why, actions: NOTHING };
}

export function act<State>(state: State, why: string, ...actions: readonly Action[]): Decision<State> {
  return { state, why, actions };
}

/** Every strategy's entry window and square-off, spread into its schema. */
export const SESSION_PARAMS = {
  entryFrom: { kind: 'clock', label: 'Enter from', hint: 'No entry before this time (IST).', initial: '09:20' },
  entryUntil: { kind: 'clock', label: 'Enter until', hint: 'No entry after this time (IST).', initial: '14:45' },
  squareOffAt: {
    kind: 'clock',
    label: 'Square off at',
    hint: 'Everything is exited at this time (IST).',
    initial: '15:15',
  },
  staleAfter: {
    kind: 'integer',
    label: 'Prices are stale after',
    hint: 'No entry on a price older than this. Contracts near the money trade every second; thin ones need more.',
    min: 2,
    max: 300,
    unit: 's',
    initial: 15,
  },
} as const satisfies ParamSchema;
