import type { Instrument, InstrumentId, Side } from './instrument';
import { instrumentName } from './instrument-name';
import type { Order, OrderId, OrderPrice, OrderPurpose, Product } from './order';
import type { Quote } from './quote';
import { err, ok, type Result } from './result';
import { clockFromMinute, istClock, minuteOfDay, SECOND, type MinuteOfDay } from './time';
import { EVERYTHING, outOfScope, type TradingScope } from './trading-scope';
import { qty, type EpochMs, type Fraction, type Paise, type Qty } from './units';
import { inPercent, inRupees } from './words';

declare const approved: unique symbol;

/** An order that passed the gate. Only this file can make one, and a Broker takes nothing else. */
export type ApprovedOrder = Order & { readonly [approved]: true };

/** What somebody wants to send, before the gate. */
export interface OrderIntent {
  readonly tradeId: string;
  readonly legId: string;
  readonly purpose: OrderPurpose;
  readonly instrument: InstrumentId;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: OrderPrice;
  readonly product: Product;
  readonly signalAt: EpochMs;
}

/** The trader's own limits. Money limits are positive paise. */
export interface RiskLimits {
  readonly maxDayLoss: Paise;
  readonly maxStrategyLoss: Paise;
  /** The day's net result at which everything is closed and kept; zero is none. */
  readonly dayTarget: Paise;
  /** Derivatives only. */
  readonly maxOpenLots: number;
  /** What the shares held may be worth, over all trades. */
  readonly maxShareValue: Paise;
  /** Entries leave this share of the account's margin free; zero is none. */
  readonly minFreeMargin: Fraction;
  readonly maxOrdersPerSecond: number;
  readonly maxOrdersPerDay: number;
  /** An entry's limit may be worse than the last price by at most this fraction, or by the floor if that is more. */
  readonly priceBand: Fraction;
  readonly priceBandFloor: Paise;
  readonly noEntriesAfter: MinuteOfDay;
  /** A quote older than this is no basis for an entry. */
  readonly staleAfterMs: number;
  /** Absent where nobody has set it: everything may be traded. */
  readonly scope?: TradingScope;
}

/** What the gate knows when it decides. */
export interface RiskContext {
  readonly now: EpochMs;
  readonly limits: RiskLimits;
  readonly isArmed: boolean;
  readonly isHalted: boolean;
  readonly isReconciled: boolean;
  readonly isMarketOpen: boolean;
  readonly isFeedConnected: boolean;
  readonly instrument: Instrument | undefined;
  readonly quote: Quote | null;
  /** Day's net result so far, MTM included, negative for a loss. */
  readonly dayPnl: Paise;
  readonly strategyPnl: Paise;
  /** Lots of derivatives open or being opened, over everything but this order. */
  readonly openLots: number;
  /** The same of the order's underlying. */
  readonly openLotsOfUnderlying: number;
  /** The same of shares, by what they are worth. */
  readonly openShareValue: Paise;
  /** Of the account's margin; null before the broker told of it. */
  readonly freeMargin: Fraction | null;
  readonly ordersThisSecond: number;
  readonly ordersToday: number;
  /** For an exit: units of the leg that no working exit covers yet. */
  readonly exitableQty: number;
}

/** Why an order was refused: which limit, its value, and what was found; `message` says it to the trader. */
export interface Refusal {
  readonly limit: string;
  readonly message: string;
}

/** The one gate that every order passes. An exit is never refused by an entry limit (invariant I6). */
export function approve(id: OrderId, intent: OrderIntent, context: RiskContext): Result<ApprovedOrder, Refusal> {
  const refusal =
    wellFormed(intent, context) ??
    (intent.purpose === 'exit' ? exitRefusal(intent, context) : entryRefusal(intent, context));
  if (refusal) return err(refusal);
  const order: Order = {
    id,
    tradeId: intent.tradeId,
    legId: intent.legId,
    purpose: intent.purpose,
    instrument: intent.instrument,
    side: intent.side,
    qty: intent.qty,
    price: intent.price,
    product: intent.product,
    status: 'approved',
    filledQty: qty(0),
    brokerId: null,
    message: '',
    chases: 0,
    isCancelRequested: false,
    times: { signalAt: intent.signalAt, approvedAt: context.now },
  };
  // The brand is given here and nowhere else: this is the gate.
  return ok(order as ApprovedOrder);
}

function wellFormed(intent: OrderIntent, { instrument }: RiskContext): Refusal | null {
  if (!instrument) return refuse('instrument', `${intent.instrument} is not in today's instruments`);
  if (instrument.kind === 'index')
    return refuse('instrument', `${instrument.symbol} is an index and cannot be traded; use its future or options`);
  if (intent.qty <= 0 || intent.qty % instrument.lotSize !== 0) {
    return refuse(
      'quantity',
      `Quantity ${intent.qty} is not a positive multiple of the lot size ${instrument.lotSize} of ${instrumentName(instrument)}`,
    );
  }
  const prices = intent.price.kind === 'limit' ? [intent.price.limit] : [intent.price.limit, intent.price.trigger];
  const offGrid = prices.find((price) => price <= 0 || (instrument.tickSize > 0 && price % instrument.tickSize !== 0));
  return offGrid === undefined
    ? null
    : refuse(
        'price',
        `Price ${inRupees(offGrid)} is not a positive multiple of the tick ${inRupees(instrument.tickSize)} of ${instrumentName(instrument)}`,
      );
}

