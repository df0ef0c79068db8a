import type { Snapshot } from '#shared/ipc/delta';
import { expect } from './desk';
import type { Trader } from './trader';

type Tables = Snapshot['tables'];

/** The day's money worked out from nothing but fills, quantities and prices, in paise. */
function moneyOf({ fills, trades, quotes }: Tables) {
  const legs = Object.values(trades).flatMap((trade) => trade.legs);
  const open = legs.filter(({ position }) => position.qty !== 0);
  return {
    /** In from sales, out for purchases. */
    cashFlow: sum(Object.values(fills), ({ side, qty, price }) => (side === 'sell' ? qty : -qty) * price),
    /** What closing everything at the last prices would bring. */
    mark: sum(open, ({ instrument, position }) => position.qty * ltpOf(quotes, instrument)),
  };
}

/**
 * Waits until the day's result is what fills and prices come to, and answers the tables of that moment: prices are shown at once, and the
 * result that follows from them a moment later.
 */
export async function seesMoneyAddUp(trader: Trader): Promise<Tables> {
  let { tables } = await trader.snapshot();
  await expect(async () => {
    ({ tables } = await trader.snapshot());
    const { realised, mtm, charges, net } = tables.desk.desk.pnl;
    const { cashFlow, mark } = moneyOf(tables);
    expect(realised + mtm).toBe(cashFlow + mark);
    expect(net).toBe(realised + mtm - charges);
  }).toPass({ timeout: 10_000 });
  return tables;
}

/** Signed units by instrument, from the fills alone; what is flat is left out. */
export function heldBy({ fills }: Tables): Readonly<Record<string, number>> {
  const held = new Map<string, number>();
  for (const { instrument, side, qty } of Object.values(fills)) {
    held.set(instrument, (held.get(instrument) ?? 0) + (side === 'buy' ? qty : -qty));
  }
  return Object.fromEntries([...held].filter(([, qty]) => qty !== 0));
}

function ltpOf(quotes: Tables['quotes'], instrument: string): number {
  const quote = quotes[instrument];
  if (quote === undefined) throw new Error(`${instrument} is held, but the desk has no price of it`);
  return quote.ltp;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
