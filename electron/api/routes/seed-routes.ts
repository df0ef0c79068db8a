import { z } from 'zod';
import type { DeskSession } from '#electron/runner/desk-session';
import { recordOfTrade, type TradeRecord } from '#electron/storage/record-shapes';
import type { Instance } from '#shared/domain/instance';
import type { Quote } from '#shared/domain/quote';
import { isLive } from '#shared/domain/trade';
import { must, openDesk, type ApiDesk } from '../api-desk';
import { firstQuote } from '../first-quote';
import { ApiProblem } from '../problem';
import { route, type Route } from '../route';
import {
  done,
  inRupees,
  ohlcOf,
  ohlcShape,
  orderOf,
  orderShape,
  positionShape,
  positionsOf,
  quoteOf,
  quoteShape,
  symbolParams,
} from '../shapes';
import { findInstrument } from '../symbols';
import { webhookBody } from '../webhooks/webhook-body';

const strategyReply = z.object({
  status: z.literal('success'),
  symbol: z.string(),
  message: z.string(),
  data_points: z.number().int(),
  support: z.number().nullable(),
  resistance: z.number().nullable(),
  /** 'long' or 'short' while a breakout is traded, which locks the levels. */
  breakout: z.enum(['long', 'short']).nullable(),
  trade: z.object({ id: z.string(), status: z.string(), realised: z.number() }).loose().nullable(),
  /** The desk's own strategies on this symbol. */
  strategies: z.array(z.object({ id: z.string(), name: z.string(), status: z.string(), why: z.string() })),
});

const monitoringReply = z.object({
  status: z.literal('success'),
  message: z.string(),
  /** Whether prices that webhooks bring are taken. */
  monitoring: z.boolean(),
  /** What the desk watches on every tick, whatever this switch says. */
  open_trades: z.number().int(),
});

/** What the Python servers offered, under the same paths: their clients go on working. */
export function seedRoutes(): readonly Route[] {
  return [health, generateToken, webhook, ...strategyRoutes(), ...marketRoutes(), ...monitoringRoutes()];
}

const health = route({
  method: 'GET',
  path: '/',
  access: 'free',
  tag: 'Seeds',
  summary: 'Whether the desk is there',
  params: null,
  body: null,
  reply: z.object({ status: z.literal('success'), message: z.string(), mode: z.string(), version: z.string() }),
  handle: ({ desk }) => ({
    status: 'success',
    message: desk.session() ? 'KiteDesk is running' : 'KiteDesk is running; its desk is not open yet',
    mode: desk.mode(),
    version: desk.version,
  }),
});

const generateToken = route({
  method: 'POST',
  path: '/generate_token',
  access: 'seed',
  tag: 'Seeds',
  summary: "Trades a request token of Kite's login for the day's session",
  params: null,
  body: z.strictObject({ request_token: z.string("expected the request_token of Kite's login").min(1).max(200) }),
  reply: done.extend({ access_token: z.string().nullable() }),
  handle: async ({ desk, body }) => {
    if (desk.mode() === 'demo')
      return { status: 'success', message: 'The demo is logged in by itself', access_token: null };
    must(await desk.account.login(body.request_token), 401);
    // A token is shown by nobody: the one that matters stays in the desk.
    return { status: 'success', message: 'Logged in', access_token: null };
  },
});

const webhook = route({
  method: 'POST',
  path: '/webhook',
  access: 'body',
  tag: 'Webhooks',
  summary: 'A price point, or an order to buy or sell, as TradingView sends them',
  params: null,
  body: webhookBody,
  isParsedByHandler: true,
  reply: done.extend({ symbol: z.string(), outcome: z.string(), call: z.string().nullable() }),
  handle: async ({ desk, body, from }) => {
    const { status, message, symbol, outcome, call } = await desk.webhooks.receive(body, from);
    if (status !== 200) throw new ApiProblem(status, message);
    return { status: 'success', message, symbol, outcome, call };
  },
});

function strategyRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/strategy/:symbol',
      access: 'seed',
      tag: 'Seeds',
      summary: 'Levels, breakout and trade of a symbol',
      params: symbolParams,
      body: null,
      reply: strategyReply,
      handle: ({ desk, params }) => strategyOf(desk, params.symbol),
    }),
    route({
      method: 'POST',
      path: '/strategy/:symbol/reset',
      access: 'seed',
      tag: 'Seeds',
      summary: 'Forgets the price points and levels of a symbol',
      params: symbolParams,
      body: null,
      reply: done,
      handle: ({ desk, params }) => {
        const reset = desk.webhooks.reset(params.symbol);
        if (!reset.ok) throw new ApiProblem(409, reset.error);
        return { status: 'success', message: `${params.symbol.toUpperCase()} begins anew: 0 data points` };
      },
    }),
    route({
      method: 'POST',
      path: '/strategy/:symbol/exit',
      access: 'seed',
      tag: 'Seeds',
      summary: 'Exits the open trades of a symbol',
      params: symbolParams,
      body: null,
      reply: done.extend({ trades: z.array(z.string()) }),
      handle: ({ desk, params }) => exitSymbol(desk, params.symbol),
    }),
  ];
}

