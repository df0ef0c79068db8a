import { openQty } from '#shared/domain/matching/match';
import { istClock, istStamp } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Listing } from '../market/listings';
import { isFinished, type BookOrder, type OrderNews, type Trade } from '../orders/order';

/** Rupees as Kite writes them: a plain JSON number. */
export function inRupees(paise: number): number {
  return paise / 100;
}

function stampOrNull(at: EpochMs | null): string | null {
  return at === null ? null : istStamp(at);
}

function body(order: BookOrder, listing: Listing) {
  const average = order.filledQty > 0 ? inRupees(order.turnover / order.filledQty) : 0;
  return {
    placed_by: order.placedBy,
    order_id: order.id,
    exchange_order_id: order.exchangeId,
    parent_order_id: null,
    status: order.status as string,
    status_message: order.message,
    status_message_raw: order.rawMessage,
    order_timestamp: istStamp(order.placedAt),
    exchange_update_timestamp: istStamp(order.updatedAt),
    exchange_timestamp: stampOrNull(order.exchangeAt),
    variety: 'regular',
    exchange: listing.exchange,
    tradingsymbol: listing.symbol,
    instrument_token: order.token,
    order_type: order.type,
    transaction_type: order.side.toUpperCase(),
    validity: order.validity,
    product: order.product,
    quantity: order.qty,
    disclosed_quantity: 0,
    price: inRupees(order.limit),
    trigger_price: inRupees(order.triggerPrice),
    average_price: average,
    filled_quantity: order.filledQty,
    pending_quantity: isFinished(order) ? 0 : openQty(order),
    cancelled_quantity: order.cancelledQty,
    market_protection: 0,
    meta: {},
    tag: order.tag,
    tags: order.tags,
    guid: `demo${order.id.slice(-8)}`,
  };
}

/** A row of GET /orders and of an order's history. */
export function orderJson(order: BookOrder, listing: Listing) {
  return {
    account_id: order.placedBy,
    ...body(order, listing),
    modified: order.modifications > 0,
    validity_ttl: order.validityTtl,
    auction_number: null,
  };
}

/** The object of a postback, which the socket's order message carries. `checksum` covers id, time and secret. */
export function postbackJson(
  news: OrderNews,
  listing: Listing,
  user: { readonly id: string; readonly checksum: string },
) {
  return {
    user_id: user.id,
    unfilled_quantity: openQty(news.order),
    app_id: 1,
    checksum: user.checksum,
    ...body(news.order, listing),
    status: news.status as string,
  };
}

export function tradeJson(trade: Trade, listing: Listing) {
  return {
    trade_id: trade.id,
    order_id: trade.orderId,
    exchange: listing.exchange,
    tradingsymbol: listing.symbol,
    instrument_token: trade.token,
    product: trade.product,
    average_price: inRupees(trade.price),
    quantity: trade.qty,
    exchange_order_id: trade.exchangeOrderId,
    transaction_type: trade.side.toUpperCase(),
    fill_timestamp: istStamp(trade.at),
    // Here, and only here, the time comes without its date.
    order_timestamp: istClock(trade.at),
    exchange_timestamp: istStamp(trade.at),
  };
}
