import type { FastifyInstance } from 'fastify';
import { err, ok, type Result } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import type { ExchangeContext } from '../context';
import { requirementOf, sumOfRequirements, type Commitment } from '../orders/account';
import { readRequest, type Form, type Request } from '../orders/intake';
import type { BookOrder, Trade } from '../orders/order';
import { requirementJson } from '../protocol/margin-json';
import { inputRefusal, type Refusal } from '../protocol/refusal';
import { answer, fields } from './answers';

interface Books {
  readonly trades: readonly Trade[];
  readonly working: readonly BookOrder[];
}

const NO_BOOKS: Books = { trades: [], working: [] };

/** The orders of a JSON body, each as a form; numbers become text so that one reader serves both. */
function bodyForms(body: unknown): Result<readonly Form[], Refusal> {
  if (!Array.isArray(body) || body.length === 0) return err(inputRefusal('Expected a JSON list of orders.'));
  const forms = body.map((one: unknown) =>
    typeof one === 'object' && one !== null ? fields(Object.fromEntries(Object.entries(one).map(([key, value]) => [key, String(value)]))) : {},
  );
  return ok(forms);
}

/** A market order is asked about without protection; the margin counts it at the automatic one. */
function asked(context: ExchangeContext, form: Form, at: EpochMs): Result<Request, Refusal> {
  const isMarket = form['order_type'] === 'MARKET' || form['order_type'] === 'SL-M';
  const clean = { ...form, tag: undefined, validity: 'DAY' };
  return readRequest(isMarket ? { ...clean, market_protection: '-1' } : clean, context.venue().market, at);
}

function readOrders(context: ExchangeContext, body: unknown, at: EpochMs): Result<readonly Request[], Refusal> {
  const forms = bodyForms(body);
  if (!forms.ok) return forms;
  const requests: Request[] = [];
  for (const form of forms.value) {
    const request = asked(context, form, at);
    if (!request.ok) return request;
    requests.push(request.value);
  }
  return ok(requests);
}

function commitment({ listing, side, qty, limit }: Request): Commitment {
  return { token: listing.token, side, qty, limit };
}

function label({ listing }: Request) {
  return { type: 'equity', tradingsymbol: listing.symbol, exchange: listing.exchange };
}

export function marginRoutes(app: FastifyInstance, context: ExchangeContext): void {
  const need = (orders: readonly Request[], books: Books, at: EpochMs) =>
    requirementOf({ market: context.venue().market, at, ...books }, orders.map(commitment));

  app.post('/margins/orders', async (request, reply) => {
    const at = context.venue().catchUp();
    const orders = readOrders(context, request.body, at);
    return answer(reply, orders.ok ? ok(orders.value.map((one) => requirementJson(need([one], NO_BOOKS, at), label(one)))) : orders);
  });

  app.post('/margins/basket', async (request, reply) => {
    const { book } = context.venue();
    const at = context.venue().catchUp();
    const orders = readOrders(context, request.body, at);
    if (!orders.ok) return answer(reply, orders);
    const considersPositions = fields(request.query)['consider_positions'] === 'true';
    const books = considersPositions ? { trades: book.trades, working: book.working } : NO_BOOKS;
    const each = orders.value.map((one) => need([one], books, at));
    const final = need(orders.value, books, at);
    return answer(reply, ok({
      initial: requirementJson(sumOfRequirements(each)),
      final: requirementJson(final),
      orders: orders.value.map((one, index) => requirementJson(each[index] ?? final, label(one))),
    }));
  });
}
