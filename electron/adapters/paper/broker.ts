import type { Book } from '#shared/domain/book';
import { sessionOf } from '#shared/domain/calendar';
import type { Catalogue } from '#shared/domain/catalogue';
import { groupBy } from '#shared/domain/group-by';
import type { InstrumentId } from '#shared/domain/instrument';
import { advance, openQty, take, type Execution, type Matched } from '#shared/domain/matching/match';
import type { Order, OrderPrice } from '#shared/domain/order';
import type { ApprovedOrder } from '#shared/domain/risk';
import { segmentOf } from '#shared/domain/segment';
import { istDate } from '#shared/domain/time';
import { paise, qty, rupees, type EpochMs, type Paise } from '#shared/domain/units';
import type {
  Broker,
  BrokerBooks,
  BrokerFill,
  BrokerOrder,
  ChangeOutcome,
  MarginLeg,
  PlaceOutcome,
} from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import type { Feed } from '#shared/ports/feed';
import {
  fundsOf,
  holdingsAfter,
  NOTHING_HELD,
  positionsOf,
  requirement,
  shortfallOf,
  type Holdings,
  type Valuation,
} from './account';
import { createLadders, type Ladders } from './ladders';
import { refusalOf } from './refusals';
import { EMPTY_STATE, type PaperOrder, type PaperState } from './state';

export interface PaperSetup {
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** What moves the orders that wait. */
  readonly feed: Pick<Feed, 'onPrices'>;
  /** ₹20 lakh by default. */
  readonly openingCash?: Paise;
  /** The account as it was kept. */
  readonly state?: PaperState;
  /** Called after each change, before anybody is told of it. */
  readonly keep?: (state: PaperState) => void;
}

const OPENING_CASH = rupees(2_000_000);

/**
 * A broker that fills by written rules against the live market: what crosses takes the shown depth level by level, what
 * rests is met when the market comes to it (domain/matching). Where no depth is received the last price stands in.
 * Charges are not its business.
 */
export function createPaperBroker(setup: PaperSetup): Broker {
  return new PaperBroker(setup);
}

class PaperBroker implements Broker {
  private readonly setup: PaperSetup;
  private readonly ladders: Ladders;
  private readonly orders = new Map<string, PaperOrder>();
  /** Those of them that wait for the market, in the order of their arrival. */
  private readonly waiting = new Map<string, PaperOrder>();
  private readonly fills: BrokerFill[] = [];
  private readonly fillsByOrder = new Map<string, BrokerFill[]>();
  private held: Holdings = NOTHING_HELD;
  private readonly listeners = new Set<(update: BrokerOrder) => void>();
  /** The day's volume when an instrument's orders were last looked at: what traded since may meet them. */
  private readonly volumes = new Map<InstrumentId, number>();
  private placed: number;
  private readonly firstId: EpochMs;

  constructor(setup: PaperSetup) {
    const { orders, fills } = setup.state ?? EMPTY_STATE;
    this.setup = setup;
    this.ladders = createLadders(setup.book);
    for (const order of orders) this.know(order);
    for (const fill of fills) this.count(fill);
    this.placed = orders.length;
    this.firstId = setup.clock.now();
    setup.feed.onPrices((slots, count) => this.moved(slots, count));
  }

  place(order: ApprovedOrder): Promise<PlaceOutcome> {
    const refusal = this.refusal(order);
    if (refusal !== null) return Promise.resolve({ kind: 'rejected', message: refusal });
    const brokerId = this.nextId();
    this.arrive({
      brokerId,
      orderId: order.id,
      instrument: order.instrument,
      side: order.side,
      product: order.product,
      qty: order.qty,
      filledQty: qty(0),
      averagePrice: null,
      ...priced(order.price),
      status: 'working',
      message: '',
      updatedAt: this.setup.clock.now(),
    });
    return Promise.resolve({ kind: 'accepted', brokerId });
  }

