import type { InstrumentId } from '#shared/domain/instrument';
import type { Product } from '#shared/domain/order';
import { isLive, type Leg, type Trade } from '#shared/domain/trade';
import type { Core } from './core';

/** What we count as ours in one instrument and product: the broker nets it into one position. */
export interface Holding {
  readonly instrument: InstrumentId;
  readonly product: Product;
  net: number;
  /** Oldest trade first. */
  readonly legs: { readonly trade: Trade; readonly leg: Leg }[];
}

export function keyOf(instrument: InstrumentId, product: Product): string {
  return `${instrument}|${product}`;
}

/** By instrument and product. */
export function holdingsOf({ desk }: Pick<Core, 'desk'>): Map<string, Holding> {
  const holdings = new Map<string, Holding>();
  for (const trade of desk.trades.values()) {
    if (!isLive(trade)) continue;
    for (const leg of trade.legs) {
      if (leg.position.qty === 0) continue;
      const { instrument } = leg;
      const key = keyOf(instrument, trade.product);
      const holding = holdings.get(key) ?? { instrument, product: trade.product, net: 0, legs: [] };
      holding.net += leg.position.qty;
      holding.legs.push({ trade, leg });
      holdings.set(key, holding);
    }
  }
  return holdings;
}

/** Units of a leg that an exit must leave alone, because the broker no longer holds them. */
export function uncoveredQty(core: Core, trade: Trade, leg: Leg): number {
  if (core.around.uncovered.size === 0) return 0;
  const key = keyOf(leg.instrument, trade.product);
  const holding = holdingsOf(core).get(key);
  let left = core.around.uncovered.get(key)?.units ?? 0;
  for (const held of holding?.legs ?? []) {
    if (Math.sign(held.leg.position.qty) !== Math.sign(holding?.net ?? 0)) continue;
    const share = Math.min(left, Math.abs(held.leg.position.qty));
    if (held.trade.id === trade.id && held.leg.id === leg.id) return share;
    left -= share;
  }
  return 0;
}
