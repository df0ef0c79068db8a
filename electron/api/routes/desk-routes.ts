import { z } from 'zod';
import { callFile, recordOfCall, recordOfTrade, tradeFile } from '#electron/storage/record-shapes';
import { parsers } from '#shared/ipc/contract';
import { chainKey, strikeKey, type OptionCell } from '#shared/ipc/views';
import { must, openDesk, type ApiDesk } from '../api-desk';
import type { Counts } from '../metrics';
import { ApiProblem } from '../problem';
import { route, type Route } from '../route';
import { inRupees, indian } from '../shapes';

const success = z.literal('success');
const amount = z.number();

const healthReply = z.object({
  status: success,
  mode: z.string(),
  date: z.string(),
  at: z.string(),
  phase: z.string(),
  armed: z.boolean(),
  halted: z.string().nullable(),
  reconciled: z.boolean(),
  prices: z.string(),
  orders: z.string(),
  last_tick_at: z.string(),
});

const cellShape = z.object({
  tradingsymbol: z.string(),
  last_price: amount,
  bid: amount,
  ask: amount,
  oi: z.number(),
  oi_change: z.number().nullable(),
  volume: z.number(),
  iv: z.number().nullable(),
  delta: z.number().nullable(),
  gamma: z.number().nullable(),
  theta: z.number().nullable(),
  vega: z.number().nullable(),
});

const chainReply = z.object({
  status: success,
  underlying: z.string(),
  expiry: z.string(),
  spot: amount.nullable(),
  atm_strike: amount.nullable(),
  atm_iv: z.number().nullable(),
  /** Where today's IV stands among those of earlier days, and of how many; null before the second day. */
  iv_percentile: z.number().nullable(),
  iv_percentile_days: z.number().int().nullable(),
  pcr: z.number().nullable(),
  pcr_volume: z.number().nullable(),
  max_pain: amount.nullable(),
  lot_size: z.number().int(),
  strikes: z.array(z.object({ strike: amount, ce: cellShape.nullable(), pe: cellShape.nullable() })),
});

/** The desk as a whole: its state, its money and its records. */
export function deskRoutes(counts: Counts): readonly Route[] {
  const money = { access: 'token', method: 'GET', tag: 'Desk', params: null, body: null } as const;
  return [
    route({
      ...money,
      path: '/health',
      summary: 'Connections, mode, and whether entries are allowed',
      reply: healthReply,
      handle: ({ desk }) => healthOf(desk),
    }),
    route({
      ...money,
      path: '/metrics',
      summary: 'Prometheus text',
      reply: 'text',
      handle: ({ desk }) => counts.text(desk.session()),
    }),
    route({
      ...money,
      path: '/pnl',
      summary: "The day's result",
      reply: z.object({
        status: success,
        realised: amount,
        mtm: amount,
        charges: amount,
        net: amount,
        peak: amount,
        trough: amount,
      }),
      handle: ({ desk }) => {
        const { realised, mtm, charges, net, peak, trough } = openDesk(desk).snapshot().tables.desk.desk.pnl;
        const all = { realised, mtm, charges, net, peak, trough };
        return {
          status: 'success',
          ...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, inRupees(value)])),
        };
      },
    }),
    ...recordRoutes(),
    chainRoute,
  ];
}

function recordRoutes(): readonly Route[] {
  const money = { access: 'token', method: 'GET', tag: 'Desk', params: null, body: null } as const;
  return [
    route({
      ...money,
      path: '/trades',
      summary: "The day's trades, as in trade_state.json",
      reply: tradeFile.extend({ status: success }),
      handle: ({ desk }) => {
        const { date, trades } = openDesk(desk).desk;
        return { status: 'success', date, trades: [...trades.values()].map(recordOfTrade) };
      },
    }),
    route({
      ...money,
      path: '/calls',
      summary: "The day's calls, as in calls.json",
      reply: callFile.extend({ status: success }),
      handle: ({ desk }) => {
        const { date, calls } = openDesk(desk).desk;
        return { status: 'success', date, calls: [...calls.values()].map(recordOfCall) };
      },
    }),
    route({
      ...money,
      tag: 'Webhooks',
      path: '/webhooks',
      summary: 'The last webhooks and what became of each',
      reply: z.object({ status: success, webhooks: z.array(z.looseObject({ id: z.string(), message: z.string() })) }),
      handle: ({ desk }) => ({ status: 'success', webhooks: desk.webhooks.log() }),
    }),
  ];
}

function healthOf(desk: ApiDesk): z.input<typeof healthReply> {
  const { mode, date, at, phase, isArmed, haltReason, isReconciled, feed, orders, lastTickAt } =
    openDesk(desk).snapshot().tables.desk.desk;
  return {
    status: 'success',
    mode,
    date,
    at: indian(at),
    phase,
    armed: isArmed,
    halted: haltReason,
    reconciled: isReconciled,
    prices: feed.state,
    orders: orders.state,
    last_tick_at: indian(lastTickAt),
  };
}

const chainRoute = route({
  method: 'GET',
  path: '/chain/:underlying/:expiry',
  access: 'token',
  tag: 'Market',
  summary: "An option chain around the money; 'nearest' is an expiry too",
  params: z.object({
    underlying: z.string().regex(/^[A-Za-z0-9&-]{1,30}$/, 'expected a name such as NIFTY'),
    expiry: z.union([z.literal('nearest'), parsers['chain.watch'].shape.expiry]),
  }),
  body: null,
  reply: chainReply,
  handle: async ({ desk, params }) => {
    const session = openDesk(desk);
    const underlying = params.underlying.toUpperCase();
    const expiries = session.wiring.catalogue.expiries(underlying);
    const [nearest] = expiries;
    const expiry = params.expiry === 'nearest' ? nearest : params.expiry;
    if (expiry === undefined) throw new ApiProblem(404, `${underlying} has no options today`);
    must(await desk.handlers['chain.watch']({ underlying, expiry }), 404);
    const { chains, strikes } = session.snapshot().tables;
    const key = chainKey(underlying, expiry);
    const chain = chains[key];
    if (!chain)
      throw new ApiProblem(503, `The chain of ${underlying} for ${expiry} is being subscribed; ask again in a second`);
    return {
      status: 'success',
      underlying,
      expiry,
      spot: orNull(chain.spot),
      atm_strike: orNull(chain.atmStrike),
      atm_iv: chain.atmIv,
      iv_percentile: chain.ivPercentile?.share ?? null,
      iv_percentile_days: chain.ivPercentile?.days ?? null,
      pcr: chain.pcrOi,
      pcr_volume: chain.pcrVolume,
      max_pain: orNull(chain.maxPain),
      lot_size: chain.lotSize,
      strikes: chain.strikes.map((strike) => {
        const row = strikes[strikeKey(key, strike)];
        return { strike: inRupees(strike), ce: cellOf(row?.ce ?? null), pe: cellOf(row?.pe ?? null) };
      }),
    };
  },
});

function cellOf(cell: OptionCell | null): z.input<typeof cellShape> | null {
  if (!cell) return null;
  const { id, ltp, bid, ask, oi, oiChange, volume, iv, delta, gamma, theta, vega } = cell;
  return {
    tradingsymbol: id.slice(id.indexOf(':') + 1),
    last_price: inRupees(ltp),
    bid: inRupees(bid),
    ask: inRupees(ask),
    oi,
    oi_change: oiChange,
    volume,
    iv,
    delta,
    gamma,
    theta: orNull(theta),
    vega: orNull(vega),
  };
}

function orNull(paise: number | null): number | null {
  return paise === null ? null : inRupees(paise);
}