function strategyOf(desk: ApiDesk, symbol: string): z.input<typeof strategyReply> {
  const { memory, message, trade } = desk.webhooks.status(symbol);
  return {
    status: 'success',
    symbol: symbol.toUpperCase(),
    message,
    data_points: memory.points.length,
    support: memory.levels && inRupees(memory.levels.support),
    resistance: memory.levels && inRupees(memory.levels.resistance),
    breakout: memory.breakout?.direction ?? null,
    trade: trade ? (recordOfTrade(trade) satisfies TradeRecord) : null,
    strategies: instancesOf(desk.session(), symbol).map(({ id, name, status, why }) => ({ id, name, status, why })),
  };
}

function instancesOf(session: DeskSession | null, symbol: string): readonly Instance[] {
  const name = symbol.toUpperCase();
  return [...(session?.desk.instances.values() ?? [])].filter(
    ({ strategy, params }) => strategy === 'sr-breakout' && params['symbol'] === name,
  );
}

async function exitSymbol(desk: ApiDesk, symbol: string): Promise<unknown> {
  const session = openDesk(desk);
  const byWebhook = desk.webhooks.status(symbol).trade;
  const instances = new Set(instancesOf(session, symbol).map(({ id }) => id));
  const open = [...session.desk.trades.values()].filter(
    (trade) =>
      isLive(trade) &&
      (trade.id === byWebhook?.id || (trade.owner.kind === 'strategy' && instances.has(trade.owner.instance))),
  );
  for (const trade of open) must(await desk.handlers['trade.exit']({ trade: trade.id }));
  const name = symbol.toUpperCase();
  return {
    status: 'success',
    message: open.length === 0 ? `${name} has no open trade` : `Exiting ${open.length} of ${name}`,
    trades: open.map(({ id }) => id),
  };
}

function marketRoutes(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/ltp/:symbol',
      access: 'seed',
      tag: 'Seeds',
      summary: 'Last traded price',
      params: symbolParams,
      body: null,
      reply: quoteShape.extend({ status: z.literal('success') }),
      handle: async ({ desk, params }) => ({ status: 'success', ...quoteOf(await priced(desk, params.symbol)) }),
    }),
    route({
      method: 'GET',
      path: '/ohlc/:symbol',
      access: 'seed',
      tag: 'Seeds',
      summary: "The day's open, high and low, and the close before",
      params: symbolParams,
      body: null,
      reply: ohlcShape.extend({ status: z.literal('success') }),
      handle: async ({ desk, params }) => ({ status: 'success', ...ohlcOf(await priced(desk, params.symbol)) }),
    }),
    route({
      method: 'GET',
      path: '/positions',
      access: 'seed',
      tag: 'Seeds',
      summary: 'Open positions of the desk',
      params: null,
      body: null,
      reply: z.object({ status: z.literal('success'), positions: z.array(positionShape) }),
      handle: ({ desk }) => ({ status: 'success', positions: positionsOf(openDesk(desk)) }),
    }),
    route({
      method: 'GET',
      path: '/orders',
      access: 'seed',
      tag: 'Seeds',
      summary: "The day's orders",
      params: null,
      body: null,
      reply: z.object({ status: z.literal('success'), orders: z.array(orderShape) }),
      handle: ({ desk }) => ({ status: 'success', orders: [...openDesk(desk).desk.orders.values()].map(orderOf) }),
    }),
  ];
}

async function priced(desk: ApiDesk, symbol: string): Promise<Quote> {
  const session = openDesk(desk);
  const found = findInstrument(symbol, session.wiring.catalogue);
  if (!found.ok) throw new ApiProblem(404, found.error);
  const quote = await firstQuote(session, found.value.id);
  if (!quote) throw new ApiProblem(503, `${found.value.id} has no price yet`);
  return quote;
}

function monitoringRoutes(): readonly Route[] {
  const said = (desk: ApiDesk, message: string): z.input<typeof monitoringReply> => ({
    status: 'success',
    message,
    monitoring: desk.webhooks.isWatching,
    open_trades: [...(desk.session()?.desk.trades.values() ?? [])].filter(isLive).length,
  });
  const terms = { access: 'seed', tag: 'Seeds', params: null, body: null, reply: monitoringReply } as const;
  const ALWAYS = 'stops and targets of open trades are watched on every tick, always';
  return [
    route({
      ...terms,
      method: 'GET',
      path: '/monitoring',
      summary: 'Whether prices of webhooks are taken',
      handle: ({ desk }) =>
        said(desk, `Prices of webhooks are ${desk.webhooks.isWatching ? '' : 'not '}taken; ${ALWAYS}`),
    }),
    ...(['start', 'stop'] as const).map((verb) =>
      route({
        ...terms,
        method: 'POST',
        path: `/monitoring/${verb}`,
        summary: verb === 'start' ? 'Takes prices of webhooks' : 'Takes no prices of webhooks',
        handle: ({ desk }) => {
          desk.webhooks.watch(verb === 'start');
          return said(desk, `Monitoring ${verb === 'start' ? 'started' : 'stopped'}; ${ALWAYS}`);
        },
      }),
    ),
  ];
}
