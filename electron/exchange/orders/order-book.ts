import { signOf } from '#shared/domain/instrument';
import type { Ladder } from '#shared/domain/matching/ladder';
import { isBeyondPriceProtection } from '#shared/domain/matching/price-protection';
import { advance, isTriggered, openQty, take, type Execution, type Matched } from '#shared/domain/matching/match';
import { MINUTE } from '#shared/domain/time';
import { paise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import type { Market, MarketQuote } from '../market/market';
import { STEP } from '../market/timeline';
import { fundsOf, requirementOf, type Books, type Commitment, type Funds } from './account';
import type { IdSource } from './ids';
import type { Request } from './intake';
import { isFinished, isWorking, type BookOrder, type KiteStatus, type OrderNews, type Trade } from './order';

/** What the book is made of; saved and restored as it is. */
export interface BookState {
  readonly orders: readonly (readonly BookOrder[])[];
  readonly trades: readonly Trade[];
}

export interface BookContext {
  readonly market: Market;
  readonly ids: IdSource;
  readonly userId: string;
  readonly openingCash: Paise;
}

/** Limits how much of the visible quantity an order finds: a fault switch for partial fills. */
export type Availability = (ladder: Ladder, lotSize: Qty) => Ladder;

/**
 * The exchange's and the broker's order book of one user: walks each order through Kite's states, matches it against the
 * market by the shared rules, and collects the news that go to the sockets. Time is handed in.
 */
export class OrderBook {
  readonly #context: BookContext;
  readonly #orders = new Map<string, BookOrder[]>();
  readonly #working = new Map<string, BookOrder>();
  readonly #trades: Trade[];
  readonly #ladders = new Map<number, { quotedAt: EpochMs; left: Ladder }>();
  #news: OrderNews[] = [];
  #revision = 0;
  #availability: Availability = (ladder) => ladder;

  constructor(context: BookContext, state: BookState) {
    this.#context = context;
    this.#trades = [...state.trades];
    for (const states of state.orders) {
      const last = states.at(-1);
      if (!last) continue;
      this.#orders.set(last.id, [...states]);
      if (isWorking(last)) this.#working.set(last.id, last);
    }
  }

  get state(): BookState {
    return { orders: [...this.#orders.values()], trades: this.#trades };
  }

  /** Changes whenever the book does. */
  get revision(): number {
    return this.#revision;
  }

  get orders(): readonly BookOrder[] {
    return [...this.#orders.values()].flatMap((states) => states.at(-1) ?? []);
  }

  get trades(): readonly Trade[] {
    return this.#trades;
  }

  get working(): readonly BookOrder[] {
    return [...this.#working.values()];
  }

  history(id: string): readonly BookOrder[] {
    return this.#orders.get(id) ?? [];
  }

  funds(at: EpochMs): Funds {
    return fundsOf(this.#context.openingCash, this.#books(at));
  }

  /** Hands over what happened since the last call, oldest first. */
  takeNews(): readonly OrderNews[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  limitAvailability(availability: Availability): void {
    this.#availability = availability;
  }

  /** Registers an order and walks it as far as the market allows now. `rejection` forces one, in the broker's words. */
  place(request: Request, at: EpochMs, options: { rejection?: string | null; placedBy?: string } = {}): BookOrder {
    const first = this.#received(request, at, options.placedBy);
    this.#record(first);
    const validated = this.#record({ ...first, status: 'VALIDATION PENDING' });
    const refusal = options.rejection
      ? { message: options.rejection, raw: options.rejection }
      : this.#shortOf({ ...request, token: request.listing.token }, this.#books(at));
    if (refusal) return this.#reject(validated, refusal.message, refusal.raw, at);
    const accepted = this.#record({
      ...validated,
      status: 'OPEN PENDING',
      exchangeId: this.#context.ids.exchangeOrderId(),
      exchangeAt: at,
    });
    if (request.trigger !== null) return this.#sleepOrWake(accepted, at);
    return this.#open(accepted, at);
  }

  /** Applies a change that intake checked. The caller made sure that the order works and may still be modified. */
  modify(order: BookOrder, change: Partial<BookOrder>, at: EpochMs): BookOrder {
    const wanted = { ...order, ...change, modifications: order.modifications + 1, updatedAt: at };
    this.#record({ ...wanted, status: 'MODIFY VALIDATION PENDING' });
    this.#record({ ...wanted, status: 'MODIFY PENDING' });
    this.#record({ ...wanted, status: 'MODIFIED' });
    const status: KiteStatus = wanted.trigger === null ? 'OPEN' : 'TRIGGER PENDING';
    const modified = this.#record({ ...wanted, status });
    this.#tell(modified, 'UPDATE');
    if (wanted.trigger !== null) return this.#sleepOrWake(modified, at);
    return this.#executeNow(modified, at);
  }

  /** Why the money does not suffice for a working order changed so; null when it does. */
  shortfall(order: BookOrder, change: Partial<BookOrder>, at: EpochMs): string | null {
    const changed = { ...order, ...change };
    const others = this.working.filter((one) => one.id !== order.id);
    const commitment = { token: order.token, side: order.side, qty: openQty(changed), limit: changed.limit };
    return this.#shortOf(commitment, { ...this.#books(at), working: others })?.message ?? null;
  }

  cancel(order: BookOrder, at: EpochMs): BookOrder {
    this.#record({ ...order, status: 'CANCEL PENDING', updatedAt: at });
    const cancelled = this.#record({
      ...order,
      status: 'CANCELLED',
      cancelledQty: openQty(order),
      updatedAt: at,
      exchangeAt: at,
    });
    this.#tell(cancelled, 'CANCELLED');
    return cancelled;
  }

  /** Adds a tag to every state of an order, as the broker's own slicing does. */
  mark(id: string, tag: string): void {
    const marked = this.history(id).map((state) => ({ ...state, tags: [...state.tags, tag] }));
    const last = marked.at(-1);
    if (!last) return;
    this.#orders.set(id, marked);
    this.#revision += 1;
    if (isWorking(last)) this.#working.set(id, last);
  }

  /** Walks every working order through each step of the market after `from` up to `to`. */
  advance(from: EpochMs, to: EpochMs): void {
    for (let at = (Math.floor(from / STEP) + 1) * STEP; at <= to && this.#working.size > 0; at += STEP) {
      for (const order of this.working) this.#step(order, at);
    }
  }

  #books(at: EpochMs): Books {
    return { market: this.#context.market, at, trades: this.#trades, working: this.working };
  }

  #received(request: Request, at: EpochMs, placedBy = this.#context.userId): BookOrder {
    const { listing, side, product, type, validity, validityTtl, tag, marks, limit, trigger } = request;
    return {
      id: this.#context.ids.orderId(this.#context.market.date),
      exchangeId: null,
      status: 'PUT ORDER REQ RECEIVED',
      message: null,
      rawMessage: null,
      token: listing.token,
      side,
      product,
      type,
      validity,
      validityTtl,
      tag,
      limit,
      trigger,
      qty: request.qty,
      filledQty: qty(0),
      tags: tag === null ? marks : [tag, ...marks],
      placedBy,
      placedAt: at,
      updatedAt: at,
      exchangeAt: null,
      triggerPrice: trigger ?? paise(0),
      turnover: 0,
      cancelledQty: qty(0),
      modifications: 0,
    };
  }

  /** The broker's words when the money does not suffice for `commitment` beside what `books` hold. */
  #shortOf(commitment: Commitment, books: Books): { message: string; raw: string } | null {
    const { total } = requirementOf(books, [commitment]);
    const { available } = fundsOf(this.#context.openingCash, books);
    if (total === 0 || total <= available) return null;
    const [needed, free] = [(total / 100).toFixed(2), (available / 100).toFixed(2)];
    return {
      message: `Insufficient funds. Required margin is ${needed} but available margin is ${free}. Check the orderbook for open orders.`,
      raw: `RMS:Margin Exceeds,Required:${needed}, Available:${free} for entity account-${this.#context.userId} across exchange across segment across product `,
    };
  }

  #reject(order: BookOrder, message: string, raw: string, at: EpochMs): BookOrder {
    const rejected = this.#record({ ...order, status: 'REJECTED', message, rawMessage: raw, updatedAt: at });
    this.#tell(rejected, 'REJECTED');
    return rejected;
  }

  #sleepOrWake(order: BookOrder, at: EpochMs): BookOrder {
    const sleeping = this.#record({ ...order, status: 'TRIGGER PENDING', updatedAt: at });
    const quote = this.#quote(order.token, at);
    return quote && isTriggered(sleeping, paise(quote.tape.ltp)) ? this.#wake(sleeping, at) : sleeping;
  }

  #wake(order: BookOrder, at: EpochMs): BookOrder {
    const pending = this.#record({ ...order, trigger: null, status: 'OPEN PENDING', updatedAt: at, exchangeAt: at });
    return this.#open(pending, at);
  }

  /** The order arrives at the exchange: price protection, then the book, then whatever it can take at once. */
  #open(order: BookOrder, at: EpochMs): BookOrder {
    const { market } = this.#context;
    const reference = market.recentAverage(order.token, at);
    const isOption = market.listingOf(order.token)?.type !== 'FUT';
    if (reference !== null && isBeyondPriceProtection(order.side, order.limit, reference, isOption)) {
      return this.#reject(order, 'Order price is beyond LPP limit.', '17070 : The Price is out of the LPP range', at);
    }
    const open = this.#record({ ...order, status: 'OPEN', updatedAt: at, exchangeAt: at });
    this.#tell(open, 'OPEN');
    const after = this.#executeNow(open, at);
    return after.validity === 'IOC' && isWorking(after) ? this.cancel(after, at) : after;
  }

  #executeNow(order: BookOrder, at: EpochMs): BookOrder {
    const quote = this.#quote(order.token, at);
    return quote ? this.#settle(order, take(order, this.#ladder(quote)), quote, at) : order;
  }

  #step(before: BookOrder, at: EpochMs): void {
    const order = this.#working.get(before.id);
    const tape = this.#context.market.path(before.token)?.at(at);
    if (!order || !tape) return;
    const ltp = paise(tape.ltp);
    const ttlEnds = order.placedAt + order.validityTtl * MINUTE;
    if (order.validity === 'TTL' && at >= ttlEnds) this.cancel(order, at);
    else if (order.trigger !== null) {
      if (isTriggered(order, ltp)) this.#wake(order, at);
    } else if (tape.quotedAt === at && isWithinReach(order, ltp)) this.#meet(order, at);
  }

  #meet(order: BookOrder, at: EpochMs): void {
    const quote = this.#quote(order.token, at);
    if (!quote) return;
    const { ltp, volume } = quote.tape;
    const earlier = this.#context.market.path(order.token)?.at(at - STEP)?.volume ?? volume;
    const step = { ltp: paise(ltp), tradedQty: qty(volume - earlier), ladder: this.#ladder(quote) };
    this.#settle(order, advance(order, step), quote, at);
  }

  /** What is left of the depth shown since the quote last changed: our own fills are not filled twice. */
  #ladder(quote: MarketQuote): Ladder {
    const known = this.#ladders.get(quote.listing.token);
    if (known?.quotedAt === quote.tape.quotedAt) return known.left;
    return this.#availability(quote.depth, quote.listing.lotSize);
  }

  #settle(order: BookOrder, matched: Matched<BookOrder>, quote: MarketQuote, at: EpochMs): BookOrder {
    if (matched.executions.length === 0) return order;
    this.#ladders.set(order.token, { quotedAt: quote.tape.quotedAt, left: matched.ladder });
    for (const execution of matched.executions) this.#trades.push(this.#trade(order, execution, at));
    const turnover = matched.executions.reduce((sum, { price, qty: units }) => sum + price * units, order.turnover);
    const isComplete = openQty(matched.order) === 0;
    const filled = this.#record({
      ...matched.order,
      turnover,
      status: isComplete ? 'COMPLETE' : 'OPEN',
      updatedAt: at,
      exchangeAt: at,
    });
    this.#tell(filled, isComplete ? 'COMPLETE' : 'UPDATE');
    return filled;
  }

  #trade(order: BookOrder, execution: Execution, at: EpochMs): Trade {
    const { id, exchangeId, token, side, product } = order;
    return {
      id: this.#context.ids.tradeId(),
      orderId: id,
      exchangeOrderId: exchangeId ?? '',
      token,
      side,
      product,
      ...execution,
      at,
    };
  }

  #quote(token: number, at: EpochMs): MarketQuote | null {
    return this.#context.market.quote(token, at);
  }

  #record(order: BookOrder): BookOrder {
    this.#revision += 1;
    const states = this.#orders.get(order.id);
    if (states) states.push(order);
    else this.#orders.set(order.id, [order]);
    if (isWorking(order)) this.#working.set(order.id, order);
    else if (isFinished(order)) this.#working.delete(order.id);
    return order;
  }

  #tell(order: BookOrder, status: OrderNews['status']): void {
    this.#news.push({ order, status });
  }
}

/** The depth lies on both sides of the last price, so a limit that the last price has not reached finds nothing. */
function isWithinReach(order: BookOrder, ltp: Paise): boolean {
  return signOf(order.side) * (order.limit - ltp) >= 0;
}
