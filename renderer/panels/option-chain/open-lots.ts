import { isLive, type Leg, type Trade } from '#shared/domain/trade';

type Holding = Pick<Trade, 'status'> & { readonly legs: readonly Pick<Leg, 'instrument' | 'position'>[] };

/** What the live trades hold, in signed lots by instrument; without those that are flat. */
export function openLots(trades: Iterable<Holding>, lotSize: number): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const trade of trades) {
    if (!isLive(trade)) continue;
    for (const { instrument, position } of trade.legs) units[instrument] = (units[instrument] ?? 0) + position.qty;
  }
  return Object.fromEntries(Object.entries(units).flatMap(([id, qty]) => (qty === 0 ? [] : [[id, qty / lotSize]])));
}
