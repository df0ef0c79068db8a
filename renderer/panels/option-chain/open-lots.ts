import { isLive, type Trade } from '#shared/domain/trade';

/** What the live trades hold, in signed lots by instrument; without those that are flat. */
export function openLots(trades: Iterable<Trade>, lotSize: number): Readonly<Record<string, number>> {
  const units: Record<string, number> = {};
  for (const trade of trades) {
    if (!isLive(trade)) continue;
    for (const { instrument, position } of trade.legs) units[instrument] = (units[instrument] ?? 0) + position.qty;
  }
  return Object.fromEntries(Object.entries(units).flatMap(([id, qty]) => (qty === 0 ? [] : [[id, qty / lotSize]])));
}
