import type { Fact } from '#shared/domain/facts';
import type { Funds } from '#shared/domain/funds';
import type { Outside } from '#shared/domain/outside';
import type { OrderId } from '#shared/domain/order';
import { assertNever, messageOf } from '#shared/domain/result';
import type { OpenAction } from '#shared/domain/strategy';
import type { InstanceId, Owner, TradeId } from '#shared/domain/trade';
import type { EpochMs, Paise } from '#shared/domain/units';
import type { BrokerBooks, BrokerFill, BrokerOrder, ChangeOutcome, PlaceOutcome } from '#shared/ports/broker';
import type { Entry } from '#shared/ports/journal';
import { inRupees } from '#shared/domain/words';
import { apart } from './apart';
import { applyFact } from './apply-fact';
import { onOutsideCancelled } from './cancel';
import { onTime } from './chase';
import { execute, type Command, type CommandResult } from './commands';
import {
  createSurroundings,
  notice,
  tell,
  type Core,
  type Effect,
  type ExecutionPolicy,
  type Ledger,
  type Market,
  type Remark,
  type Told,
} from './core';
import type { Desk, MutableDesk } from './desk';
import { settleExpired } from './expiry';
import { enforceLimits } from './halt';
import type { HostDecision } from './hosting';
import { lapseOverdueCalls, onMargin, openFromSignal, previewOpen, type OpenPreview } from './open-trade';
import { onBrokerOrder, onChanged, onFills, onPlaced, onSending } from './order-events';
import { closeTrade, watchTrades } from './protection';
import { reconcile } from './reconcile';
import { obeySchedules } from './schedules';

/** Everything that can change the desk enters as one of these, one at a time. */
export type EngineInput =
  /** The book has new prices. */
  | { readonly kind: 'prices' }
  | { readonly kind: 'time' }
  | { readonly kind: 'feed'; readonly isConnected: boolean }
  | { readonly kind: 'decision'; readonly decision: HostDecision }
  | { readonly kind: 'host-failed'; readonly instance: InstanceId; readonly message: string }
  | { readonly kind: 'sending'; readonly order: OrderId }
  | { readonly kind: 'placed'; readonly order: OrderId; readonly outcome: PlaceOutcome }
  | { readonly kind: 'changed'; readonly order: OrderId; readonly outcome: ChangeOutcome }
  | { readonly kind: 'outside-cancelled'; readonly brokerId: string; readonly outcome: ChangeOutcome }
  | { readonly kind: 'broker-order'; readonly update: BrokerOrder }
  | { readonly kind: 'fills'; readonly fills: readonly BrokerFill[] }
  | { readonly kind: 'books'; readonly books: BrokerBooks }
  /** Null when the broker could not tell. */
  | { readonly kind: 'margin'; readonly call: string; readonly required: Paise | null }
  /** Something outside the engine that the trader should know. */
  | ({ readonly kind: 'tell' } & Told)
  | { readonly kind: 'fact'; readonly fact: Fact };

/** What one step produced, in order: facts for the journal, then what the world is asked to do. */
export interface Step {
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
}

export interface Engine {
  readonly desk: Desk;
  /** What each strategy said last. */
  readonly remarks: ReadonlyMap<InstanceId, Remark>;
  /** The broker's figures at the last comparison; null before the first. */
  readonly funds: () => Funds | null;
  /** What the broker had beyond ours at the last comparison. */
  readonly outside: () => Outside;
  handle(input: EngineInput, at: EpochMs): Step;
  /** What a trade would meet if it were opened now. */
  preview(owner: Owner, action: OpenAction, at: EpochMs): OpenPreview;
  command(command: Command, at: EpochMs): { readonly step: Step; readonly result: CommandResult };
}

export interface EngineParts {
  /** The desk to start from: a new one, or the fold of a journal. */
  readonly desk: MutableDesk;
  readonly market: Market;
  readonly ledger: Ledger;
  readonly policy: ExecutionPolicy;
  /** Number of the last entry in the journal. */
  readonly lastSeq: number;
}

export interface Folded {
  readonly lastSeq: number;
  /** Entries that contradict those before them and were left out, in words. Nothing may be entered on such a desk. */
  readonly contradictions: readonly string[];
}

/** Folds a journal into a desk. A contradiction costs its own entry, never the desk: open positions have to be watched. */
export function foldEntries(desk: MutableDesk, entries: readonly Entry[]): Folded {
  const contradictions: string[] = [];
  for (const { seq, fact, at } of entries) {
    try {
      applyFact(desk, fact, at);
    } catch (error) {
      contradictions.push(`Entry ${seq} (${fact.kind}): ${messageOf(error)}`);
    }
  }
  return { lastSeq: entries.at(-1)?.seq ?? 0, contradictions };
}

const NOTHING_DONE: Step = { entries: [], effects: [] };

