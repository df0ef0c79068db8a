import type { MarketQuote } from '../market/market';
import type { DayPosition } from '../orders/positions';
import { netQty } from '../orders/positions';
import { inRupees } from './order-json';

function average(value: number, units: number): number {
  return units > 0 ? inRupees(value / units) : 0;
}

/** A row of /portfolio/positions. `ltp` is the settlement price once an expiring contract has closed. */
export function positionJson(position: DayPosition, quote: MarketQuote, ltp: number) {
  const { buyQty, buyValue, sellQty, sellValue } = position;
  const quantity = netQty(position);
  const pnl = inRupees(sellValue - buyValue + quantity * ltp);
  const buy = { price: average(buyValue, buyQty), value: inRupees(buyValue) };
  const sell = { price: average(sellValue, sellQty), value: inRupees(sellValue) };
  const held = quantity > 0 ? buy.price : sell.price;
  return {
    tradingsymbol: quote.listing.symbol,
    exchange: quote.listing.exchange,
    instrument_token: position.token,
    product: position.product,
    quantity,
    overnight_quantity: 0,
    multiplier: 1,
    average_price: quantity === 0 ? 0 : held,
    close_price: inRupees(quote.close),
    last_price: inRupees(ltp),
    value: inRupees(sellValue - buyValue),
    pnl,
    m2m: pnl,
    // As in the official sample, everything stands in `unrealised`.
    unrealised: pnl,
    realised: 0,
    buy_quantity: buyQty,
    buy_price: buy.price,
    buy_value: buy.value,
    buy_m2m: buy.value,
    sell_quantity: sellQty,
    sell_price: sell.price,
    sell_value: sell.value,
    sell_m2m: sell.value,
    day_buy_quantity: buyQty,
    day_buy_price: buy.price,
    day_buy_value: buy.value,
    day_sell_quantity: sellQty,
    day_sell_price: sell.price,
    day_sell_value: sell.value,
  };
}
