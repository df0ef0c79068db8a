import { barLength } from '#shared/domain/bars';
import { createCatalogue, type Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import { parseParams, type ParamSchema, type ParamsOf } from '#shared/domain/params';
import type { Quote, QuoteOf } from '#shared/domain/quote';
import { messageOf } from '#shared/domain/result';
import type { ClosedBar, Decision, Drawing, StrategyContext, StrategyDefinition } from '#shared/domain/strategy';
import type { Trade, TradeId } from '#shared/domain/trade';
import type { HostBatch, HostDecision, HostListener, HostStart, StrategyHost } from './hosting';
import { strategyById } from './registry';

type FindStrategy = (id: string) => StrategyDefinition | undefined;

export interface InlineTerms {
  /** Where a strategy is found by its id; the registry unless given. */
  readonly find?: FindStrategy;
  /** Where quotes are looked up; without it the host keeps those that its batches bring. */
  readonly quoteOf?: QuoteOf;
  /**
   * `everything` that changed, words and state included, for a screen and a journal; or `actions` alone, for a back-test that
   * has neither: then nothing is worded and no state is compared.
   */
  readonly tells?: 'everything' | 'actions';
}

export interface InlineHost extends StrategyHost {
  /** What the strategy says or sees as of its last batch; empty before one. */
  words(): string;
}

/**
 * Runs one instance where it is called: in replay, in tests, and inside the worker of a live one. Everything it
 * answers follows from what it was sent. A throw of the strategy ends this host and nothing else.
 */
export function createInlineHost(listener: HostListener, terms: InlineTerms = {}): InlineHost {
  const { find = strategyById, quoteOf = null, tells = 'everything' } = terms;
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
        const begun = begin({ start, strategy, params: value, quoteOf });
        listener.onNeeds(start.instance, strategy.needs(value, begun.catalogue));
        running = begun;
      });
    },
    send(batch) {
      const current = running;
      if (!current) return;
      attempt(current.instance, current.strategy.name, () => {
        learn(current, batch);
        const decision = decide(current, batch);
        const told = tells === 'actions' ? reportActions(current, decision) : report(current, decision);
        if (told) listener.onDecision(told);
      });
    },
    words: () => (running ? wordsOf(running, running.lastWhy) : ''),
    stop() {
      running = null;
    },
  };

  function attempt(instance: string, name: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      running = null;
      listener.onFailed(instance, `${name} failed: ${messageOf(error)}`);
    }
  }
}

type Params = ParamsOf<ParamSchema>;

/** One instance's local market and memory. */
interface Running {
  readonly instance: string;
  readonly strategy: StrategyDefinition;
  readonly catalogue: Catalogue;
  readonly quotes: Map<InstrumentId, Quote>;
  /** In the order they were opened: a changed trade keeps its place. */
  readonly trades: Map<TradeId, Trade>;
  /** As of the last batch. */
  context: StrategyContext<Params>;
  state: unknown;
  /** The state as JSON, which is what "changed" means where it is journalled. */
  stateText: string;
  /** Why it acted in the last batch; null when it only looked on. */
  lastWhy: string | null;
  /** The words that were told last. */
  why: string;
  drawings: readonly Drawing[];
}

interface Beginning {
  readonly start: HostStart;
  readonly strategy: StrategyDefinition;
  readonly params: Params;
  readonly quoteOf: QuoteOf | null;
}

function begin({ start, strategy, params, quoteOf }: Beginning): Running {
  const state = start.state ?? strategy.initial(params);
  const quotes = new Map<InstrumentId, Quote>();
  const catalogue = createCatalogue(start.instruments);
  return {
    instance: start.instance,
    strategy,
    catalogue,
    quotes,
    trades: new Map(start.trades.map((trade) => [trade.id, trade])),
    context: {
      params,
      now: start.at,
      catalogue,
      quote: quoteOf ?? ((id) => quotes.get(id) ?? null),
      trades: start.trades,
      isWarmUp: false,
    },
    state,
    stateText: start.state === null ? '' : JSON.stringify(state),
    lastWhy: null,
    why: '',
    drawings: start.state === null ? [] : (strategy.drawings?.(state) ?? []),
  };
}