function exitRefusal(intent: OrderIntent, context: RiskContext): Refusal | null {
  // I5: exits together never exceed what is open, so a double click is one exit.
  return intent.qty > context.exitableQty
    ? refuse(
        'exit quantity',
        `The exit of ${intent.qty} exceeds the ${context.exitableQty} units that are open and not already being exited`,
      )
    : null;
}

function entryRefusal(intent: OrderIntent, context: RiskContext): Refusal | null {
  return (
    sessionRefusal(context) ??
    scopeRefusal(intent, context) ??
    lossRefusal(context) ??
    marginRefusal(context) ??
    sizeRefusal(intent, context) ??
    rateRefusal(context) ??
    quoteRefusal(intent, context)
  );
}

function sessionRefusal(context: RiskContext): Refusal | null {
  if (context.isHalted) return refuse('halt', 'Trading is halted; only exits leave until you arm again');
  if (!context.isArmed) return refuse('arming', 'Trading is not armed; arm it in the top bar to allow entries');
  if (!context.isReconciled)
    return refuse('reconciliation', "The broker's books have not been compared yet; entries wait for that");
  if (!context.isMarketOpen) return refuse('session', `The market is not open at ${istClock(context.now)}`);
  if (minuteOfDay(context.now) >= context.limits.noEntriesAfter) {
    return refuse(
      'entry time',
      `No entries after ${clockFromMinute(context.limits.noEntriesAfter)}; it is ${istClock(context.now)}`,
    );
  }
  return context.isFeedConnected ? null : refuse('connection', 'Prices are not connected; entries wait for live data');
}

function scopeRefusal(intent: OrderIntent, { limits, instrument, openLotsOfUnderlying }: RiskContext): Refusal | null {
  if (!instrument) return null;
  const lots = intent.qty / instrument.lotSize;
  const wanted = { instrument, product: intent.product, lots, openLots: openLotsOfUnderlying };
  return outOfScope(limits.scope ?? EVERYTHING, wanted);
}

function lossRefusal({ limits, dayPnl, strategyPnl }: RiskContext): Refusal | null {
  if (-dayPnl >= limits.maxDayLoss) {
    return refuse(
      'day loss',
      `The day's loss ${inRupees(-dayPnl)} has reached the limit ${inRupees(limits.maxDayLoss)}`,
    );
  }
  return -strategyPnl >= limits.maxStrategyLoss
    ? refuse(
        'strategy loss',
        `The strategy's loss ${inRupees(-strategyPnl)} has reached the limit ${inRupees(limits.maxStrategyLoss)}`,
      )
    : null;
}

function marginRefusal({ limits, freeMargin }: RiskContext): Refusal | null {
  return freeMargin !== null && freeMargin < limits.minFreeMargin
    ? refuse(
        'free margin',
        `${inPercent(freeMargin)} of the margin is free; entries leave at least ${inPercent(limits.minFreeMargin)}`,
      )
    : null;
}

function sizeRefusal(intent: OrderIntent, context: RiskContext): Refusal | null {
  const { limits, instrument } = context;
  if (!instrument) return null;
  if (instrument.kind === 'equity') {
    const value = intent.qty * intent.price.limit;
    return context.openShareValue + value > limits.maxShareValue
      ? refuse(
          'share value',
          `Shares for ${inRupees(value)} more on ${inRupees(context.openShareValue)} would exceed the limit of ${inRupees(limits.maxShareValue)}`,
        )
      : null;
  }
  const lots = intent.qty / instrument.lotSize;
  return context.openLots + lots > limits.maxOpenLots
    ? refuse(
        'open lots',
        `${lots} more lots on ${context.openLots} would exceed the limit of ${limits.maxOpenLots} open lots`,
      )
    : null;
}

function rateRefusal(context: RiskContext): Refusal | null {
  const { limits } = context;
  if (context.ordersThisSecond >= limits.maxOrdersPerSecond) {
    return refuse(
      'orders per second',
      `${context.ordersThisSecond} orders were sent in this second; the limit is ${limits.maxOrdersPerSecond}`,
    );
  }
  return context.ordersToday >= limits.maxOrdersPerDay
    ? refuse('orders per day', `${context.ordersToday} orders were sent today; the limit is ${limits.maxOrdersPerDay}`)
    : null;
}

function quoteRefusal(intent: OrderIntent, { instrument, quote, now, limits }: RiskContext): Refusal | null {
  const name = instrument ? instrumentName(instrument) : intent.instrument;
  if (!quote || quote.ltp <= 0) return refuse('price data', `There is no price yet for ${name}`);
  const ageMs = now - quote.receivedAt;
  if (ageMs > limits.staleAfterMs) {
    return refuse(
      'stale data',
      `The price of ${name} is ${Math.round(ageMs / SECOND)} s old; the limit is ${limits.staleAfterMs / SECOND} s`,
    );
  }
  const room = Math.max(quote.ltp * limits.priceBand, limits.priceBandFloor);
  const excess = intent.side === 'buy' ? intent.price.limit - quote.ltp : quote.ltp - intent.price.limit;
  return excess > room
    ? refuse(
        'price band',
        `The limit ${inRupees(intent.price.limit)} is ${inRupees(excess)} worse than the last price ${inRupees(quote.ltp)}; at most ${inRupees(room)} is allowed`,
      )
    : null;
}

function refuse(limit: string, message: string): Refusal {
  return { limit, message };
}
