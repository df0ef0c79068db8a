import type { Catalogue } from '#shared/domain/catalogue';
import type { Fact } from '#shared/domain/facts';
import type { Funds } from '#shared/domain/funds';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import type { Notice } from '#shared/domain/notice';
import type { OrderId, OrderPrice, Product } from '#shared/domain/order';
import { NOTHING_OUTSIDE, type Outside } from '#shared/domain/outside';
import type { QuoteOf } from '#shared/domain/quote';
import type { ApprovedOrder } from '#shared/domain/risk';
import type { Drawing, LegIntent, OpenAction } from '#shared/domain/strategy';
import type { InstanceId, Owner, TradeId } from '#shared/domain/trade';
import type { EpochMs, Fraction, Paise } from '#shared/domain/units';
import type { BrokerOrder } from '#shared/ports/broker';
import type { Desk } from './desk';

/** What the engine asks the world to do. The runner does it after the facts of the same step are safe. */
export type Effect =
  | { readonly kind: 'place'; readonly order: ApprovedOrder }
  | { readonly kind: 'modify'; readonly order: OrderId; readonly price: OrderPrice }
  | { readonly kind: 'cancel'; readonly order: OrderId }
  /** One that another app made. */
  | { readonly kind: 'cancel-outside'; readonly brokerId: string }
  | { readonly kind: 'read-fills'; readonly order: OrderId; readonly brokerId: string }
  | { readonly kind: 'read-books' }
  /** What the broker would block for these legs together; the answer comes back as an input. */
  | {
      readonly kind: 'check-margin';
      readonly call: string;
      readonly legs: readonly LegIntent[];
      readonly product: Product;
    }
  /** Something was set aside; the error is for the log. */
  | { readonly kind: 'report-fault'; readonly what: string; readonly error: unknown }
  | { readonly kind: 'host-start'; readonly instance: InstanceId }
  | { readonly kind: 'host-stop'; readonly instance: InstanceId }
  /** An instance's own trade changed and its strategy should hear of it. */
  | { readonly kind: 'host-trade'; readonly instance: InstanceId; readonly trade: TradeId };

/** How orders are priced, chased and given up. Durations are milliseconds of the desk's clock. */
export interface ExecutionPolicy {
  /** A marketable limit is this much worse than the touch, and by at least the floor. */
  readonly entryProtection: Fraction;
  readonly exitProtection: Fraction;
  readonly protectionFloor: Paise;
  readonly chaseAfterMs: number;
  /** An entry that was not filled after so many prices is cancelled; an exit is never given up. */
  readonly maxEntryChases: number;
  /** How long a multi-leg entry may stay incomplete after its first fill. */
  readonly legDeadlineMs: number;
  readonly retryExitAfterMs: number;
  readonly lookUpEveryMs: number;
}

export interface Market {
  readonly quoteOf: QuoteOf;
  readonly catalogue: Catalogue;
  isOpen(instrument: Instrument, at: EpochMs): boolean;
  /** Largest quantity of one order, in units; null where the exchange sets none. */
  freezeQty(instrument: Instrument, at: EpochMs): number | null;
}

/** Day's money as the gate and the limits see it. */
export interface Ledger {
  dayPnl(): Paise;
  /** Of all trades that a strategy instance has made today. */
  instancePnl(instance: InstanceId): Paise;
}

export interface Remark {
  readonly why: string;
  readonly at: EpochMs;
  readonly drawings: readonly Drawing[];
}

/** The search for an order whose reply was lost. */
export interface LookUp {
  readonly askedAt: EpochMs;
  /** When it was last missing from the books, and how often, counting only readings some time apart. */
  readonly missedAt: EpochMs;
  readonly misses: number;
}

/** A call that is on its way into the market: its margin is being asked for, or a person is. */
export interface PendingOpen {
  readonly action: OpenAction;
  readonly owner: Owner;
  readonly signalAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** It waits for trading to be armed, not for a person's yes. */
  readonly isHeldBack: boolean;
}

/** Units that we count as ours in one instrument and product, and that the broker's net position no longer covers. */
export interface Uncovered {
  readonly units: number;
  readonly since: EpochMs;
}

