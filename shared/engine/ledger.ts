import type { Fill } from '#shared/domain/fill';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Order, OrderId } from '#shared/domain/order';
import type { QuoteOf } from '#shared/domain/quote';
import { isLive, isOwnedBy, type Trade, type TradeId } from '#shared/domain/trade';
import { tradeResult, type TradeResult } from '#shared/domain/trade-result';
import { paise, type Paise } from '#shared/domain/units';
import type { Ledger } from './core';
import type { Desk } from './desk';

/** What the broker and the state take for one executed order; one brokerage however many fills it had. */
export type ChargesOf = (order: Order, fills: readonly Fill[]) => Paise;

/** A result with its parts: net = realised + mtm − charges. */
export interface Result {
  readonly realised: Paise;
  readonly mtm: Paise;
  readonly charges: Paise;
  readonly net: Paise;
}

export interface DayLedger extends Ledger {
  day(): Result;
  trade(id: TradeId): Result;
}

/** Works the day's money out from trades, quotes and fills. Charges of an order are kept until it fills further. */
export function createLedger(desk: Desk, quoteOf: QuoteOf, chargesOf: ChargesOf): DayLedger {
  const charged = new Map<OrderId, { readonly filledQty: number; readonly charges: Paise }>();
  const chargesByTrade = new Map<TradeId, number>();
  const filed = createFillFile(desk);

  /** Looks only at orders that filled since the last look. */
  function refreshCharges(): void {
    for (const orderId of filed.newlyFilled()) {
      const order = desk.orders.get(orderId);
      const before = charged.get(orderId);
      if (!order || before?.filledQty === order.filledQty) continue;
      const charges = chargesOf(order, filed.of(orderId));
      charged.set(orderId, { filledQty: order.filledQty, charges });
      chargesByTrade.set(order.tradeId, (chargesByTrade.get(order.tradeId) ?? 0) + charges - (before?.charges ?? 0));
    }
  }

  const madeBy = createResults(quoteOf);

  function resultOf(trades: Iterable<Trade>, isCounted: (trade: Trade) => boolean = () => true): Result {
    refreshCharges();
    let [realised, unrealised, charges] = [0, 0, 0];
    for (const trade of trades) {
      if (!isCounted(trade)) continue;
      const made = madeBy(trade);
      realised += made.realised;
      unrealised += made.mtm;
      charges += chargesByTrade.get(trade.id) ?? 0;
    }
    return {
      realised: paise(realised),
      mtm: paise(unrealised),
      charges: paise(charges),
      net: paise(realised + unrealised - charges),
    };
  }

  const trade = (id: TradeId): Result => {
    const found = desk.trades.get(id);
    return resultOf(found ? [found] : []);
  };
  return {
    day: () => resultOf(desk.trades.values()),
    trade,
    dayPnl: () => resultOf(desk.trades.values()).net,
    instancePnl: (id) => resultOf(desk.trades.values(), (each) => isOwnedBy(each, id)).net,
  };
}

/** What a trade has made before charges. What is over no longer follows the market, so it is worked out once. */
function createResults(quoteOf: QuoteOf): (trade: Trade) => TradeResult {
  const over = new WeakMap<Trade, TradeResult>();
  const ltpOf = (id: InstrumentId) => quoteOf(id)?.ltp;
  return (trade) => {
    const known = over.get(trade);
    if (known) return known;
    const result = tradeResult(trade, ltpOf);
    if (!isLive(trade)) over.set(trade, result);
    return result;
  };
}

interface FillFile {
  of(order: OrderId): readonly Fill[];
  /** Orders that filled since the last call. */
  newlyFilled(): Iterable<OrderId>;
}

/** The desk's fills by order, filed as they come: a day's fills are only ever added to. */
function createFillFile(desk: Desk): FillFile {
  const byOrder = new Map<OrderId, Fill[]>();
  let seen = 0;
  return {
    of: (order) => byOrder.get(order) ?? [],
    newlyFilled() {
      if (desk.fills.size === seen) return [];
      const orders = new Set<OrderId>();
      let position = 0;
      for (const fill of desk.fills.values()) {
        position += 1;
        if (position <= seen) continue;
        const list = byOrder.get(fill.orderId);
        if (list) list.push(fill);
        else byOrder.set(fill.orderId, [fill]);
        orders.add(fill.orderId);
      }
      seen = position;
      return orders;
    },
  };
}
