import { FLAT } from '#shared/domain/position';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ParamValues } from '#shared/domain/params';
import type { Quote } from '#shared/domain/quote';
import type { Action, ClosedBar, Drawing, Need, OpenAction, StrategyDefinition } from '#shared/domain/strategy';
import type { ExitedBy, Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import type { HostBatch, HostDecision } from '../hosting';
import { createInlineHost } from '../inline-host';
import { INSTRUMENTS } from './market';

/** What one batch brings; the rest of it is empty. */
export type Scene = Partial<Pick<HostBatch, 'quotes' | 'bars' | 'trades' | 'isWarmUp'>>;

/**
 * A strategy on a stage: drives it through the inline host as the engine would, and remembers what it said.
 * It opens no trades by itself: the test says what became of an action with `opened` and `closed`.
 */
export class Rehearsal {
  private readonly strategy: StrategyDefinition;
  private readonly params: ParamValues;
  private readonly book = new Map<InstrumentId, Quote>();
  private readonly own = new Map<string, Trade>();
  private host = createInlineHost({ onNeeds: ignore, onDecision: ignore, onFailed: ignore });
  needs: readonly Need[] = [];
  why = '';
  state: unknown = null;
  drawings: readonly Drawing[] = [];
  failure: string | null = null;
  /** Every action so far. */
  readonly actions: Action[] = [];

  constructor(strategy: StrategyDefinition, params: ParamValues = {}, at: EpochMs = 0) {
    this.strategy = strategy;
    this.params = params;
    this.begin(at);
  }

  get opens(): readonly OpenAction[] {
    return this.actions.filter((action) => action.kind === 'open');
  }

  /** Plays one batch and returns the actions it led to. */
  play(at: EpochMs, { quotes = [], bars = [], trades = [], isWarmUp = false }: Scene): readonly Action[] {
    const before = this.actions.length;
    for (const quote of quotes) this.book.set(quote.id, quote);
    for (const trade of trades) this.own.set(trade.id, trade);
    this.host.send({ at, quotes, bars, trades, isWarmUp });
    return this.actions.slice(before);
  }

  warmUp(at: EpochMs, bars: readonly ClosedBar[]): void {
    this.play(at, { bars, isWarmUp: true });
  }

  /** Kills the host and begins again from the state as JSON, with the trades and prices that are known. */
  restart(at: EpochMs): void {
    this.host.stop();
    this.state = JSON.parse(JSON.stringify(this.state));
    this.begin(at);
    this.host.send({ at, quotes: [...this.book.values()], bars: [], trades: [], isWarmUp: true });
  }

  private begin(at: EpochMs): void {
    this.host = createInlineHost(
      {
        onNeeds: (_, needs) => (this.needs = needs),
        onDecision: (decision) => this.hear(decision),
        onFailed: (_, message) => (this.failure = message),
      },
      { find: () => this.strategy },
    );
    this.host.start({
      instance: 'rehearsal',
      strategy: this.strategy.id,
      params: this.params,
      state: this.state,
      instruments: INSTRUMENTS,
      trades: [...this.own.values()],
      at,
    });
  }

  private hear(decision: HostDecision): void {
    this.why = decision.why;
    this.drawings = decision.drawings;
    if (decision.state) this.state = decision.state.value;
    this.actions.push(...decision.actions);
  }
}

function ignore(): void {
  // Replaced before anything is sent.
}

/** The trade that an action became once all its legs were filled. */
export function opened(action: OpenAction, openedAt: EpochMs, id = action.signal): Trade {
  return {
    id,
    owner: { kind: 'strategy', instance: 'rehearsal' },
    callId: null,
    name: action.title,
    product: action.product,
    status: 'open',
    legs: action.legs.map((leg, index) => ({
      id: `${id}-${index}`,
      ...leg,
      status: 'open',
      position: FLAT,
      entry: null,
      stop: null,
      target: null,
      best: null,
      exitReason: null,
    })),
    exits: action.exits,
    openedAt,
    closedAt: null,
    entryReason: '',
    exitReason: null,
    exitedBy: null,
  };
}

export function closed(trade: Trade, closedAt: EpochMs, exitedBy: ExitedBy = 'plan'): Trade {
  return {
    ...trade,
    status: 'closed',
    closedAt,
    exitReason: exitedBy === 'plan' ? 'Stop 120.00 hit at 120.50' : 'Exit by hand',
    exitedBy,
    legs: trade.legs.map((leg) => ({ ...leg, status: 'closed' })),
  };
}
