import { APPROVAL_MS, type Call, type CallOutcome } from '#shared/domain/call';
import { triggersOf } from '#shared/domain/exits';
import { FLAT } from '#shared/domain/position';
import { opposite } from '#shared/domain/instrument';
import { nameOf } from '#shared/domain/instrument-name';
import type { Refusal } from '#shared/domain/risk';
import type { LegIntent, OpenAction } from '#shared/domain/strategy';
import type { Approval, Instance } from '#shared/domain/instance';
import { err, ok, type Result } from '#shared/domain/result';
import type { InstanceId, Leg, ManualOwner, Owner, Trade } from '#shared/domain/trade';
import { SECOND } from '#shared/domain/time';
import { paise, type EpochMs, type Paise } from '#shared/domain/units';
import { inRupees } from '#shared/domain/words';
import { advanceTrade } from './advance-trade';
import { nextId, notice, type Core, type PendingOpen } from './core';
import { check, sliceOf } from './gate';

/** A trade that somebody wants: a strategy by its signal, a person by a click, another program by an alert. */
export interface OpenWish {
  readonly owner: Owner;
  /** The strategy's id, or the owner's name. */
  readonly source: string;
  readonly action: OpenAction;
  readonly why: string;
  readonly approval: Approval;
  readonly signalAt: EpochMs;
}

/** Turns a strategy's signal into one call and, unless somebody has to be asked first, sets out to enter it. */
export function openFromSignal(core: Core, instance: Instance, action: OpenAction, signalAt: EpochMs): void {
  const { id, strategy, why, approval } = instance;
  openCall(core, { owner: { kind: 'strategy', instance: id }, source: strategy, action, why, approval, signalAt });
}

/** What a person or another program asks for goes the same way; answers the call's id, or why it was refused at once. */
export function openByHand(
  core: Core,
  wish: Omit<OpenWish, 'source' | 'signalAt'> & { owner: ManualOwner },
): CallResult {
  const id = openCall(core, { ...wish, source: wish.owner.label, signalAt: core.now() });
  const call = core.desk.calls.get(id);
  return call?.outcome === 'refused' ? err(call.result) : ok(id);
}

export type CallResult = Result<string, string>;

function openCall(core: Core, wish: OpenWish): string {
  const { owner, action, approval, signalAt } = wish;
  const earlier = callOf(core, wish);
  if (earlier) return earlier.id;
  const call = makeCall(core, wish);
  core.emit({ kind: 'called', call });
  if (approval === 'signals-only') {
    endCall(core, call.id, { outcome: 'lapsed', result: 'Signals only: no order was sent' });
    return call.id;
  }
  const pending = { action, owner, signalAt, expiresAt: signalAt + APPROVAL_MS, isHeldBack: false };
  core.around.pending.set(call.id, pending);
  if (owner.kind === 'strategy' && approval === 'automatic' && holdBack(core, call.id, pending)) return call.id;
  if (approval !== 'ask') proceed(core, call.id);
  else if (!isRefused(core, call.id)) endCall(core, call.id, { outcome: 'waiting', result: 'Waiting for your yes' });
  return call.id;
}

/** What would stand in the way of a trade now, and into how many orders each leg would be cut. Nothing is changed. */
export interface OpenPreview {
  readonly refusals: readonly Refusal[];
  readonly ordersOfLegs: readonly number[];
}

export function previewOpen(core: Core, owner: Owner, action: OpenAction): OpenPreview {
  const trade = plannedTrade(core, action, owner, null);
  return {
    refusals: refusalsOf(core, trade, core.now()),
    ordersOfLegs: trade.legs.map((leg) => Math.ceil(leg.qty / sliceOf(core, leg, leg.qty))),
  };
}

/**
 * A strategy gives each signal once, so one that comes while trading is not armed waits for that as long as a signal is worth
 * something, instead of being used up. On a halted desk it is refused, and so is what was ordered by hand: whoever clicked
 * is there.
 */
function holdBack(core: Core, call: string, pending: PendingOpen): boolean {
  if (core.desk.isArmed || core.desk.haltReason !== null) return false;
  core.around.pending.set(call, { ...pending, isHeldBack: true });
  const result = `Trading is not armed. Arm it within ${APPROVAL_MS / SECOND} s of the signal, and it is entered`;
  endCall(core, call, { outcome: 'waiting', result });
  notice(
    core,
    'warning',
    `${ownerName(core, pending.owner)}: an entry waits for you to arm`,
    `${pending.action.title}. ${result}.`,
  );
  return true;
}

/** Trading was armed: what only waited for that goes on. */
export function enterHeldBack(core: Core): void {
  for (const [call, { isHeldBack, expiresAt }] of core.around.pending)
    if (isHeldBack && core.now() < expiresAt) proceed(core, call);
}

/** A person said yes to a call that was waiting for it. */
export function approveCall(core: Core, call: string): CallResult {
  if (core.desk.calls.get(call)?.outcome !== 'waiting' || !core.around.pending.has(call))
    return err('This call no longer waits for an answer');
  if (!core.desk.isArmed) return err('Trading is not armed; arm it, then say yes');
  proceed(core, call);
  return ok(call);
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
      lapseCall(
        core,
        call.id,
        `${pending.isHeldBack ? 'Trading was not armed' : 'Nobody said yes'} within ${APPROVAL_MS / SECOND} s`,
      );
  }
}

