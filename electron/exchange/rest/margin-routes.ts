import type { FastifyInstance } from 'fastify';
import { err, ok, type Result } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import type { ExchangeContext } from '../context';
import { requirementOf, sumOfRequirements, type Commitment } from '../orders/account';
import { readRequest, type Form, type Request } from '../orders/intake';
import type { BookOrder, Trade } from '../orders/order';
import { chargesJson, sumOfCharges, type ChargesJson } from '../protocol/charges-json';
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
    typeof one === 'object' && one !== null
      ? fields(Object.fromEntries(Object.entries(one).map(([key, value]) => [key, String(value)])))
      : {},
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
  return all(forms.value.map((form) => asked(context, form, at)));
}

function commitment({ listing, side, qty, limit }: Request): Commitment {
  return { token: listing.token, side, qty, limit };
}

function label({ listing }: Request) {
  return { type: 'equity', tradingsymbol: listing.symbol, exchange: listing.exchange };
}

/** What the order would be charged if it filled at its price. */
function charges(context: ExchangeContext, { listing, side, qty, limit }: Request): ChargesJson {
  return chargesJson(listing, { side, turnover: qty * limit, date: context.venue().market.date });
}

/** A row of /charges/orders: the order as it was asked, by what it filled at. */
function contractNote(context: ExchangeContext, form: Form): Result<unknown, Refusal> {
  const { market } = context.venue();
  const listing = market.listing(`${form['exchange'] ?? ''}:${form['tradingsymbol'] ?? ''}`);
  const [price, quantity] = [Number(form['average_price']), Number(form['quantity'])];
  const isSound = price >= 0 && Number.isSafeInteger(quantity) && quantity > 0;
  if (!listing || !isSound) return err(inputRefusal('Invalid `tradingsymbol`, `quantity` or `average_price`.'));
  const { transaction_type, tradingsymbol, exchange, variety, product, order_type } = form;
  const asked = { transaction_type, tradingsymbol, exchange, variety, product, order_type, quantity, price };
  const side = transaction_type === 'SELL' ? 'sell' : 'buy';
  const trade = { side, turnover: Math.round(price * 100 * quantity), date: market.date } as const;
  return ok({ ...asked, charges: chargesJson(listing, trade) });
}

function all<T>(results: readonly Result<T, Refusal>[]): Result<readonly T[], Refusal> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

function basketOf(context: ExchangeContext, orders: readonly Request[], books: Books, at: EpochMs) {
  const { market } = context.venue();
  const need = (some: readonly Request[]) =>
    requirementOf({ market, at, trades: books.trades, working: books.working }, some.map(commitment));
  const each = orders.map((one) => ({ one, need: need([one]), charges: charges(context, one) }));
  return {
    initial: requirementJson(sumOfRequirements(each.map((row) => row.need))),
    final: requirementJson(need(orders)),
    orders: each.map((row) => requirementJson(row.need, label(row.one), row.charges)),
    charges: sumOfCharges(each.map((row) => row.charges)),
  };
}

export function marginRoutes(app: FastifyInstance, context: ExchangeContext): void {
  app.post('/margins/orders', async (request, reply) => {
    const at = context.venue().catchUp();
    const orders = readOrders(context, request.body, at);
    if (!orders.ok) return answer(reply, orders);
    return answer(reply, ok(orders.value.flatMap((one) => basketOf(context, [one], NO_BOOKS, at).orders)));
  });

  app.post('/margins/basket', async (request, reply) => {
    const { book } = context.venue();
    const at = context.venue().catchUp();
    const orders = readOrders(context, request.body, at);
    if (!orders.ok) return answer(reply, orders);
    const considersPositions = fields(request.query)['consider_positions'] === 'true';
    return answer(reply, ok(basketOf(context, orders.value, considersPositions ? book : NO_BOOKS, at)));
  });

  app.post('/charges/orders', async (request, reply) => {
    const forms = bodyForms(request.body);
    return answer(reply, forms.ok ? all(forms.value.map((form) => contractNote(context, form))) : forms);
  });
}
