import { phaseAt } from '#shared/domain/calendar';
import type { Instrument, Side } from '#shared/domain/instrument';
import { freezeQty } from '#shared/domain/matching/freeze';
import { isBeyondPriceProtection } from '#shared/domain/matching/price-protection';
import type { OrderPrice } from '#shared/domain/order';
import type { Quote } from '#shared/domain/quote';
import { segmentOf } from '#shared/domain/segment';
import { istClock, istDate } from '#shared/domain/time';
import type { EpochMs, Qty } from '#shared/domain/units';

export interface Wanted {
  readonly side: Side;
  readonly qty: Qty;
  readonly price: OrderPrice;
}

/** Why broker or exchange would not take the order, or null. Rules as in MARKET rules of 2026: lot, tick, freeze, protection, hours. */
export function refusalOf(wanted: Wanted, instrument: Instrument, quote: Quote | null, at: EpochMs): string | null {
  if (instrument.kind === 'index') return `${instrument.symbol} is an index and cannot be traded`;
  return hours(instrument, at) ?? quantity(wanted, instrument, at) ?? price(wanted, instrument, quote);
}

function hours(instrument: Instrument, at: EpochMs): string | null {
  return phaseAt(at, segmentOf(instrument)) === 'open' ? null : `Markets are closed right now (${istClock(at)})`;
}

function quantity({ qty }: Wanted, instrument: Instrument, at: EpochMs): string | null {
  if (qty <= 0 || qty % instrument.lotSize !== 0)
    return `Quantity should be in multiples of the lot size ${instrument.lotSize}`;
  const limit = 'underlying' in instrument ? freezeQty(instrument.underlying, istDate(at)) : null;
  return limit === null || qty <= limit ? null : `Order quantity ${qty} is above the freeze limit of ${limit}`;
}

function price(wanted: Wanted, instrument: Instrument, quote: Quote | null): string | null {
  const { price } = wanted;
  const prices = price.kind === 'limit' ? [price.limit] : [price.limit, price.trigger];
  if (prices.some((one) => one <= 0 || one % instrument.tickSize !== 0)) {
    return `Tick size for this script is ${(instrument.tickSize / 100).toFixed(2)}`;
  }
  if (quote === null) return `There is no price of ${instrument.symbol} yet, and nothing to trade against`;
  if (price.kind === 'stop-limit') return sleeping(wanted.side, price, quote);
  const isOption = instrument.kind === 'option';
  const isDerivative = isOption || instrument.kind === 'future';
  return isDerivative && isBeyondPriceProtection(wanted.side, price.limit, quote.ltp, isOption)
    ? "The limit is outside the exchange's price protection range"
    : null;
}

function sleeping(side: Side, price: OrderPrice & { kind: 'stop-limit' }, { ltp }: Quote): string | null {
  const isCrossed = side === 'buy' ? price.limit < price.trigger : price.limit > price.trigger;
  if (isCrossed) return `The limit of a stop ${side} must lie beyond its trigger`;
  const isPast = side === 'buy' ? price.trigger <= ltp : price.trigger >= ltp;
  return isPast
    ? `Trigger price for a stop ${side} must be ${side === 'buy' ? 'above' : 'below'} the last price`
    : null;
}
