import type { Right } from '../shared/domain/instrument';
import { YEAR, blackPrice } from '../shared/domain/options/black76';
import type { OptionQuote } from '../shared/domain/options/chain-quotes';
import { DAY, istAt } from '../shared/domain/time';
import { paise, qty } from '../shared/domain/units';

/** A chain of 200 strikes three days before expiry, quoted in whole ticks around a smile: 400 options, as NIFTY has. */
export const RATE = 0.065;
export const expiryAt = istAt('2026-11-23', '15:40');
export const openedAt = expiryAt - 3 * DAY;
export const FORWARD = 2_451_230;
export const strikes = Array.from({ length: 200 }, (_, row) => paise(1_950_000 + 5_000 * row));
export const spot = paise(2_450_000);

export interface QuotedOption {
  readonly row: number;
  readonly right: Right;
  readonly quote: OptionQuote;
}

export const quotedOptions: readonly QuotedOption[] = strikes.flatMap((strike, row) =>
  (['CE', 'PE'] as const).map((right) => ({ row, right, quote: quoteOf(strike, row, right) })),
);

function quoteOf(strike: number, row: number, right: Right): OptionQuote {
  const volatility = 0.12 + 2 * Math.log(strike / FORWARD) ** 2;
  const years = (expiryAt - openedAt) / YEAR;
  const price = blackPrice({ right, forward: FORWARD, strike, years, rate: RATE }, volatility);
  const bid = paise(Math.floor(price / 5) * 5);
  const ask = paise(bid + 5);
  const oi = 65 * ((row * 7_919) % 10_000);
  return { ltp: ask, bid, ask, oi: qty(oi), oiReference: qty(oi), volume: qty(10 * oi) };
}
