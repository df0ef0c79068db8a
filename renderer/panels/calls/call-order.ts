import type { Call, CallOutcome } from '#shared/domain/call';

export type CallFilter = 'all' | 'waiting' | 'taken' | 'not-taken';
export type CallSorting = 'newest' | 'oldest' | 'strategy';

const TAKEN: ReadonlySet<CallOutcome> = new Set(['taken', 'closed']);
const LEFT: ReadonlySet<CallOutcome> = new Set(['refused', 'lapsed']);

const PASSES: Readonly<Record<CallFilter, (call: Call) => boolean>> = {
  all: () => true,
  waiting: ({ outcome }) => outcome === 'waiting',
  taken: ({ outcome, tradeId }) => TAKEN.has(outcome) && tradeId !== null,
  'not-taken': ({ outcome }) => LEFT.has(outcome),
};

const ORDERS: Readonly<Record<CallSorting, (a: Call, b: Call) => number>> = {
  newest: (a, b) => b.madeAt - a.madeAt,
  oldest: (a, b) => a.madeAt - b.madeAt,
  strategy: (a, b) => a.strategy.localeCompare(b.strategy) || b.madeAt - a.madeAt,
};

export function callsOf(calls: Iterable<Call>, filter: CallFilter, sorting: CallSorting): readonly Call[] {
  return [...calls].filter(PASSES[filter]).toSorted(ORDERS[sorting]);
}
