import type { ExitPlan } from './exit-plan';
import type { InstrumentId, Side } from './instrument';
import type { Order, Product } from './order';
import type { Position } from './position';
import type { EpochMs, Paise, Qty } from './units';

export type TradeId = string;
export type InstanceId = string;

/** A trade that no strategy asked for: who did, and by which name it is shown. */
export interface ManualOwner {
  readonly kind: 'manual';
  readonly by: 'hand' | 'webhook' | 'api';
  /** 'By hand', or the name of the alert. */
  readonly label: string;
}

/** Who a trade belongs to, and so who may exit it. */
export type Owner = { readonly kind: 'strategy'; readonly instance: InstanceId } | ManualOwner;

export type LegStatus = 'entering' | 'open' | 'exiting' | 'closed' | 'failed';

/** One instrument of a trade. */
export interface Leg {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Units wanted, unsigned. */
  readonly qty: Qty;
  readonly role: 'main' | 'hedge';
  /** The entry's own price: it rests there and is not chased. Without one the entry crosses the spread. */
  readonly limit?: Paise | null;
  readonly status: LegStatus;
  readonly position: Position;
  /** Average entry price, rounded to the paisa; kept after the leg was left. */
  readonly entry: Paise | null;
  /** Price of the leg's own instrument at which it is left with a loss; null without a stop. */
  readonly stop: Paise | null;
  readonly target: Paise | null;
  /** The most favourable price since entry; a trailing stop follows it. */
  readonly best: Paise | null;
  readonly exitReason: string | null;
}

/**
 * opening → open → closing → closed; `failed` when nothing of it ever filled.
 * `legged` is how long part of a multi-leg entry has been missing, from the first fill.
 */
export type TradeStatus = 'opening' | 'open' | 'closing' | 'closed' | 'failed';

/** Who decided that a trade is left: a person, its own exit plan, its strategy, or a limit of the desk. */
export type ExitedBy = 'person' | 'plan' | 'strategy' | 'limit';

/** Why something is left, for the record, and on whose decision. */
export interface Leaving {
  readonly reason: string;
  readonly by: ExitedBy;
  /** Only of a stop of the exit plan; journals from before it was told have none. */
  readonly isStop?: boolean;
}

/** Legs that were entered for one reason and are left together: a straddle is one trade with two legs. */
export interface Trade {
  readonly id: TradeId;
  readonly owner: Owner;
  readonly callId: string | null;
  readonly name: string;
  readonly product: Product;
  readonly status: TradeStatus;
  readonly legs: readonly Leg[];
  readonly exits: ExitPlan;
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs | null;
  readonly entryReason: string;
  readonly exitReason: string | null;
  readonly exitedBy: ExitedBy | null;
  /** A stop of it or of one of its legs was hit. */
  readonly isStopped?: boolean;
  /** It was made elsewhere and taken over; none of the broker's trades that were seen then can have closed it. */
  readonly adopted?: { readonly seen: readonly string[] };
}

export function isLive(trade: Pick<Trade, 'status'>): boolean {
  return trade.status === 'opening' || trade.status === 'open' || trade.status === 'closing';
}

export function isOwnedBy(trade: Pick<Trade, 'owner'>, instance: InstanceId): boolean {
  return trade.owner.kind === 'strategy' && trade.owner.instance === instance;
}

/** Whether a person decided the exit: a strategy leaves it at that. */
export function wasLeftByHand(trade: Pick<Trade, 'exitedBy'>): boolean {
  return trade.exitedBy === 'person';
}

/** What became of a call made at `at`: the trade opened since, undefined when there is none (yet). */
export function tradeSince(trades: readonly Trade[], at: EpochMs): Trade | undefined {
  return trades.findLast((trade) => trade.openedAt >= at);
}

/** Whether an order is an entry at a price that a person chose: it rests there and is not chased. */
export function isHeldAtLimit(
  { purpose, legId }: Pick<Order, 'purpose' | 'legId'>,
  trade: Pick<Trade, 'legs'> | undefined,
): boolean {
  const limit = trade?.legs.find(({ id }) => id === legId)?.limit ?? null;
  return purpose === 'entry' && limit !== null;
}
