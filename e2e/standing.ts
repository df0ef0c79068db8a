import type { Snapshot } from '#shared/ipc/delta';

/**
 * All that a desk must still know after it was killed: what was recommended, ordered, filled and held, how each strategy
 * stands, and what was made of it.
 */
export function standingOf({ tables }: Snapshot) {
  const { instances, trades, orders, fills, calls, desk } = tables;
  const { realised, charges } = desk.desk.pnl;
  const strategies = Object.values(instances).map(({ id, name, params, status, openTrades, drawings }) => {
    return { id, name, params, status, openTrades, drawings };
  });
  return { strategies, trades, orders, fills, calls, realised, charges };
}
