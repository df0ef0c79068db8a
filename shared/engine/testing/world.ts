import { createCatalogue } from '#shared/domain/catalogue';
import { NO_EXITS, type ExitPlan } from '#shared/domain/exit-plan';
import type { Approval } from '#shared/domain/instance';
import type { InstrumentId, Side } from '#shared/domain/instrument';
import { isFinal, type OrderPurpose } from '#shared/domain/order';
import type { Quote } from '#shared/domain/quote';
import type { RiskLimits } from '#shared/domain/risk';
import type { OpenAction } from '#shared/domain/strategy';
import { SECOND } from '#shared/domain/time';
import { isLive } from '#shared/domain/trade';
import { nearestPaise, paise, qty, rupees, type EpochMs, type Paise } from '#shared/domain/units';
import type { Entry } from '#shared/ports/journal';
import type { Command, CommandResult } from '../commands';
import type { Effect, ExecutionPolicy, Market } from '../core';
import { createDesk } from '../desk';
import { createEngine, foldEntries, type Engine, type EngineInput, type Step } from '../engine';
import { createLedger } from '../ledger';
import { DATE, INSTRUMENTS, ist, LOT, NIFTY, optionId } from './market';
import { SimulatedBroker, type Mishaps } from './simulated-broker';

const LIMITS: RiskLimits = {
  maxDayLoss: rupees(1_000_000),
  maxStrategyLoss: rupees(1_000_000),
  dayTarget: rupees(0),
  maxOpenLots: 100,
  maxShareValue: rupees(1_000_000),
  minFreeMargin: 0,
  maxOrdersPerSecond: 8,
  maxOrdersPerDay: 1_000,
  priceBand: 0.5,
  priceBandFloor: rupees(20),
  noEntriesAfter: 15 * 60,
  staleAfterMs: 600 * SECOND,
};

export const POLICY: ExecutionPolicy = {
  entryProtection: 0.01,
  exitProtection: 0.03,
  protectionFloor: rupees(0.5),
  chaseAfterMs: 2 * SECOND,
  maxEntryChases: 3,
  legDeadlineMs: 10 * SECOND,
  retryExitAfterMs: 3 * SECOND,
  lookUpEveryMs: 2 * SECOND,
};

export const CALL = optionId(24_200, 'CE');
export const PUT = optionId(24_200, 'PE');

/** A desk with a broker and a market in virtual time: what the runner does, without threads, sockets and disks. */
export class World {
  readonly broker: SimulatedBroker;
  /** What has been journalled; a restart starts from this and the broker's books alone. */
  readonly entries: Entry[] = [];
  readonly placed: string[] = [];
  readonly cancelled: string[] = [];
  readonly modified: string[] = [];
  /** What was noticed while it happened and can no longer be seen afterwards. */
  readonly misdeeds: string[] = [];
  /** What the broker says a basket needs; null when it does not answer. */
  margin: Paise | null = paise(0);
  now: EpochMs = ist('10:00');
  isOpen = true;
  /** Looking up a quote of these throws, as corrupt data would. */
  readonly unreadable = new Set<InstrumentId>();
  limits: RiskLimits;
  engine: Engine;
  private readonly quotes = new Map<InstrumentId, Quote>();
  private readonly catalogue = createCatalogue(INSTRUMENTS);

  constructor(mishaps: Mishaps = {}, limits: Partial<RiskLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
    this.broker = new SimulatedBroker(mishaps, (id) => this.quotes.get(id)?.ltp ?? paise(0));
    this.price(NIFTY, 24_200);
    this.price(CALL, 100);
    this.price(PUT, 90);
    this.engine = this.boot();
  }

  /** Arms and adds one running strategy instance, and returns its id. */
  begin(approval: Approval = 'automatic'): string {
    this.reconcile();
    this.command({ kind: 'arm' });
    const id = this.command({ kind: 'add-instance', strategy: 'test', name: 'Test', params: {}, approval });
    this.command({ kind: 'start', instance: id });
    return id;
  }

  /** Carries out a command, or is told why not. */
  try(command: Command): CommandResult {
    const { step, result } = this.engine.command(command, this.now);
    this.commit(step);
    return result;
  }

  command(command: Command): string {
    const result = this.try(command);
    if (!result.ok) throw new Error(result.error);
    return result.value;
  }

  handle(input: EngineInput): void {
    this.commit(this.engine.handle(input, this.now));
  }

  open(instance: string, action: OpenAction): void {
    const decision = { instance, at: this.now, state: null, why: 'because', actions: [action], drawings: [] };
    this.handle({ kind: 'decision', decision });
  }

  /** Sets several prices, in rupees, before the desk looks: what it finds after a pause of the feed. */
  jump(...prices: readonly (readonly [InstrumentId, number])[]): void {
    for (const [id, ltp] of prices) this.quote(id, ltp);
    this.handle({ kind: 'prices' });
  }

  /** Sets a price and how far bid and ask are from it, in rupees, and lets the broker's resting orders and the desk see it. */
  price(id: InstrumentId, ltp: number, spread = 0.05): void {
    this.quote(id, ltp, spread);
    this.engine?.handle({ kind: 'feed', isConnected: true }, this.now);
    if (this.engine) this.handle({ kind: 'prices' });
  }

  private quote(id: InstrumentId, ltp: number, rupeesOfSpread = 0.05): void {
    const price = rupees(ltp);
    const spread = rupees(rupeesOfSpread);
    const quote = {
      ...EMPTY_QUOTE,
      id,
      ltp: price,
      bid: paise(price - spread),
      ask: paise(price + spread),
      receivedAt: this.now,
    };
    this.quotes.set(id, quote);
  }

