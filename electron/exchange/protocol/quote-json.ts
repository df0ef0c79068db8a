import type { Level } from '#shared/domain/matching/ladder';
import { istStamp } from '#shared/domain/time';
import type { CircuitLimits } from '../market/bands';
import type { MarketQuote } from '../market/market';
import { totalQuantity } from './frames';
import { inRupees } from './order-json';

export function ltpJson(quote: MarketQuote) {
  return { instrument_token: quote.listing.token, last_price: inRupees(quote.tape.ltp) };
}

export function ohlcJson(quote: MarketQuote) {
  const { open, high, low } = quote.range;
  return {
    ...ltpJson(quote),
    ohlc: { open: inRupees(open), high: inRupees(high), low: inRupees(low), close: inRupees(quote.close) },
  };
}

function levels(side: readonly Level[]) {
  return Array.from({ length: 5 }, (_, index) => {
    const level = side[index];
    return { price: inRupees(level?.price ?? 0), quantity: level?.qty ?? 0, orders: level?.orders ?? 0 };
  });
}

/** A row of /quote. An index has neither volume, OI nor depth. */
export function quoteJson(quote: MarketQuote, limits: CircuitLimits | null) {
  const { tape, range, depth } = quote;
  const common = {
    ...ohlcJson(quote),
    timestamp: istStamp(quote.at),
    net_change: limits ? 0 : inRupees(tape.ltp - quote.close),
  };
  if (!limits) return common;
  return {
    ...common,
    last_trade_time: istStamp(tape.lastTradeAt),
    last_quantity: tape.lastQuantity,
    buy_quantity: totalQuantity(depth.bids),
    sell_quantity: totalQuantity(depth.asks),
    volume: tape.volume,
    average_price: inRupees(range.average),
    oi: tape.oi,
    oi_day_high: range.oiHigh,
    oi_day_low: range.oiLow,
    lower_circuit_limit: inRupees(limits.lower),
    upper_circuit_limit: inRupees(limits.upper),
    depth: { buy: levels(depth.bids), sell: levels(depth.asks) },
  };
}
