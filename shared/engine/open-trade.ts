import type { Call, CallOutcome } from '#shared/domain/call';
import { FLAT } from '#shared/domain/position';
import { opposite } from '#shared/domain/instrument';
import type { Refusal } from '#shared/domain/risk';
import type { OpenAction } from '#shared/domain/strategy';
import type { Instance } from '#shared/domain/instance';
import type { Leg, Owner, Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import { advanceTrade } from './advance-trade';
import { nextId, notice, type Core } from './core';
import { check } from './gate';

/** Turns a strategy's signal into one call and, when the gate allows every leg, one trade. */
export function openFromSignal(core: Core, instance: Instance, action: OpenAction, signalAt: EpochMs): void {
  if (isAlreadyCalled(core, instance, action)) return;
  const call = makeCall(core, instance, action, signalAt);
  core.emit({ kind: 'called', call });
  if (instance.approval === 'signals-only') return endCall(core, call, { outcome: 'lapsed', result: 'Signals only: no order was sent' });

  const trade = plannedTrade(core, action, { kind: 'strategy', instance: instance.id }, call.id);
  const refusal = refusalOf(core, trade, signalAt);
  if (refusal) {
    endCall(core, call, { outcome: 'refused', result: refusal.message });
    return notice(core, 'warning', `${instance.name}: entry refused (${refusal.limit})`, refusal.message);
  }
  core.emit({ kind: 'trade-opened', trade });
  endCall(core, call, { outcome: 'taken', result: '', tradeId: trade.id });
  advanceTrade(core, trade.id, signalAt);
}

interface CallEnd {
  readonly outcome: CallOutcome;
  readonly result: string;
  readonly tradeId?: string;
}

function endCall(core: Core, { id }: Call, { outcome, result, tradeId }: CallEnd): void {
  core.emit({ kind: 'call-ended', call: id, outcome, result, tradeId: tradeId ?? null });
}

function isAlreadyCalled(core: Core, instance: Instance, action: OpenAction): boolean {
  for (const call of core.desk.calls.values()) {
    if (call.instance === instance.id && call.signal === action.signal) return true;
  }
  return false;
}

function makeCall(core: Core, instance: Instance, action: OpenAction, madeAt: EpochMs): Call {
  return {
    id: nextId(core, 'C'),
    instance: instance.id,
    strategy: instance.strategy,
    madeAt,
    title: action.title,
    why: instance.why,
    inputs: action.inputs,
    signal: action.signal,
    outcome: 'open',
    tradeId: null,
    result: '',
  };
}

function plannedTrade(core: Core, action: OpenAction, owner: Owner, callId: string | null): Trade {
  const legs = action.legs.map((intent, index): Leg => ({
    ...intent,
    id: String(index + 1),
    status: 'entering',
    position: FLAT,
    entry: null,
    stop: null,
    target: null,
    best: null,
    exitReason: null,
  }));
  return {
    id: nextId(core, 'T'),
    owner,
    callId,
    name: action.title,
    product: action.product,
    status: 'opening',
    legs,
    exits: action.exits,
    openedAt: core.now(),
    closedAt: null,
    entryReason: action.title,
    exitReason: null,
    exitedBy: null,
  };
}

/** The first refusal among the legs: a trade is entered whole or not at all. */
function refusalOf(core: Core, trade: Trade, signalAt: EpochMs): Refusal | null {
  const contradictory = trade.legs.find((leg) =>
    trade.legs.some((other) => other.instrument === leg.instrument && other.side === opposite(leg.side)),
  );
  if (contradictory) return { limit: 'legs', message: `${contradictory.instrument} is both bought and sold in one trade` };
  for (const leg of trade.legs) {
    const checked = check(core, { trade, leg, purpose: 'entry', units: leg.qty, signalAt });
    if (!checked.ok) return checked.error;
  }
  return null;
}