  modify({ brokerId }: Order & { readonly brokerId: string }, price: OrderPrice): Promise<ChangeOutcome> {
    const order = this.working(brokerId);
    if (order === null) return refused(`Order ${brokerId} is no longer open`);
    const instrument = this.setup.catalogue.get(order.instrument);
    const refusal = instrument
      ? refusalOf({ ...order, price }, instrument, this.quote(order), this.setup.clock.now())
      : null;
    if (refusal !== null) return refused(refusal);
    this.arrive({ ...order, ...priced(price), updatedAt: this.setup.clock.now() });
    return Promise.resolve({ kind: 'accepted' });
  }

  cancel({ brokerId }: { readonly brokerId: string }): Promise<ChangeOutcome> {
    const order = this.working(brokerId);
    if (order === null) return refused(`Order ${brokerId} is no longer open`);
    this.finish(order, 'Cancelled on request');
    return Promise.resolve({ kind: 'accepted' });
  }

  books(): Promise<BrokerBooks> {
    this.endDay();
    const state = this.state();
    const { openingCash = OPENING_CASH } = this.setup;
    return Promise.resolve({
      orders: state.orders,
      fills: state.fills,
      positions: positionsOf(state, this.valuation()),
      funds: fundsOf(this.held, openingCash, this.valuation()),
    });
  }

  fillsOf(brokerId: string): Promise<readonly BrokerFill[]> {
    return Promise.resolve([...this.fillsOfOrder(brokerId)]);
  }

  margin(legs: readonly MarginLeg[]): Promise<Paise> {
    return Promise.resolve(this.needed(legs));
  }