/** What is known of the outside and is not worth keeping over a restart. */
export interface Surroundings {
  isFeedConnected: boolean;
  /** The broker's figures at the last comparison; null before the first. */
  funds: Funds | null;
  /** Last word of the broker on each order, kept until its fills are in. */
  readonly updates: Map<OrderId, BrokerOrder>;
  /** Orders given out to be sent in this run and not answered yet: they are on their way, so not in doubt. */
  readonly outbound: Set<OrderId>;
  /** Changes sent and not yet answered: none is sent twice. */
  readonly inFlight: Set<OrderId>;
  /** When each order was last asked to be cancelled, one of another app by its broker's id. The journal knows that it was wanted, not that it was sent. */
  readonly cancelsAskedAt: Map<OrderId, EpochMs>;
  /** When each order of unknown fate was last looked up, and how often it was not found. */
  readonly lookUps: Map<OrderId, LookUp>;
  /** Approval times of the last second and the day's count, for the rate limits. */
  readonly recentOrders: EpochMs[];
  /** When each instrument was last told to have filled. */
  readonly filledAt: Map<InstrumentId, EpochMs>;
  /** What the broker seems to hold no longer, by instrument and product. */
  readonly uncovered: Map<string, Uncovered>;
  uncoveredAskedAt: EpochMs;
  outside: Outside;
  /** What was set aside and told. */
  readonly setAside: Set<string>;
  /** What each strategy said last; journalled only together with a change of its state. */
  readonly remarks: Map<InstanceId, Remark>;
  /** Calls not yet entered, by call. A restart forgets them: a signal is worth little minutes later. */
  readonly pending: Map<string, PendingOpen>;
  /** The differences told last, so that the same ones are told once. Null before the first comparison. */
  lastDifferences: string | null;
  /** When an exit of a leg was last refused or rejected: the next try waits. */
  readonly exitFailures: Map<string, EpochMs>;
}

/** What every part of the engine works with during one step. */
export interface Core {
  readonly desk: Desk;
  readonly market: Market;
  readonly ledger: Ledger;
  readonly policy: ExecutionPolicy;
  readonly around: Surroundings;
  /** The step's time. */
  now(): EpochMs;
  /** Applies a fact at once and hands it to the journal. */
  emit(fact: Fact): void;
  effect(effect: Effect): void;
}

/** The next id with this prefix: at most 20 letters and digits, never given twice. Emit the fact that uses it at once. */
export function nextId(core: Core, prefix: string): string {
  const { desk } = core;
  const { date } = desk;
  const day = date.slice(2, 4) + date.slice(5, 7) + date.slice(8);
  return `${prefix}${day}${desk.salt}${(desk.issued + 1).toString(36).toUpperCase().padStart(4, '0')}`;
}

/** A notice before it has a number and a time. */
export type Told = Omit<Notice, 'id' | 'at'>;

export function tell(core: Core, { level, title, detail, alert }: Told): void {
  const said = { id: nextId(core, 'N'), at: core.now(), level, title, detail };
  core.emit({ kind: 'noticed', notice: alert ? { ...said, alert } : said });
}

export function notice(core: Core, level: Notice['level'], title: string, detail: string): void {
  tell(core, { level, title, detail });
}

/** Orders that a run before this one sent still count in their second: a restart must not send twice as many. */
export function createSurroundings(desk: Desk): Surroundings {
  return {
    isFeedConnected: false,
    funds: null,
    updates: new Map(),
    outbound: new Set(),
    inFlight: new Set(),
    cancelsAskedAt: new Map(),
    lookUps: new Map(),
    recentOrders: [...desk.orders.values()].map((order) => order.times.approvedAt).sort((a, b) => a - b),
    exitFailures: new Map(),
    filledAt: new Map(),
    setAside: new Set(),
    uncovered: new Map(),
    uncoveredAskedAt: -Infinity,
    outside: NOTHING_OUTSIDE,
    remarks: new Map(),
    pending: new Map(),
    lastDifferences: null,
  };
}
