import { createHash } from 'node:crypto';
import type { Fill } from '#shared/domain/fill';
import type { InstrumentId, Side } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { ExitedBy, Leg, Trade } from '#shared/domain/trade';
import { nearestPaise, paise, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import type { Desk } from '#shared/engine/desk';
import type { DayLedger } from '#shared/engine/ledger';

export interface ResearchLeg {
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Units that were filled. */
  readonly qty: Qty;
  /** Averages, rounded to the paisa; null without a fill. `pnl` is exact all the same. */
  readonly entry: Paise | null;
  readonly exit: Paise | null;
  readonly enteredAt: EpochMs | null;
  readonly leftAt: EpochMs | null;
  readonly exitReason: string | null;
  /** Before charges. */
  readonly pnl: Paise;
}

/** A trade as it ended. No id in it was given out by chance, so equal runs have equal trades. */
export interface ResearchTrade {
  readonly date: IstDate;
  readonly strategy: string;
  readonly name: string;
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs | null;
  readonly entryReason: string;
  readonly exitReason: string | null;
  readonly exitedBy: ExitedBy | null;
  readonly legs: readonly ResearchLeg[];
  readonly gross: Paise;
  readonly charges: Paise;
  readonly net: Paise;
  /** The prices of at least one leg were not recorded but made. */
  readonly isModelled: boolean;
}

/** A signal that became no trade, and why. */
export interface MissedCall {
  readonly at: EpochMs;
  readonly strategy: string;
  readonly title: string;
  readonly why: string;
}

/** The day's trades that had a fill, in the order in which they were opened. */
export function tradesOf(
  desk: Desk,
  ledger: DayLedger,
  made: ReadonlySet<InstrumentId> = new Set(),
): readonly ResearchTrade[] {
  const fills = fillsByLeg(desk);
  return [...desk.trades.values()]
    .filter((trade) => trade.status !== 'failed')
    .map((trade) => {
      const { realised, mtm, charges, net } = ledger.trade(trade.id);
      return {
        date: desk.date,
        strategy: strategyOf(desk, trade),
        name: trade.name,
        openedAt: trade.openedAt,
        closedAt: trade.closedAt,
        entryReason: whyOf(desk, trade),
        exitReason: trade.exitReason,
        exitedBy: trade.exitedBy,
        legs: trade.legs.map((leg) => legOf(leg, fills.get(keyOf(trade.id, leg.id)) ?? [])),
        gross: paise(realised + mtm),
        charges,
        net,
        isModelled: trade.legs.some(({ instrument }) => made.has(instrument)),
      };
    });
}

export function missedCallsOf(desk: Desk): readonly MissedCall[] {
  return [...desk.calls.values()]
    .filter(({ outcome }) => outcome === 'refused' || outcome === 'lapsed')
    .map(({ madeAt, strategy, title, result }) => ({ at: madeAt, strategy, title, why: result }));
}

/** One number for all that happened: equal digests mean equal trades, to the paisa and the millisecond. */
export function digestOf(trades: readonly ResearchTrade[]): string {
  const hash = createHash('sha256');
  for (const { date, strategy, openedAt, closedAt, exitReason, legs, gross, charges, net } of trades) {
    hash.update(
      JSON.stringify([date, strategy, openedAt, closedAt, exitReason, legs.map(legLine), gross, charges, net]),
    );
    hash.update('\n');
  }
  return hash.digest('hex');
}

function legLine({ instrument, side, qty, entry, exit, enteredAt, leftAt, exitReason, pnl }: ResearchLeg) {
  return [instrument, side, qty, entry, exit, enteredAt, leftAt, exitReason, pnl];
}

function strategyOf(desk: Desk, { owner }: Trade): string {
  return owner.kind === 'strategy' ? (desk.instances.get(owner.instance)?.strategy ?? '') : '';
}

function whyOf(desk: Desk, trade: Trade): string {
  return (trade.callId === null ? undefined : desk.calls.get(trade.callId)?.why) ?? trade.entryReason;
}

/** The day's fills in the order in which they came, by the leg that they are of. */
function fillsByLeg(desk: Desk): ReadonlyMap<string, readonly Fill[]> {
  const byLeg = new Map<string, Fill[]>();
  for (const fill of desk.fills.values()) {
    const order = desk.orders.get(fill.orderId);
    if (!order) continue;
    const key = keyOf(order.tradeId, order.legId);
    const own = byLeg.get(key);
    if (own) own.push(fill);
    else byLeg.set(key, [fill]);
  }
  return byLeg;
}

function keyOf(trade: string, leg: string): string {
  return `${trade}/${leg}`;
}

function legOf(leg: Leg, fills: readonly Fill[]): ResearchLeg {
  const entries = fills.filter(({ side }) => side === leg.side);
  const exits = fills.filter(({ side }) => side !== leg.side);
  return {
    instrument: leg.instrument,
    side: leg.side,
    qty: unitsOf(entries),
    entry: averageOf(entries),
    exit: averageOf(exits),
    enteredAt: entries[0]?.filledAt ?? null,
    leftAt: exits.at(-1)?.filledAt ?? null,
    exitReason: leg.exitReason,
    pnl: leg.position.realised,
  };
}

function unitsOf(fills: readonly Fill[]): Qty {
  // A sum of whole units is whole.
  return fills.reduce((sum, { qty }) => sum + qty, 0) as Qty;
}

function averageOf(fills: readonly Fill[]): Paise | null {
  const units = unitsOf(fills);
  return units === 0 ? null : nearestPaise(fills.reduce((sum, { qty, price }) => sum + qty * price, 0) / units);
}