  onUpdate(listener: (update: BrokerOrder) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private refusal(order: ApprovedOrder): string | null {
    const { catalogue, clock, openingCash = OPENING_CASH } = this.setup;
    const instrument = catalogue.get(order.instrument);
    if (!instrument) return `${order.instrument} is not in today's instruments`;
    const refusal = refusalOf(order, instrument, this.quote(order), clock.now());
    if (refusal !== null) return refusal;
    // Orders that wait have their money set aside.
    const waiting = [...this.waiting.values()].map(legOf);
    const leg = { ...order, price: order.price.limit };
    const short = shortfallOf(this.held, openingCash, { leg, waiting }, this.valuation());
    const words = (amount: Paise) => (amount / 100).toFixed(2);
    return (
      short &&
      `Insufficient funds. Required margin is ${words(short.needed)} but available margin is ${words(short.available)}.`
    );
  }

  /** A new or changed order meets what the market shows; what is left of it waits. */
  private arrive(order: PaperOrder): void {
    this.volumes.set(order.instrument, this.volume(order.instrument));
    const ladder = this.ladders.of(order.instrument);
    this.book(order.trigger === null ? take(order, ladder) : { order, executions: [], ladder }, true);
  }

  private moved(slots: Int32Array, count: number): void {
    if (this.waiting.size === 0) return;
    const { book } = this.setup;
    const changed = new Set(slots.subarray(0, count));
    const concerned = [...this.waiting.values()].filter((order) => changed.has(book.slotOf(order.instrument) ?? -1));
    for (const [id, orders] of groupBy(concerned, (order) => order.instrument)) this.step(id, orders);
    this.endDay();
  }

  /** In the order of their arrival: what one takes, of the ladder or of what traded, is not there for the next. */
  private step(id: InstrumentId, orders: readonly PaperOrder[]): void {
    const volume = this.volume(id);
    let traded = Math.max(0, volume - (this.volumes.get(id) ?? volume));
    this.volumes.set(id, volume);
    for (const order of orders) {
      const ltp = this.setup.book.quote(id)?.ltp;
      if (ltp === undefined) return;
      const matched = advance(order, { ltp, tradedQty: qty(traded), ladder: this.ladders.of(id) });
      traded = Math.max(0, traded - matched.executions.reduce((sum, { qty }) => sum + qty, 0));
      this.book(matched, matched.order.trigger !== order.trigger);
    }
  }

  /** Writes down what a match brought, keeps it, then tells. */
  private book({ order, executions, ladder }: Matched<PaperOrder>, isNews: boolean): void {
    this.ladders.leave(order.instrument, ladder);
    const at = this.setup.clock.now();
    for (const execution of executions) this.count(this.fill(order, execution, at));
    if (executions.length === 0 && !isNews) return;
    const status = order.filledQty === order.qty ? 'filled' : 'working';
    this.tell({ ...order, status, averagePrice: this.average(order.brokerId), updatedAt: at });
  }

  private fill({ brokerId, instrument, side }: PaperOrder, { price, qty }: Execution, filledAt: EpochMs): BrokerFill {
    return { tradeId: `${brokerId}/${this.fills.length + 1}`, brokerId, instrument, side, qty, price, filledAt };
  }

  private average(brokerId: string): number | null {
    const fills = this.fillsOfOrder(brokerId);
    const units = fills.reduce((sum, fill) => sum + fill.qty, 0);
    return units === 0 ? null : fills.reduce((sum, fill) => sum + fill.qty * fill.price, 0) / units;
  }

  /** Day orders end with their session. */
  private endDay(): void {
    const now = this.setup.clock.now();
    for (const order of this.waiting.values()) {
      const instrument = this.setup.catalogue.get(order.instrument);
      const session = instrument ? sessionOf(istDate(order.updatedAt), segmentOf(instrument)) : null;
      if (now >= (session?.closesAt ?? 0)) this.finish(order, 'The session ended');
    }
  }

  private finish(order: PaperOrder, message: string): void {
    this.tell({ ...order, status: 'cancelled', message, updatedAt: this.setup.clock.now() });
  }

  private tell(order: PaperOrder): void {
    this.know(order);
    this.setup.keep?.(this.state());
    for (const listener of this.listeners) listener(order);
  }

  private know(order: PaperOrder): void {
    this.orders.set(order.brokerId, order);
    if (order.status === 'working') this.waiting.set(order.brokerId, order);
    else this.waiting.delete(order.brokerId);
  }

  private count(fill: BrokerFill): void {
    this.fills.push(fill);
    this.held = holdingsAfter(this.held, fill);
    const own = this.fillsByOrder.get(fill.brokerId);
    if (own) own.push(fill);
    else this.fillsByOrder.set(fill.brokerId, [fill]);
  }

  private fillsOfOrder(brokerId: string): readonly BrokerFill[] {
    return this.fillsByOrder.get(brokerId) ?? [];
  }

  private needed(legs: readonly MarginLeg[]): Paise {
    const valuation = this.valuation();
    return requirement(this.held, fundsOf(this.held, paise(0), valuation).used, legs, valuation);
  }

  private working(brokerId: string): PaperOrder | null {
    const order = this.orders.get(brokerId);
    return order?.status === 'working' ? order : null;
  }

  private state(): PaperState {
    return { orders: [...this.orders.values()], fills: this.fills };
  }

  private valuation(): Valuation {
    const { book, catalogue, clock } = this.setup;
    return { book, catalogue, at: clock.now() };
  }

  private quote(order: { readonly instrument: InstrumentId }) {
    return this.setup.book.quote(order.instrument);
  }

  private volume(id: InstrumentId): number {
    return this.setup.book.quote(id)?.volume ?? 0;
  }

  /** Digits like a broker's; unique over restarts, because the clock has moved on. */
  private nextId(): string {
    this.placed += 1;
    return `${this.firstId}${String(this.placed).padStart(5, '0')}`;
  }
}

function priced(price: OrderPrice) {
  const trigger = price.kind === 'limit' ? null : price.trigger;
  return { limit: price.limit, price: paise(price.limit), trigger };
}

function legOf(order: PaperOrder): MarginLeg {
  return { ...order, qty: openQty(order), price: order.limit };
}

function refused(message: string): Promise<ChangeOutcome> {
  return Promise.resolve({ kind: 'refused', message });
}