  /** Moves a price by a fraction, never below one tick. */
  move(id: InstrumentId, fraction: number): void {
    const ltp = this.quotes.get(id)?.ltp ?? paise(5);
    this.price(id, Math.max(5, nearestPaise((ltp * (1 + fraction)) / 5) * 5) / 100);
  }

  /** Lets time pass in steps of a quarter of a second, delivering what the broker has to say. */
  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end;) {
      this.now += 250;
      for (const input of this.broker.deliver(this.now)) this.handle(input);
      this.handle({ kind: 'time' });
    }
  }

  reconcile(): void {
    this.handle({ kind: 'books', books: this.broker.books() });
  }

  /**
   * Kills the program: whatever was on its way to it is lost, the journal and the broker remain. During `blind` the new
   * run sees prices and cannot reach the broker.
   */
  restart(blind: () => void = () => undefined): void {
    this.broker.forgetDeliveries(this.now);
    const before = digest(this.engine);
    this.engine = this.boot();
    if (digest(this.engine) !== before)
      this.misdeeds.push('I9: the journal tells of another desk than the one that died');
    this.broker.isDeaf = true;
    blind();
    this.broker.isDeaf = false;
    this.reconcile();
  }

  /** Closes everything and waits, with a broker that behaves, until nothing is in doubt. */
  settle(): void {
    this.broker.calmDown();
    this.command({ kind: 'exit-all', reason: 'End of the test' });
    for (let round = 0; round < 60 && (this.isBusy() || this.broker.hasMoreToCome()); round += 1) {
      this.pass(2 * SECOND);
      this.reconcile();
    }
  }

  private isBusy(): boolean {
    const { orders, trades } = this.engine.desk;
    return [...orders.values()].some((order) => !isFinal(order)) || [...trades.values()].some(isLive);
  }

  private boot(): Engine {
    const desk = createDesk(DATE, this.limits);
    const { lastSeq } = foldEntries(desk, this.entries);
    desk.isReconciled = false;
    const quoteOf = (id: InstrumentId): Quote | null => {
      if (this.unreadable.has(id)) throw new Error(`The price of ${id} is not a whole number`);
      return this.quotes.get(id) ?? null;
    };
    const market: Market = { quoteOf, catalogue: this.catalogue, isOpen: () => this.isOpen, freezeQty: () => 10 * LOT };
    const ledger = createLedger(desk, quoteOf, () => paise(0));
    const engine = createEngine({ desk, market, ledger, policy: POLICY, lastSeq });
    engine.handle({ kind: 'feed', isConnected: true }, this.now);
    return engine;
  }

  private commit(step: Step): void {
    this.entries.push(...step.entries);
    for (const effect of step.effects) this.run(effect);
  }

  private watchSending(purpose: OrderPurpose): void {
    const { isReconciled, isArmed, haltReason } = this.engine.desk;
    if (!isReconciled) this.misdeeds.push('I9: an order was sent before the books had been compared');
    if (purpose === 'entry' && (!isArmed || haltReason !== null))
      this.misdeeds.push('I11: an entry was sent while halted');
  }

  private run(effect: Effect): void {
    const order =
      'order' in effect && typeof effect.order === 'string' ? this.engine.desk.orders.get(effect.order) : undefined;
    switch (effect.kind) {
      case 'place':
        this.watchSending(effect.order.purpose);
        this.placed.push(effect.order.id);
        this.handle({ kind: 'sending', order: effect.order.id });
        return this.broker.place(effect.order, this.now);
      case 'modify':
        this.modified.push(effect.order);
        return order ? this.broker.modify(order, effect.price, this.now) : undefined;
      case 'cancel':
        this.cancelled.push(effect.order);
        return order ? this.broker.cancel(order, this.now) : undefined;
      case 'cancel-outside':
        this.cancelled.push(effect.brokerId);
        return undefined;
      case 'read-fills':
        return this.broker.sendFills(effect.brokerId, this.now);
      case 'read-books':
        return this.broker.sendBooks(this.now);
      case 'check-margin':
        return this.handle({ kind: 'margin', call: effect.call, required: this.margin });
      default:
        // Hosts are not part of this world: its decisions come from the test.
        return undefined;
    }
  }
}

/** Everything the journal has to bring back. */
function digest({ desk }: Engine): string {
  const { trades, orders, fills, calls, instances, notices, isArmed, haltReason, issued } = desk;
  const rows = [trades, orders, fills, calls, instances, notices].map((table) => [...table.values()]);
  return JSON.stringify([rows, isArmed, haltReason, issued]);
}

const EMPTY_QUOTE = {
  open: paise(0),
  high: paise(0),
  low: paise(0),
  close: paise(0),
  volume: qty(0),
  oi: qty(0),
  oiReference: qty(0),
  bidQty: qty(0),
  askQty: qty(0),
  exchangeAt: 0,
};

/** A short straddle of `lots`, as a strategy would ask for it. */
export function straddle(
  signal: string,
  lots = 1,
  exits: Partial<ExitPlan> = {},
  hedges: readonly InstrumentId[] = [],
): OpenAction {
  const leg = (instrument: InstrumentId, side: Side, role: 'main' | 'hedge') => ({
    instrument,
    side,
    qty: qty(lots * LOT),
    role,
  });
  return {
    kind: 'open',
    signal,
    title: `Sell straddle ${signal}`,
    inputs: {},
    legs: [...hedges.map((id) => leg(id, 'buy', 'hedge')), leg(CALL, 'sell', 'main'), leg(PUT, 'sell', 'main')],
    exits: { ...NO_EXITS, ...exits },
    product: 'intraday',
  };
}
