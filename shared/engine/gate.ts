import { isBeyondPriceProtection, priceProtectionBound } from '#shared/domain/matching/price-protection';
import { opposite, type Instrument, type Side } from '#shared/domain/instrument';
import { nameOf } from '#shared/domain/instrument-name';
import { pendingQty, type Order, type OrderPrice, type OrderPurpose } from '#shared/domain/order';
import { approve, type ApprovedOrder, type OrderIntent, type Refusal, type RiskContext } from '#shared/domain/risk';
import type { Result } from '#shared/domain/result';
import { err } from '#shared/domain/result';
import { SECOND } from '#shared/domain/time';
import { isLive, type Leg, type Trade } from '#shared/domain/trade';
import { underlyingOf } from '#shared/domain/trading-scope';
import { nearestPaise, paise, qty, toTick, type EpochMs, type Fraction, type Paise } from '#shared/domain/units';
import { nextId, type Core } from './core';
import { ordersOfLeg, type Desk } from './desk';
import { uncoveredQty } from './holdings';

/** What one order of a leg should do; the price is worked out here from the market. */
export interface LegOrder {
  readonly trade: Trade;
  readonly leg: Leg;
  readonly purpose: OrderPurpose;
  readonly units: number;
  readonly signalAt: EpochMs;
  /** Orders of the same trade that are to leave before or with it and are not in the desk yet. */
  readonly ahead?: number;
}

/** Prices an order from the market and asks the gate. Nothing is changed. */
export function check(core: Core, wanted: LegOrder): Result<ApprovedOrder, Refusal> {
  const instrument = core.market.catalogue.get(wanted.leg.instrument);
  const side = wanted.purpose === 'entry' ? wanted.leg.side : exitSide(wanted.leg);
  const price = instrument ? priceOf(core, wanted, instrument, side) : null;
  if (!instrument || price === null) {
    return err({
      limit: 'price data',
      message: `There is no price yet for ${nameOf(wanted.leg.instrument, core.market.catalogue)}`,
    });
  }
  const intent: OrderIntent = {
    tradeId: wanted.trade.id,
    legId: wanted.leg.id,
    purpose: wanted.purpose,
    instrument: wanted.leg.instrument,
    side,
    qty: qty(wanted.units),
    price,
    product: wanted.trade.product,
    signalAt: wanted.signalAt,
  };
  return approve(nextId(core, 'KD'), intent, contextFor(core, wanted, instrument));
}

/** By what is held rather than by what was wanted: two exits that both filled have turned the leg round. */
function exitSide({ position, side }: Leg): Side {
  if (position.qty === 0) return opposite(side);
  return position.qty > 0 ? 'sell' : 'buy';
}

/** The leg's own price where a person set one; nothing is entered before the instrument has a price of its own, either way. */
function priceOf(core: Core, { leg, purpose }: LegOrder, instrument: Instrument, side: Side): OrderPrice | null {
  const marketable = marketablePrice(core, instrument, side, purpose);
  const limit = purpose === 'entry' ? (leg.limit ?? null) : null;
  return marketable === null || limit === null ? marketable : { kind: 'limit', limit };
}

/** Journals an approved order and sends it: the only place that does. */
export function send(core: Core, order: ApprovedOrder): void {
  core.around.recentOrders.push(core.now());
  core.around.outbound.add(order.id);
  core.emit({ kind: 'order-approved', order });
  core.effect({ kind: 'place', order });
}

/**
 * NSE refuses an order for a future whose limit is 2 % through the reference price; half of that leaves room for a reference
 * that lags. Options may go 40 %.
 */
const MOST_BUT_OPTIONS: Fraction = 0.01;

/** Whether an order that is about to leave should: an exit always, an entry only while nothing is halted and nobody has left its leg (I11). */
export function isStillWanted(desk: Desk, order: Order): boolean {
  if (order.purpose === 'exit') return true;
  const leg = desk.trades.get(order.tradeId)?.legs.find(({ id }) => id === order.legId);
  return desk.haltReason === null && leg !== undefined && leg.exitReason === null;
}

/** A limit that crosses the spread, worse than the touch by the protection, on the tick grid. Null without a price. */
export function marketablePrice(
  core: Core,
  instrument: Instrument,
  side: Side,
  purpose: OrderPurpose,
): OrderPrice | null {
  const quote = core.market.quoteOf(instrument.id);
  if (!quote || quote.ltp <= 0) return null;
  const touch = side === 'buy' ? quote.ask : quote.bid;
  const base = touch > 0 ? touch : quote.ltp;
  const allowed = purpose === 'entry' ? core.policy.entryProtection : core.policy.exitProtection;
  const fraction = instrument.kind === 'option' ? allowed : Math.min(allowed, MOST_BUT_OPTIONS);
  const room = Math.max(Math.round(base * fraction), core.policy.protectionFloor);
  const limit = side === 'buy' ? upTick(base + room, instrument) : downTick(base - room, instrument);
  return { kind: 'limit', limit: purpose === 'exit' ? acceptable(limit, side, quote.ltp, instrument) : limit };
}

/**
 * In a thin book the touch itself may lie where the exchange takes no order. An exit then waits at the last price that it
 * takes; an entry is the gate's to refuse.
 */
function acceptable(limit: Paise, side: Side, ltp: Paise, instrument: Instrument): Paise {
  const isOption = instrument.kind === 'option';
  const hasRule = isOption || instrument.kind === 'future';
  if (!hasRule || !isBeyondPriceProtection(side, limit, ltp, isOption)) return limit;
  const bound = nearestPaise(priceProtectionBound(side, ltp, isOption));
  return toTick(bound, instrument.tickSize, side === 'buy' ? 'down' : 'up');
}

