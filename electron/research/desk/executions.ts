import type { ClosedTrade, Execution } from '#shared/domain/performance';
import type { ResearchTrade } from '../results';

/** A report's trade with what was executed in it, for its chart: each leg's entry and exit at its average price. */
export function executionsOf(trade: ClosedTrade, closed: readonly ResearchTrade[]): ClosedTrade {
  // The report numbers trades as they closed.
  const legs = closed[Number(trade.id)]?.legs ?? [];
  return { ...trade, executions: legs.flatMap(executionsOfLeg) };
}

function executionsOfLeg(leg: ResearchTrade['legs'][number]): readonly Execution[] {
  const { instrument, side, qty, entry, exit, enteredAt, leftAt } = leg;
  const other = side === 'buy' ? 'sell' : 'buy';
  return [
    ...(entry === null || enteredAt === null ? [] : [{ at: enteredAt, instrument, side, qty, price: entry }]),
    ...(exit === null || leftAt === null ? [] : [{ at: leftAt, instrument, side: other, qty, price: exit } as const]),
  ];
}
