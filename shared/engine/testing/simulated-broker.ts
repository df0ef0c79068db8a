import type { InstrumentId } from '#shared/domain/instrument';
import { signOf, type Side } from '#shared/domain/instrument';
import type { Order, OrderPrice, OrderPurpose, Product } from '#shared/domain/order';
import { SECOND } from '#shared/domain/time';
import { paise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import type { BrokerBooks, BrokerFill, BrokerOrder, ChangeOutcome, PlaceOutcome } from '#shared/ports/broker';
import type { EngineInput } from '../engine';
import { LOT } from './market';

/** What may go wrong, each as a chance from 0 to 1, drawn from a seeded source. */
export interface Mishaps {
  readonly random?: () => number;
  readonly reject?: number;
  /** The reply is lost; half of such orders were accepted all the same. */
  readonly loseReply?: number;
  readonly partial?: number;
  readonly duplicate?: number;
  /** An order update is never delivered. */
  readonly loseUpdate?: number;
  /** Longest delay of anything delivered, in milliseconds. */
  readonly delay?: number;
  /** A cancel or modification is refused although the order is open. */
  readonly refuseChange?: number;
  /** Longest way of an order to the broker, in milliseconds; its books do not show it before. */
  readonly travel?: number;
  /** The reply is lost and the order arrives so late that nobody waits for it any more. */
  readonly late?: number;
  /** By how much the broker's clock differs from ours, in milliseconds. */
  readonly skew?: number;
}

interface Held {
  readonly orderId: string;
  readonly order: Order;
  readonly brokerId: string;
  price: Paise;
  filled: number;
  status: BrokerOrder['status'];
}

/** Longer than the desk looks for an order. */
const LATE = 20 * SECOND;

/** A broker in virtual time: keeps its own books, which are the truth, and tells of them as badly as it is asked to. */
export class SimulatedBroker {
  private readonly mishaps: Mishaps;
  private readonly ltp: (id: InstrumentId) => Paise;
  private readonly held = new Map<string, Held>();
  private readonly fills: BrokerFill[] = [];
  private readonly foreign: BrokerFill[] = [];
  private travelling: { readonly at: EpochMs; readonly order: Order }[] = [];
  private deliveries: { readonly at: EpochMs; readonly make: () => EngineInput }[] = [];
  private isCalm = false;
  /** Nobody takes the other side: orders rest. */
  isEmpty = false;
  /** What is sent never arrives, and requests end without an answer. */
  isDeaf = false;
  /** As what it keeps all positions. */
  product: Product = 'intraday';
  /** Orders of this purpose are never late. */
  neverLate: OrderPurpose | null = null;

  constructor(mishaps: Mishaps, ltp: (id: InstrumentId) => Paise) {
    this.mishaps = mishaps;
    this.ltp = ltp;
  }

  place(order: Order, now: EpochMs): void {
    if (this.isDeaf) return this.reply(order, { kind: 'unknown', message: 'No response' }, now);
    const { travel } = this.mishaps;
    if (order.purpose !== this.neverLate && this.happens(this.mishaps.late)) {
      this.travelling.push({ at: now + LATE, order });
      return this.reply(order, { kind: 'unknown', message: 'No response' }, now);
    }
    if (travel === undefined || this.isCalm) this.receive(order, now);
    else this.travelling.push({ at: now + Math.floor(this.random() * travel), order });
  }

  private receive(order: Order, now: EpochMs): void {
    if (this.happens(this.mishaps.reject))
      return this.reply(order, { kind: 'rejected', message: 'Insufficient funds' }, now);
    const isLost = this.happens(this.mishaps.loseReply);
    if (isLost && this.happens(0.5)) return this.reply(order, { kind: 'unknown', message: 'No response' }, now);
    const brokerId = `26081800000${String(this.held.size).padStart(4, '0')}`;
    const held: Held = { orderId: order.id, order, brokerId, price: order.price.limit, filled: 0, status: 'working' };
    this.held.set(brokerId, held);
    this.match(held, now);
    this.reply(order, isLost ? { kind: 'unknown', message: 'No response' } : { kind: 'accepted', brokerId }, now);
  }

  /** Somebody trades in another app, or the broker squares off by itself; nobody tells of it. */
  tradeOutside(instrument: InstrumentId, side: Side, units: number, now: EpochMs): void {
    const brokerId = `26081800009${String(this.foreign.length).padStart(4, '0')}`;
    const [price, filledAt] = [this.ltp(instrument), now + (this.mishaps.skew ?? 0)];
    const fill = {
      tradeId: `O${this.foreign.length + 1}`,
      brokerId,
      instrument,
      side,
      qty: qty(units),
      price,
      filledAt,
    };
    this.foreign.push(fill);
    this.fills.push(fill);
  }

  modify(order: Order, price: OrderPrice, now: EpochMs): void {
    if (this.isDeaf) return this.answerChange(order, { kind: 'unknown', message: 'No response' }, now);
    const held = this.held.get(order.brokerId ?? '');
    const isDone = !held || held.status !== 'working' || this.happens(this.mishaps.refuseChange);
    if (held && !isDone) {
      held.price = price.limit;
      this.match(held, now);
    }
    const outcome = isDone
      ? ({ kind: 'refused', message: 'Order cannot be modified' } as const)
      : ({ kind: 'accepted' } as const);
    this.answerChange(order, outcome, now);
  }

  cancel(order: Order, now: EpochMs): void {
    if (this.isDeaf) return this.answerChange(order, { kind: 'unknown', message: 'No response' }, now);
    const held = this.held.get(order.brokerId ?? '');
    const isDone = !held || held.status !== 'working' || this.happens(this.mishaps.refuseChange);
    if (held && !isDone) {
      held.status = 'cancelled';
      this.tell(held, now);
    }
    const outcome = isDone
      ? ({ kind: 'refused', message: 'Order cannot be cancelled' } as const)
      : ({ kind: 'accepted' } as const);
    this.answerChange(order, outcome, now);
  }

  sendFills(brokerId: string, now: EpochMs): void {
    this.deliverLater(now, () => ({ kind: 'fills', fills: this.fills.filter((fill) => fill.brokerId === brokerId) }));
  }

  sendBooks(now: EpochMs): void {
    if (this.isDeaf) return;
    this.deliverLater(now, () => ({ kind: 'books', books: this.books() }));
  }

  /** What is due by now, in the order of its arrival. Resting orders look at the market first. */
  deliver(now: EpochMs): EngineInput[] {
    const arrived = this.travelling.filter(({ at }) => at <= now);
    this.travelling = this.travelling.filter(({ at }) => at > now);
    for (const { order } of arrived) this.receive(order, now);
    for (const held of this.held.values()) this.match(held, now);
    const due = this.deliveries.filter((delivery) => delivery.at <= now);
    this.deliveries = this.deliveries.filter((delivery) => delivery.at > now);
    return due.sort((a, b) => a.at - b.at).map((delivery) => delivery.make());
  }

  /** The program has died: what was on its way to it is lost, and of what it had just sent each order may still arrive. */
  forgetDeliveries(now: EpochMs): void {
    for (const { order } of this.travelling.splice(0)) if (this.random() < 0.5) this.receive(order, now);
    this.deliveries = [];
  }

  /** Whether orders may come later than anybody waits for them. */
  get isLate(): boolean {
    return (this.mishaps.late ?? 0) > 0;
  }

  /** Whether orders are still on their way to it. */
  hasMoreToCome(): boolean {
    return this.travelling.length > 0;
  }

  calmDown(): void {
    this.isCalm = true;
  }

  books(): BrokerBooks {
    const positions = [...this.positions()].map(([instrument, units]) => ({
      instrument,
      product: this.product,
      qty: qty(units),
      realisedAndOpen: paise(0),
    }));
    const funds = { available: paise(0), used: paise(0) };
    return {
      orders: [
        ...[...this.held.values()].map((held) => this.wordOn(held, 0)),
        ...this.foreign.map((fill) => foreignOrder(fill, this.product)),
      ],
      fills: [...this.fills],
      positions,
      funds,
    };
  }

  positions(): Map<InstrumentId, number> {
    const net = new Map<InstrumentId, number>();
    for (const fill of this.fills)
      net.set(fill.instrument, (net.get(fill.instrument) ?? 0) + signOf(fill.side) * fill.qty);
    return net;
  }

  /** Every order it ever took, as we had sent it, with what became of it. */
  taken(): readonly { readonly order: Order; readonly filled: number; readonly isOpen: boolean }[] {
    return [...this.held.values()].map(({ order, filled, status }) => ({
      order,
      filled,
      isOpen: status === 'working',
    }));
  }

  /** Executions of orders that were made elsewhere. */
  outside(): readonly BrokerFill[] {
    return this.foreign;
  }

  executions(): readonly BrokerFill[] {
    return this.fills;
  }

  /** Every tag must be one order: a tag seen twice is an order sent twice. */
  tags(): readonly string[] {
    return [...this.held.values()].map((held) => held.orderId);
  }

  private match(held: Held, now: EpochMs): void {
    if (held.status !== 'working' || this.isEmpty) return;
    const { order } = held;
    const ltp = this.ltp(order.instrument);
    const isMarketable = order.side === 'buy' ? held.price >= ltp : held.price <= ltp;
    if (!isMarketable || ltp <= 0) return;
    const openLots = (order.qty - held.filled) / LOT;
    const isPartial = openLots > 1 && this.happens(this.mishaps.partial);
    this.fill(held, qty((isPartial ? Math.floor(openLots / 2) : openLots) * LOT), ltp, now);
  }

  private fill(held: Held, units: Qty, price: Paise, now: EpochMs): void {
    const { instrument, side } = held.order;
    held.filled += units;
    held.status = held.filled === held.order.qty ? 'filled' : 'working';
    this.fills.push({
      tradeId: `F${this.fills.length + 1}`,
      brokerId: held.brokerId,
      instrument,
      side,
      qty: units,
      price,
      filledAt: now + (this.mishaps.skew ?? 0),
    });
    this.tell(held, now);
  }

  private tell(held: Held, now: EpochMs): void {
    if (this.happens(this.mishaps.loseUpdate)) return;
    const update = this.wordOn(held, now);
    const copies = this.happens(this.mishaps.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) this.deliverLater(now, () => ({ kind: 'broker-order', update }));
  }

  private wordOn(held: Held, now: EpochMs): BrokerOrder {
    const { order, brokerId, filled, price, status, orderId } = held;
    const { instrument, side, product, qty: units } = order;
    return {
      brokerId,
      orderId,
      instrument,
      side,
      product,
      qty: units,
      filledQty: qty(filled),
      averagePrice: null,
      price,
      status,
      message: '',
      updatedAt: now,
    };
  }

  private answerChange(order: Order, outcome: ChangeOutcome, now: EpochMs): void {
    this.deliverLater(now, () => ({ kind: 'changed', order: order.id, outcome }));
  }

  private reply(order: Order, outcome: PlaceOutcome, now: EpochMs): void {
    this.deliverLater(now, () => ({ kind: 'placed', order: order.id, outcome }));
  }

  private deliverLater(now: EpochMs, make: () => EngineInput): void {
    const delay = this.isCalm ? 1 : Math.floor(this.random() * (this.mishaps.delay ?? 1));
    this.deliveries.push({ at: now + 1 + delay, make });
  }

  private happens(chance: number | undefined): boolean {
    return !this.isCalm && chance !== undefined && this.random() < chance;
  }

  private random(): number {
    return this.mishaps.random?.() ?? 0;
  }
}

function foreignOrder(fill: BrokerFill, product: Product): BrokerOrder {
  const { brokerId, instrument, side, qty: units, price, filledAt } = fill;
  return {
    brokerId,
    orderId: null,
    instrument,
    side,
    product,
    qty: units,
    filledQty: units,
    averagePrice: price,
    price,
    status: 'filled',
    message: '',
    updatedAt: filledAt,
  };
}