/** The sequencer: one input in, facts and effects out. It awaits nothing and asks no clock. */
export function createEngine(parts: EngineParts): Engine {
  let seq = parts.lastSeq;
  let now: EpochMs = 0;
  let entries: Entry[] = [];
  let effects: Effect[] = [];
  let changedTrades = new Set<TradeId>();

  const core: Core = {
    desk: parts.desk,
    market: parts.market,
    ledger: parts.ledger,
    policy: parts.policy,
    around: createSurroundings(parts.desk),
    now: () => now,
    emit(fact) {
      applyFact(parts.desk, fact, now);
      entries.push({ seq: ++seq, at: now, fact });
      const trade = tradeOf(parts.desk, fact);
      if (trade !== null) changedTrades.add(trade);
    },
    effect: (effect) => effects.push(effect),
  };

  function step<T>(at: EpochMs, run: () => T): { readonly step: Step; readonly result: T } {
    // The desk's clock may be set back by a person; facts never go back in time.
    now = Math.max(now, at);
    const result = run();
    // Most prices change nothing, and they come by the thousand.
    if (entries.length === 0 && effects.length === 0 && changedTrades.size === 0) return { step: NOTHING_DONE, result };
    const changed = changedTrades;
    changedTrades = new Set();
    for (const id of changed) apart(core, `Trade ${id}`, () => tellOwner(core, id));
    changedTrades = new Set();
    const done = { entries, effects };
    entries = [];
    effects = [];
    return { step: done, result };
  }

  return {
    desk: parts.desk,
    remarks: core.around.remarks,
    funds: () => core.around.funds,
    outside: () => core.around.outside,
    handle: (input, at) => step(at, () => dispatch(core, input)).step,
    preview: (owner, action, at) => step(at, () => previewOpen(core, owner, action)).result,
    command: (command, at) => step(at, () => execute(core, command)),
  };
}

function dispatch(core: Core, input: EngineInput): void {
  switch (input.kind) {
    case 'prices':
      return watchTrades(core);
    case 'time':
      watchTrades(core);
      onTime(core);
      obeySchedules(core);
      lapseOverdueCalls(core);
      settleExpired(core);
      return enforceLimits(core);
    case 'feed':
      core.around.isFeedConnected = input.isConnected;
      return;
    case 'decision':
      return onDecision(core, input.decision);
    case 'host-failed':
      return onHostFailed(core, input.instance, input.message);
    case 'sending':
      return onSending(core, input.order);
    case 'placed':
      return onPlaced(core, input.order, input.outcome);
    case 'changed':
      return onChanged(core, input.order, input.outcome);
    case 'outside-cancelled':
      return onOutsideCancelled(core, input.brokerId, input.outcome);
    case 'broker-order':
      return onBrokerOrder(core, input.update);
    case 'fills':
      return onFills(core, input.fills);
    case 'books':
      return reconcile(core, input.books);
    case 'margin':
      return onMargin(core, input.call, input.required);
    case 'tell':
      return tell(core, input);
    case 'fact':
      return core.emit(input.fact);
    default:
      return assertNever(input);
  }
}

/** A decision of an instance that has meanwhile been paused or stopped is too late and is dropped. */
function onDecision(core: Core, decision: HostDecision): void {
  const instance = core.desk.instances.get(decision.instance);
  if (!instance || instance.status !== 'running') return;
  const { why, at, drawings } = decision;
  core.around.remarks.set(instance.id, { why, at, drawings });
  if (decision.state) core.emit({ kind: 'decided', instance: instance.id, state: decision.state.value, why });
  for (const action of decision.actions) {
    const current = core.desk.instances.get(instance.id) ?? instance;
    if (action.kind === 'open') openFromSignal(core, { ...current, why }, action, at);
    else {
      const trade = core.desk.trades.get(action.tradeId);
      if (trade) closeTrade(core, trade, { reason: action.reason, by: 'strategy' });
    }
  }
}

function onHostFailed(core: Core, id: InstanceId, message: string): void {
  const instance = core.desk.instances.get(id);
  if (!instance) return;
  core.emit({ kind: 'instance-status', instance: id, status: 'failed', reason: message });
  notice(
    core,
    'error',
    `${instance.name} was stopped: it failed`,
    `${message}. Its open trades stay protected; start it again when you have looked.`,
  );
}

function tradeOf(desk: Desk, fact: Fact): TradeId | null {
  switch (fact.kind) {
    case 'trade-opened':
    case 'adopted':
      return fact.trade.id;
    case 'trade-closing':
    case 'leg-exiting':
    case 'leg-levels':
    case 'exits-set':
      return fact.trade;
    case 'filled':
      return desk.orders.get(fact.fill.orderId)?.tradeId ?? null;
    case 'order-changed':
      return desk.orders.get(fact.order)?.tradeId ?? null;
    case 'booked':
      return fact.order.tradeId;
    default:
      return null;
  }
}

function tellOwner(core: Core, id: TradeId): void {
  const trade = core.desk.trades.get(id);
  if (!trade) return;
  if (trade.owner.kind === 'strategy') core.effect({ kind: 'host-trade', instance: trade.owner.instance, trade: id });
  const call = trade.callId === null ? undefined : core.desk.calls.get(trade.callId);
  if (call && call.outcome === 'taken' && (trade.status === 'closed' || trade.status === 'failed')) {
    const result =
      trade.status === 'failed'
        ? 'Not filled'
        : `${trade.exitReason ?? 'Exited'}; realised ${inRupees(realisedOf(trade.legs))}`;
    core.emit({ kind: 'call-ended', call: call.id, outcome: 'closed', result, tradeId: id });
  }
}

function realisedOf(legs: readonly { readonly position: { readonly realised: number } }[]): number {
  return legs.reduce((sum, leg) => sum + leg.position.realised, 0);
}