function upTick(price: number, instrument: Instrument): Paise {
  return toTick(paise(price), instrument.tickSize, 'up');
}

/** A sale never asks for less than one tick: zero is no price. */
function downTick(price: number, instrument: Instrument): Paise {
  return paise(Math.max(toTick(paise(price), instrument.tickSize, 'down'), instrument.tickSize, 1));
}

function contextFor(core: Core, wanted: LegOrder, instrument: Instrument): RiskContext {
  const { trade, leg } = wanted;
  const { desk, market, ledger, around } = core;
  const now = core.now();
  const ownLots = instrument.kind === 'equity' ? 0 : wanted.units / instrument.lotSize;
  return {
    now,
    limits: desk.limits,
    isArmed: desk.isArmed,
    isHalted: desk.haltReason !== null,
    isReconciled: desk.isReconciled,
    isMarketOpen: market.isOpen(instrument, now),
    isFeedConnected: around.isFeedConnected,
    instrument,
    quote: market.quoteOf(instrument.id),
    dayPnl: ledger.dayPnl(),
    strategyPnl: ownerPnl(core, trade),
    openLots: held(core, wanted, lotsOf) - ownLots,
    openLotsOfUnderlying: held(core, wanted, lotsIn(underlyingOf(instrument))) - ownLots,
    openShareValue: paise(held(core, wanted, shareValueOf) - shareValue(core, instrument, wanted.units)),
    freeMargin: freeMargin(core),
    ordersThisSecond: ordersThisSecond(core),
    ordersToday: desk.orders.size + (wanted.ahead ?? 0),
    exitableQty: exitableQty(core, trade, leg) - uncoveredQty(core, trade, leg),
  };
}

/** Units of a leg that are open and that no working exit covers. */
export function exitableQty(core: Pick<Core, 'desk'>, trade: Trade, leg: Leg): number {
  const exiting = ordersOfLeg(core.desk, trade.id, leg.id)
    .filter((order) => order.purpose === 'exit')
    .reduce((sum, order) => sum + pendingQty(order), 0);
  return Math.abs(leg.position.qty) - exiting;
}

function ownerPnl({ ledger }: Core, { owner }: Trade): Paise {
  return owner.kind === 'manual' ? paise(0) : ledger.instancePnl(owner.instance);
}

/** Lots of every other trade and of the rest of this one: a trade is let in whole, or its second leg would be refused after the first was sold. */
function held(core: Core, { trade }: LegOrder, sizeOf: (core: Core, trade: Trade) => number): number {
  let size = sizeOf(core, trade);
  for (const other of core.desk.trades.values()) {
    if (other.id !== trade.id && isLive(other)) size += sizeOf(core, other);
  }
  return size;
}

function lotsOf(core: Core, trade: Trade): number {
  return trade.legs.reduce((lots, leg) => {
    const instrument = core.market.catalogue.get(leg.instrument);
    return instrument?.kind === 'equity' ? lots : lots + heldOrComing(core, trade, leg) / (instrument?.lotSize ?? 1);
  }, 0);
}

/** Of one underlying's futures and options alone. */
function lotsIn(underlying: string): (core: Core, trade: Trade) => number {
  const isIts = (instrument: Instrument | undefined) => instrument && underlyingOf(instrument) === underlying;
  return (core, trade) => {
    const legs = trade.legs.filter((leg) => isIts(core.market.catalogue.get(leg.instrument)));
    return lotsOf(core, { ...trade, legs });
  };
}

function shareValueOf(core: Core, trade: Trade): number {
  return trade.legs.reduce((value, leg) => {
    const instrument = core.market.catalogue.get(leg.instrument);
    return instrument ? value + shareValue(core, instrument, heldOrComing(core, trade, leg)) : value;
  }, 0);
}

function shareValue(core: Core, instrument: Instrument, units: number): number {
  return instrument.kind === 'equity' ? units * (core.market.quoteOf(instrument.id)?.ltp ?? 0) : 0;
}

function freeMargin({ around }: Core): Fraction | null {
  const total = around.funds ? around.funds.available + around.funds.used : 0;
  return around.funds && total > 0 ? around.funds.available / total : null;
}

/** Units a leg holds or may still get; one that is being entered counts in full, also what has not been sent yet. */
function heldOrComing(core: Core, trade: Trade, leg: Leg): number {
  if (leg.status === 'entering' && leg.exitReason === null) return leg.qty;
  const coming = ordersOfLeg(core.desk, trade.id, leg.id).filter((order) => order.purpose === 'entry');
  return Math.abs(leg.position.qty) + coming.reduce((sum, order) => sum + pendingQty(order), 0);
}

/** Orders approved within the last second; older ones are forgotten. */
export function ordersThisSecond(core: Core): number {
  const { recentOrders } = core.around;
  while ((recentOrders[0] ?? Infinity) <= core.now() - SECOND) recentOrders.shift();
  return recentOrders.length;
}

/** Units of the largest order that the exchange takes, out of those wanted. */
export function sliceOf(core: Core, leg: Leg, units: number): number {
  const instrument = core.market.catalogue.get(leg.instrument);
  const freeze = instrument ? core.market.freezeQty(instrument, core.now()) : null;
  if (!instrument || freeze === null || units <= freeze) return units;
  return Math.floor(freeze / instrument.lotSize) * instrument.lotSize;
}