/** The local market first: a handler that looks up the quote or the trade it was called for finds it as it is now. */
function learn(running: Running, { at: now, quotes, trades, isWarmUp }: HostBatch): void {
  for (const quote of quotes) running.quotes.set(quote.id, quote);
  for (const trade of trades) running.trades.set(trade.id, trade);
  const { params, catalogue, quote, trades: known } = running.context;
  const own = trades.length > 0 ? [...running.trades.values()] : known;
  running.context = { params, now, catalogue, quote, trades: own, isWarmUp };
}

/** Runs the handlers in their fixed order, trades, bars, quotes, each on the state the one before left; null when there was none to run. */
function decide({ strategy, context, state }: Running, batch: HostBatch): Decision<unknown> | null {
  let decision: Decision<unknown> | null = null;
  for (const trade of batch.trades)
    decision = after(decision, strategy.onTrade?.(decision ? decision.state : state, trade, context));
  for (const bar of inTime(batch))
    decision = after(decision, strategy.onBar?.(decision ? decision.state : state, bar, context));
  if (isLookAtPrices(batch))
    decision = after(decision, strategy.onQuotes?.(decision ? decision.state : state, context));
  return decision;
}

/** Also the first look at a market that has sent no price yet: what a strategy waits for is said at once. */
function isLookAtPrices({ quotes, bars, trades, isWarmUp }: HostBatch): boolean {
  return quotes.length > 0 || (bars.length === 0 && trades.length === 0 && !isWarmUp);
}

function after(earlier: Decision<unknown> | null, next: Decision<unknown> | undefined): Decision<unknown> | null {
  if (!next) return earlier;
  return earlier ? merge(earlier, next) : next;
}

/** A strategy sees past bars of several series as they closed, whatever the order in which they come. */
function inTime({ bars, isWarmUp }: HostBatch): readonly ClosedBar[] {
  if (!isWarmUp) return bars;
  for (let index = 1; index < bars.length; index += 1)
    if (closedAt(bars[index]) < closedAt(bars[index - 1])) return [...bars].sort((a, b) => closedAt(a) - closedAt(b));
  return bars;
}

function closedAt(bar: ClosedBar | undefined): number {
  return bar ? bar.startAt + barLength(bar.interval) : 0;
}

/** What a decision to act said outlives what later handlers of the batch said about having acted. */
function merge(earlier: Decision<unknown>, later: Decision<unknown>): Decision<unknown> {
  if (earlier.actions.length === 0) return later;
  return {
    state: later.state,
    why: later.actions.length === 0 ? earlier.why : later.why,
    actions: [...earlier.actions, ...later.actions],
  };
}

/** What changed about the instance, for whoever shows or journals it; null when nothing did. */
function report(running: Running, decision: Decision<unknown> | null): HostDecision | null {
  const { context } = running;
  const actions = decision && !context.isWarmUp ? decision.actions : [];
  const hasChanged = decision !== null && remember(running, decision.state);
  running.lastWhy = decision?.why ?? null;
  const why = wordsOf(running, running.lastWhy);
  if (!hasChanged && actions.length === 0 && why === running.why) return null;
  running.why = why;
  if (hasChanged) running.drawings = running.strategy.drawings?.(running.state) ?? [];
  return {
    instance: running.instance,
    at: context.now,
    state: hasChanged ? { value: running.state } : null,
    why,
    actions,
    drawings: running.drawings,
  };
}

function reportActions(running: Running, decision: Decision<unknown> | null): HostDecision | null {
  if (decision === null) return null;
  const { context, instance } = running;
  running.state = decision.state;
  running.lastWhy = decision.why;
  if (decision.actions.length === 0 || context.isWarmUp) return null;
  const why = wordsOf(running, decision.why);
  return { instance, at: context.now, state: null, why, actions: decision.actions, drawings: NO_DRAWINGS };
}

const NO_DRAWINGS: readonly Drawing[] = [];

/** Why it acted, or what it sees. */
function wordsOf({ strategy, state, context }: Running, why: string | null): string {
  return why ?? strategy.describe?.(state, context) ?? '';
}

function remember(running: Running, state: unknown): boolean {
  if (state === running.state && running.stateText !== '') return false;
  const text = JSON.stringify(state);
  const hasChanged = text !== running.stateText;
  running.state = state;
  running.stateText = text;
  return hasChanged;
}
