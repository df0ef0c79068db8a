import { isLive, type Trade, type TradeId } from '#shared/domain/trade';
import { tradeResult } from '#shared/domain/trade-result';
import type { Tables } from '#shared/ipc/views';
import { sortRows, type Sorting } from '../../ui/sort-rows';

type Desk = Pick<Tables, 'trades' | 'quotes'>;

/** Open trades and closed ones, each in the order asked for; without one the newest comes first. */
export function tradeOrder(desk: Desk, sorting: Sorting | null): Readonly<Record<'open' | 'done', readonly TradeId[]>> {
  const trades = Object.values(desk.trades);
  const newestFirst = (at: (trade: Trade) => number) => (a: Trade, b: Trade) => at(b) - at(a);
  const open = trades.filter(isLive).toSorted(newestFirst(({ openedAt }) => openedAt));
  const done = trades
    .filter((trade) => !isLive(trade))
    .toSorted(newestFirst(({ openedAt, closedAt }) => closedAt ?? openedAt));
  const columns = [
    { id: 'name', sortBy: ({ name }: Trade) => name },
    { id: 'mtm', sortBy: (trade: Trade) => resultOf(desk, trade) },
  ];
  const ids = (rows: readonly Trade[]) => sortRows(rows, columns, sorting).map(({ id }) => id);
  return { open: ids(open), done: ids(done) };
}

function resultOf({ quotes }: Desk, trade: Trade): number {
  const { mtm, realised } = tradeResult(trade, (id) => quotes[id]?.ltp);
  return mtm + realised;
}
