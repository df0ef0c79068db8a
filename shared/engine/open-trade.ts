import { APPROVAL_MS, type Call, type CallOutcome } from '#shared/domain/call';
import { FLAT } from '#shared/domain/position';
import { opposite } from '#shared/domain/instrument';
import type { Refusal } from '#shared/domain/risk';
import type { OpenAction } from '#shared/domain/strategy';
import type { Instance } from '#shared/domain/instance';
import type { Leg, Owner, Trade } from '#shared/domain/trade';
import { SECOND } from '#shared/domain/time';
import type { EpochMs, Paise } from '#shared/domain/units';
import { inRupees } from '#shared/domain/words';
import { advanceTrade } from './advance-trade';
import { nextId, notice, type Core } from './core';
import { check, sliceOf } from './gate';

/** Turns a strategy's signal into one call and, unless somebody has to be asked first, sets out to enter it. */
export function openFromSignal(core: Core, instance: Instance, action: OpenAction, signalAt: EpochMs): void {
  if (isAlreadyCalled(core, instance, action)) return;
  const call = makeCall(core, instance, action, signalAt);
  core.emit({ kind: 'called', call });
  if (instance.approval === 'signals-only')
    return endCall(core, call.id, { outcome: 'lapsed', result: 'Signals only: no order was sent' });
  core.around.pending.set(call.id, { action, instance: instance.id, signalAt, expiresAt: core.now() + APPROVAL_MS });
  if (isRefused(core, call.id)) return;
  if (instance.approval === 'ask')
    return endCall(core, call.id, { outcome: 'waiting', result: 'Waiting for your yes' });
  proceed(core, call.id);
}

/** A person said yes to a call that was waiting for it. */
export function approveCall(core: Core, call: string): boolean {
  if (core.desk.calls.get(call)?.outcome !== 'waiting' || !core.around.pending.has(call)) return false;
  proceed(core, call);
  return true;
}

/** A call that waited is given up: declined, too late, or forgotten by a restart. */
export function lapseCall(core: Core, call: string, result: string): void {
  core.around.pending.delete(call);
  endCall(core, call, { outcome: 'lapsed', result });
}

/** Ends the calls that nobody said yes to in time, and those whose asking a restart has forgotten. */
export function lapseOverdueCalls(core: Core): void {
  for (const call of core.desk.calls.values()) {
    if (call.outcome !== 'waiting' && call.outcome !== 'open') continue;
    const pending = core.around.pending.get(call.id);
    if (!pending) lapseCall(core, call.id, 'The program was started again before it was entered');
    else if (core.now() >= pending.expiresAt)
      lapseCall(core, call.id, `Nobody said yes within ${APPROVAL_MS / SECOND} s`);
  }
}

/** Several legs are entered only when the broker's margin for all of them together is there; one leg the broker checks itself. */
function proceed(core: Core, call: string): void {
  const pending = core.around.pending.get(call);
  if (!pending) return;
  if (pending.action.legs.length === 1) return enter(core, call);
  core.effect({ kind: 'check-margin', call, legs: pending.action.legs, product: pending.action.product });
}

/** The broker's answer on the margin of a call's legs; null when it gave none. */
export function onMargin(core: Core, call: string, required: Paise | null): void {
  if (!core.around.pending.has(call)) return;
  const free = core.around.funds?.available ?? null;
  const shortage =
    required === null || free === null
      ? 'The broker did not tell the margin, so nothing was entered'
      : required > free
        ? `The legs need a margin of ${inRupees(required)}, and ${inRupees(free)} is free`
        : null;
  if (shortage === null) enter(core, call);
  else refuse(core, call, { limit: 'margin', message: shortage });
}

function enter(core: Core, callId: string): void {
  const pending = core.around.pending.get(callId);
  if (!pending || isRefused(core, callId)) return;
  core.around.pending.delete(callId);
  const trade = plannedTrade(core, pending.action, { kind: 'strategy', instance: pending.instance }, callId);
  core.emit({ kind: 'trade-opened', trade });
  endCall(core, callId, { outcome: 'taken', result: '', tradeId: trade.id });
  advanceTrade(core, trade.id, pending.signalAt);
}

/** Asks the gate about every leg; a trade is entered whole or not at all. */
function isRefused(core: Core, call: string): boolean {
  const pending = core.around.pending.get(call);
  if (!pending) return true;
  const trade = plannedTrade(core, pending.action, { kind: 'strategy', instance: pending.instance }, call);
  const refusal = refusalOf(core, trade, pending.signalAt);
  if (refusal) refuse(core, call, refusal);
  return refusal !== null;
}

function refuse(core: Core, call: string, { limit, message }: Refusal): void {
  const name = core.desk.instances.get(core.around.pending.get(call)?.instance ?? '')?.name ?? 'A strategy';
  core.around.pending.delete(call);
  endCall(core, call, { outcome: 'refused', result: message });
  notice(core, 'warning', `${name}: entry refused (${limit})`, message);
}

interface CallEnd {
  readonly outcome: CallOutcome;
  readonly result: string;
  readonly tradeId?: string;
}

function endCall(core: Core, call: string, { outcome, result, tradeId }: CallEnd): void {
  core.emit({ kind: 'call-ended', call, outcome, result, tradeId: tradeId ?? null });
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
  if (contradictory)
    return { limit: 'legs', message: `${contradictory.instrument} is both bought and sold in one trade` };
  let ahead = -1;
  for (const leg of trade.legs) {
    ahead += Math.ceil(leg.qty / sliceOf(core, leg, leg.qty));
    const checked = check(core, { trade, leg, purpose: 'entry', units: leg.qty, signalAt, ahead });
    if (!checked.ok) return checked.error;
  }
  return null;
}
