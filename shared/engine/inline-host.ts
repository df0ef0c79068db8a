import { barLength } from '#shared/domain/bars';
import { createCatalogue, type Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import { parseParams, type ParamSchema, type ParamsOf } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import type { ClosedBar, Decision, Drawing, StrategyContext, StrategyDefinition } from '#shared/domain/strategy';
import type { Trade, TradeId } from '#shared/domain/trade';
import type { HostBatch, HostDecision, HostListener, HostStart, StrategyHost } from './hosting';
import { strategyById } from './registry';

/**
 * When a state is told as changed: when its JSON differs, which spares the journal; or when it is another object, which spares the
 * comparison where nothing is journalled.
 */
type StateChange = 'content' | 'identity';

type FindStrategy = (id: string) => StrategyDefinition | undefined;

/**
 * Runs one instance where it is called: in replay, in tests, and inside the worker of a live one. Everything it
 * answers follows from what it was sent. A throw of the strategy ends this host and nothing else.
 */
export function createInlineHost(
  listener: HostListener,
  find: FindStrategy = strategyById,
  change: StateChange = 'content',
): StrategyHost {
  let running: Running | null = null;

  return {
    start(start) {
      if (running) throw new Error(`The host of ${start.instance} has been started already`);
      const strategy = find(start.strategy);
      const params = strategy ? parseParams(strategy.params, start.params) : null;
      if (!strategy || !params) {
        return listener.onFailed(start.instance, `There is no strategy "${start.strategy}"`);
      }
      if (!params.ok) return listener.onFailed(start.instance, `${strategy.name}: ${params.error.join('; ')}`);
      const { value } = params;
      attempt(start.instance, strategy.name, () => {
        const begun = begin(start, strategy, value, change);
        listener.onNeeds(start.instance, strategy.needs(value, begun.catalogue));
        running = begun;
      });
    },
    send(batch) {
      const current = running;
      if (!current) return;
      attempt(current.instance, current.strategy.name, () => {
        const decision = step(current, batch);
        if (decision) listener.onDecision(decision);
      });
    },
    stop() {
      running = null;
    },
  };

  function attempt(instance: string, name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      running = null;
      listener.onFailed(instance, `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

type Params = ParamsOf<ParamSchema>;

/** One instance's local market and memory. */
interface Running {
  readonly instance: string;
  readonly strategy: StrategyDefinition;
  readonly params: Params;
  readonly catalogue: Catalogue;
  readonly quotes: Map<InstrumentId, Quote>;
  /** In the order they were opened: a changed trade keeps its place. */
  readonly trades: Map<TradeId, Trade>;
  readonly change: StateChange;
  state: unknown;
  /** The state as JSON, which is what "changed" means. */
  stateText: string;
  why: string;
  drawings: readonly Drawing[];
}

function begin(start: HostStart, strategy: StrategyDefinition, params: Params, change: StateChange): Running {
  const state = start.state ?? strategy.initial(params);
  return {
    instance: start.instance,
    strategy,
    params,
    catalogue: createCatalogue(start.instruments),
    quotes: new Map(),
    trades: new Map(start.trades.map((trade) => [trade.id, trade])),
    state,
    change,
    stateText: start.state === null ? '' : JSON.stringify(state),
    why: '',
    drawings: start.state === null ? [] : (strategy.drawings?.(state) ?? []),
  };
}

/** Folds a batch: first the local market, then the handlers; null when nothing about the instance changed. */
function step(running: Running, batch: HostBatch): HostDecision | null {
  // A handler that looks up the quote or the trade it was called for finds it as it is now.
  for (const quote of batch.quotes) running.quotes.set(quote.id, quote);
  for (const trade of batch.trades) running.trades.set(trade.id, trade);
  const decision = decide(running, batch);
  return decision ? report(running, batch, decision) : null;
}

/** Runs the handlers in their fixed order, trades, bars, quotes, each on the state the one before left. */
function decide(running: Running, batch: HostBatch): Decision<unknown> | null {
  const { strategy } = running;
  const context = contextOf(running, batch);
  let merged: Decision<unknown> | null = null;
  const take = (next: Decision<unknown> | undefined): void => {
    if (next) merged = merged ? merge(merged, next) : next;
  };
  const state = (): unknown => (merged ? merged.state : running.state);
  for (const trade of batch.trades) take(strategy.onTrade?.(state(), trade, context));
  for (const bar of inTime(batch)) take(strategy.onBar?.(state(), bar, context));
  if (batch.quotes.length > 0) take(strategy.onQuotes?.(state(), context));
  return merged;
}

/** Past bars of several instruments come one series after the other; a strategy sees them as they closed. */
function inTime({ bars, isWarmUp }: HostBatch): readonly ClosedBar[] {
  if (!isWarmUp) return bars;
  const closedAt = (bar: ClosedBar): number => bar.startAt + barLength(bar.interval);
  return [...bars].sort((a, b) => closedAt(a) - closedAt(b));
}

/** What a decision to act said outlives what later handlers of the batch said about having acted. */
function merge(earlier: Decision<unknown>, later: Decision<unknown>): Decision<unknown> {
  const isEarlierDecisive = earlier.actions.length > 0 && later.actions.length === 0;
  return {
    state: later.state,
    why: isEarlierDecisive ? earlier.why : later.why,
    actions: [...earlier.actions, ...later.actions],
  };
}

function contextOf(running: Running, batch: HostBatch): StrategyContext<Params> {
  return {
    params: running.params,
    now: batch.at,
    catalogue: running.catalogue,
    quote: (id) => running.quotes.get(id) ?? null,
    trades: [...running.trades.values()],
    isWarmUp: batch.isWarmUp,
  };
}

function report(running: Running, batch: HostBatch, decision: Decision<unknown>): HostDecision | null {
  const actions = batch.isWarmUp ? [] : decision.actions;
  const hasChanged = remember(running, decision.state);
  if (!hasChanged && actions.length === 0 && decision.why === running.why) return null;
  running.why = decision.why;
  if (hasChanged) running.drawings = running.strategy.drawings?.(decision.state) ?? [];
  return {
    instance: running.instance,
    at: batch.at,
    state: hasChanged ? { value: decision.state } : null,
    why: decision.why,
    actions,
    drawings: running.drawings,
  };
}

function remember(running: Running, state: unknown): boolean {
  if (state === running.state && (running.stateText !== '' || running.change === 'identity')) return false;
  if (running.change === 'identity') {
    running.state = state;
    return true;
  }
  const text = JSON.stringify(state);
  const hasChanged = text !== running.stateText;
  running.state = state;
  running.stateText = text;
  return hasChanged;
}
