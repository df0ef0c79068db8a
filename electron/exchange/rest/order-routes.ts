import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Result } from '#shared/domain/result';
import type { ExchangeContext } from '../context';
import type { Listing } from '../market/listings';
import { cancelOrder, modifyOrder, placeOrder } from '../orders/commands';
import type { BookOrder, Trade } from '../orders/order';
import { orderJson, tradeJson } from '../protocol/order-json';
import { orderRefusal, type Refusal } from '../protocol/refusal';
import { answer, fields, refuse, success } from './answers';

interface ById {
  readonly Params: { readonly variety: string; readonly id: string };
}

function listingOf(context: ExchangeContext, token: number): Listing {
  const listing = context.venue().market.listingOf(token);
  if (!listing) throw new Error(`The order book holds token ${token}, which this day does not list`);
  return listing;
}

export function orderRoutes(app: FastifyInstance, context: ExchangeContext): void {
  const order = (one: BookOrder) => orderJson(one, listingOf(context, one.token));
  const trade = (one: Trade) => tradeJson(one, listingOf(context, one.token));
  const book = () => {
    const venue = context.venue();
    venue.catchUp();
    return venue.book;
  };
  /** Sockets hear of it, and the book is on disk, before the caller does. */
  const settled = (reply: FastifyReply, result: Result<unknown, Refusal>) => {
    context.settle();
    return answer(reply, result);
  };

  app.get('/orders', async () => success(book().orders.map(order)));
  app.get('/trades', async () => success(book().trades.map(trade)));

  app.get<ById>('/orders/:id', async (request, reply) => {
    const states = book().history(request.params.id);
    return states.length > 0
      ? reply.send(success(states.map(order)))
      : refuse(reply, orderRefusal("Couldn't find that `order_id`."));
  });

  app.get<ById>('/orders/:id/trades', (request, reply) => {
    const own = book().trades.filter((one) => one.orderId === request.params.id);
    return reply.send(success(own.map(trade)));
  });

  app.post<ById>('/orders/:variety', async (request, reply) =>
    settled(reply, placeOrder(context, request.params.variety, fields(request.body))),
  );

  app.put<ById>('/orders/:variety/:id', async (request, reply) =>
    settled(reply, modifyOrder(context, request.params.id, fields(request.body))),
  );

  app.delete<ById>('/orders/:variety/:id', async (request, reply) =>
    settled(reply, cancelOrder(context, request.params.id)),
  );
}
