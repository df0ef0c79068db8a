import { z } from 'zod';
import type { Call } from '#shared/domain/call';
import { averagePrice } from '#shared/domain/position';
import { istClock, istDate } from '#shared/domain/time';
import type { Leg, Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';

/** Money and prices in rupees, quantities in units, times on the Indian clock: the records are read by people. */
const rupees = z.number();
const moment = z.string();

const legRecord = z.object({
  instrument: z.string(),
  side: z.enum(['buy', 'sell']),
  role: z.enum(['main', 'hedge']),
  /** Units wanted. */
  quantity: z.number().int(),
  status: z.string(),
  /** Units open now; negative when short. */
  openQuantity: z.number().int(),
  entryPrice: rupees.nullable(),
  averagePrice: rupees.nullable(),
  realised: rupees,
  stop: rupees.nullable(),
  target: rupees.nullable(),
  exitReason: z.string().nullable(),
});

const tradeRecord = z.object({
  id: z.string(),
  name: z.string(),
  /** The strategy instance's id; null for a trade made by hand. */
  strategy: z.string().nullable(),
  call: z.string().nullable(),
  product: z.string(),
  status: z.string(),
  openedAt: moment,
  closedAt: moment.nullable(),
  entryReason: z.string(),
  exitReason: z.string().nullable(),
  /** Before charges. */
  realised: rupees,
  legs: z.array(legRecord),
});

const callRecord = z.object({
  id: z.string(),
  madeAt: moment,
  strategy: z.string(),
  instance: z.string().nullable(),
  title: z.string(),
  why: z.string(),
  inputs: z.record(z.string(), z.string()),
  outcome: z.string(),
  result: z.string(),
  trade: z.string().nullable(),
});

export const tradeFile = z.object({ date: z.string(), trades: z.array(tradeRecord) });
export const callFile = z.object({ date: z.string(), calls: z.array(callRecord) });

export type TradeRecord = z.output<typeof tradeRecord>;
export type CallRecord = z.output<typeof callRecord>;

export function recordOfTrade(trade: Trade): TradeRecord {
  return {
    id: trade.id,
    name: trade.name,
    strategy: trade.owner.kind === 'strategy' ? trade.owner.instance : null,
    call: trade.callId,
    product: trade.product,
    status: trade.status,
    openedAt: indian(trade.openedAt),
    closedAt: trade.closedAt === null ? null : indian(trade.closedAt),
    entryReason: trade.entryReason,
    exitReason: trade.exitReason,
    realised: inRupees(trade.legs.reduce((sum, leg) => sum + leg.position.realised, 0)),
    legs: trade.legs.map(recordOfLeg),
  };
}

function recordOfLeg(leg: Leg): TradeRecord['legs'][number] {
  const average = averagePrice(leg.position);
  return {
    instrument: leg.instrument,
    side: leg.side,
    role: leg.role,
    quantity: leg.qty,
    status: leg.status,
    openQuantity: leg.position.qty,
    entryPrice: orNull(leg.entry),
    averagePrice: average === null ? null : Math.round(average) / 100,
    realised: inRupees(leg.position.realised),
    stop: orNull(leg.stop),
    target: orNull(leg.target),
    exitReason: leg.exitReason,
  };
}

export function recordOfCall(call: Call): CallRecord {
  return {
    id: call.id,
    madeAt: indian(call.madeAt),
    strategy: call.strategy,
    instance: call.instance,
    title: call.title,
    why: call.why,
    inputs: { ...call.inputs },
    outcome: call.outcome,
    result: call.result,
    trade: call.tradeId,
  };
}

function inRupees(paise: number): number {
  return paise / 100;
}

function orNull(paise: number | null): number | null {
  return paise === null ? null : inRupees(paise);
}

/** '2026-08-18T09:20:03+05:30'. */
function indian(at: EpochMs): string {
  return `${istDate(at)}T${istClock(at)}+05:30`;
}
