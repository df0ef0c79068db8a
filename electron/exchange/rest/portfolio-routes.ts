import type { FastifyInstance } from 'fastify';
import type { ExchangeContext } from '../context';
import { settlementPrice } from '../market/settlement';
import { positionsOf } from '../orders/positions';
import { positionJson } from '../protocol/position-json';
import { orderRefusal } from '../protocol/refusal';
import { refuse, success } from './answers';

export function portfolioRoutes(app: FastifyInstance, context: ExchangeContext): void {
  app.get('/portfolio/positions', async () => {
    const { market, book, ...venue } = withTime(context);
    const rows = positionsOf(book.trades).flatMap((position) => {
      const quote = market.quote(position.token, venue.at);
      if (!quote) return [];
      const last = settlementPrice(market, quote.listing, venue.at) ?? quote.tape.ltp;
      return [positionJson(position, quote, last)];
    });
    // The demo account carries nothing over night, so the day's trading is all there is.
    return success({ net: rows, day: rows });
  });

  app.put('/portfolio/positions', async (_request, reply) =>
    refuse(reply, orderRefusal('Position conversion is not supported by the demo exchange.')),
  );
  app.get('/portfolio/holdings', async () => success([]));
  app.get('/portfolio/holdings/auctions', async () => success([]));
}

function withTime(context: ExchangeContext) {
  const venue = context.venue();
  return { at: venue.catchUp(), market: venue.market, book: venue.book };
}
