import { istStamp } from '#shared/domain/time';
import type { ExchangeContext } from '../context';
import type { OrderNews } from '../orders/order';
import { postbackJson } from '../protocol/order-json';
import type { TickerServer } from './ticker-server';

/** Sends order news as text frames; the faults lose, repeat or reverse them. */
export function tellNews(ticker: TickerServer, context: ExchangeContext, news: readonly OrderNews[]): void {
  const { faults } = context;
  if (news.length === 0 || faults.strike('no-updates', 'orders')) return;
  const repeated = faults.strike('duplicate-updates', 'orders') ? news.flatMap((one) => [one, one]) : news;
  const ordered = faults.strike('reorder-updates', 'orders') ? [...repeated].reverse() : repeated;
  for (const one of ordered) {
    const listing = context.venue().market.listingOf(one.order.token);
    if (!listing) continue;
    const checksum = context.sessions.postbackChecksum(one.order.id, istStamp(one.order.placedAt));
    ticker.tell({ type: 'order', data: postbackJson(one, listing, { id: context.user.id, checksum }) });
  }
}
