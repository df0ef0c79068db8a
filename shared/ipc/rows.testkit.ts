import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';
import type { OptionCell, QuoteView, StrikeView } from './views';

/** Rows of prices whose every figure differs with the price. */
export function quoteView(price: number, id: InstrumentId = instrumentId('NSE', 'NIFTY 50')): QuoteView {
  return {
    id,
    symbol: id.slice(4),
    name: id.slice(4),
    lotSize: qty(65),
    contract: null,
    ltp: paise(price),
    close: paise(price + 1),
    high: paise(price + 2),
    low: paise(price + 3),
    volume: qty(price + 4),
    oi: qty(price + 5),
    bid: paise(price + 6),
    ask: paise(price + 7),
    at: price + 8,
  };
}

/** Without greeks and a change of open interest where `isKnown` is false. */
function optionCell(price: number, symbol: string, isKnown = true): OptionCell {
  const { id, ltp, close, bid, ask, oi, volume, at } = quoteView(price, instrumentId('NFO', symbol));
  const figure = (over: number): number | null => (isKnown ? price + over : null);
  return {
    id,
    ltp,
    close,
    bid,
    ask,
    oi,
    volume,
    at,
    oiChange: figure(0.1),
    iv: figure(0.2),
    delta: figure(0.3),
    gamma: figure(0.4),
    theta: figure(0.5),
    vega: figure(0.6),
  };
}

export function strikeView(price: number, sides: 'both' | 'call' | 'put' = 'both', isKnown = true): StrikeView {
  return {
    strike: paise(2_450_000),
    ce: sides === 'put' ? null : optionCell(price, 'NIFTY26NOV24500CE', isKnown),
    pe: sides === 'call' ? null : optionCell(price + 50, 'NIFTY26NOV24500PE', isKnown),
  };
}