/** Several legs are entered only when the broker's margin for all of them together is there; one leg the broker checks itself. */
function proceed(core: Core, call: string): void {
  const pending = core.around.pending.get(call);
  if (!pending) return;
  if (pending.action.legs.length === 1) return enter(core, call);
  if (isRefused(core, call)) return;
  core.effect({ kind: 'check-margin', call, legs: pending.action.legs, product: pending.action.product });
}

/** The broker's answer on the margin of a call's legs; null when it gave none. */
export function onMargin(core: Core, call: string, required: Paise | null): void {
  if (!core.around.pending.has(call)) return;
  const { funds } = core.around;
  const kept = funds ? (funds.available + funds.used) * core.desk.limits.minFreeMargin : 0;
  const free = funds ? paise(Math.floor(funds.available - kept)) : null;
  const shortage =
    required === null || free === null
      ? 'The broker did not tell the margin, so nothing was entered'
      : required > free
        ? `The legs need a margin of ${inRupees(required)}, and ${inRupees(free)} is free${kept > 0 ? ` beside the ${inRupees(kept)} that entries leave` : ''}`
        : null;
  if (shortage === null) enter(core, call);
  else refuse(core, call, { limit: 'margin', message: shortage });
}

function enter(core: Core, callId: string): void {
  const pending = core.around.pending.get(callId);
  if (!pending || isRefused(core, callId)) return;
  core.around.pending.delete(callId);
  const trade = plannedTrade(core, pending.action, pending.owner, callId);
  core.emit({ kind: 'trade-opened', trade });
  endCall(core, callId, { outcome: 'taken', result: '', tradeId: trade.id });
  advanceTrade(core, trade.id, pending.signalAt);
}

/** Asks the gate about every leg; a trade is entered whole or not at all. */
function isRefused(core: Core, call: string): boolean {
  const pending = core.around.pending.get(call);
  if (!pending) return true;
  const [refusal] = refusalsOf(core, plannedTrade(core, pending.action, pending.owner, call), pending.signalAt);
  if (refusal) refuse(core, call, refusal);
  return refusal !== undefined;
}

function refuse(core: Core, call: string, { limit, message }: Refusal): void {
  const owner = core.around.pending.get(call)?.owner;
  const name = owner ? ownerName(core, owner) : 'A strategy';
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

function ownerName(core: Core, owner: Owner): string {
  return owner.kind === 'manual' ? owner.label : (core.desk.instances.get(owner.instance)?.name ?? 'A strategy');
}

/** The call that this signal made before: a strategy repeats itself with every price, a person clicks twice. */
function callOf(core: Core, { owner, source, action }: OpenWish): Call | undefined {
  const instance = instanceOf(owner);
  for (const call of core.desk.calls.values()) {
    const isSameSource = call.instance === instance && (instance !== null || call.strategy === source);
    if (isSameSource && call.signal === action.signal) return call;
  }
  return undefined;
}

function instanceOf(owner: Owner): InstanceId | null {
  return owner.kind === 'strategy' ? owner.instance : null;
}

function makeCall(core: Core, { owner, source, action, why, signalAt }: OpenWish): Call {
  return {
    id: nextId(core, 'C'),
    instance: instanceOf(owner),
    strategy: source,
    madeAt: signalAt,
    title: action.title,
    why,
    inputs: action.inputs,
    signal: action.signal,
    outcome: 'open',
    tradeId: null,
    result: '',
  };
}

function plannedLeg(intent: LegIntent, index: number): Leg {
  const leg: Leg = {
    id: String(index + 1),
    instrument: intent.instrument,
    side: intent.side,
    qty: intent.qty,
    role: intent.role,
    status: 'entering',
    position: FLAT,
    entry: null,
    stop: intent.stop ?? null,
    target: intent.target ?? null,
    best: null,
    exitReason: null,
  };
  return intent.limit === undefined ? leg : { ...leg, limit: intent.limit };
}

function plannedTrade(core: Core, action: OpenAction, owner: Owner, callId: string | null): Trade {
  const legs = action.legs.map(plannedLeg);
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

/** What the gate has against the legs, each reason once, and what would end the trade at once. A trade is entered whole or not at all. */
function refusalsOf(core: Core, trade: Trade, signalAt: EpochMs): readonly Refusal[] {
  const contradictory = trade.legs.find((leg) =>
    trade.legs.some((other) => other.instrument === leg.instrument && other.side === opposite(leg.side)),
  );
  if (contradictory)
    return [
      {
        limit: 'legs',
        message: `${nameOf(contradictory.instrument, core.market.catalogue)} is both bought and sold in one trade`,
      },
    ];
  const refusals = new Map<string, Refusal>();
  let ahead = -1;
  for (const leg of trade.legs) {
    ahead += Math.ceil(leg.qty / sliceOf(core, leg, leg.qty));
    const checked = check(core, { trade, leg, purpose: 'entry', units: leg.qty, signalAt, ahead });
    if (!checked.ok) refusals.set(checked.error.message, checked.error);
  }
  // The market may have moved while a call waited for a yes, or for its margin.
  const [trigger] = triggersOf(trade, core.market.quoteOf, core.now());
  if (trigger)
    refusals.set(trigger.reason, { limit: 'exit plan', message: `It would be left at once: ${trigger.reason}` });
  return [...refusals.values()];
}
