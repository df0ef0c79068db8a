import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';
import type { Clock } from '#shared/ports/clock';
import type { Feed, FeedMode, FeedStatus } from '#shared/ports/feed';
import { createFrameDecoder, type Skipped } from './decode';
import type { Log } from './log';
import { parseMessage } from './messages';
import { createSubscriptions, KITE_BUDGET, type Budget } from './subscriptions';
import { createTicker, type Ticker, type TickerState } from './ticker';
import type { Timers } from './timers';

/** Kite's ticker as a Feed, with what else comes over its sockets. */
export interface KiteFeed extends Feed {
  /** Order updates as Kite words them, also of orders made elsewhere; once for each open connection. */
  onOrder(listener: (order: unknown) => void): () => void;
  /** Tells that the day's token died though its sockets may still be open. */
  sessionEnded(reason: string): void;
  skipped(): Readonly<Skipped>;
}

export interface FeedSetup {
  readonly tickerRoot: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly log: Log;
  readonly budget?: Budget;
}

/** Connects at once: order updates come without any subscription. */
export function createFeed(setup: FeedSetup): KiteFeed {
  return new ShardedFeed(setup);
}

class ShardedFeed implements KiteFeed {
  private readonly setup: FeedSetup;
  private readonly decoder;
  private readonly subscriptions;
  private readonly tickers: Ticker[] = [];
  private readonly priceListeners = new Set<(slots: Int32Array, count: number) => void>();
  private readonly statusListeners = new Set<(status: FeedStatus) => void>();
  private readonly orderListeners = new Set<(order: unknown) => void>();
  private modes: ReadonlyMap<InstrumentId, FeedMode> = new Map();
  private status: FeedStatus = { kind: 'connecting' };
  private lostAt: EpochMs = 0;
  private endedBecause: string | null = null;

  constructor(setup: FeedSetup) {
    this.setup = setup;
    this.decoder = createFrameDecoder(setup.book);
    this.subscriptions = createSubscriptions(setup.budget ?? KITE_BUDGET);
    this.open(0);
  }

  subscribe(wanted: ReadonlyMap<InstrumentId, FeedMode>): void {
    const { book, catalogue, log } = this.setup;
    const tokens = new Map<number, FeedMode>();
    for (const [id, mode] of wanted) {
      const instrument = catalogue.get(id);
      if (!instrument) log('warn', `${id} is not in today's instruments and gets no prices`);
      else {
        book.add(instrument);
        tokens.set(instrument.token, mode);
      }
    }
    for (const [id, mode] of this.modes) if (mode === 'full' && wanted.get(id) !== 'full') book.clearDepth(id);
    this.modes = new Map(wanted);
    for (const { connection, commands } of this.subscriptions.update(tokens)) {
      while (this.tickers.length <= connection) this.open(this.tickers.length);
      for (const command of commands) this.tickers[connection]?.send(command);
    }
    const refused = this.subscriptions.refused();
    if (refused > 0) log('warn', `${refused} instruments get no prices: Kite's limit of subscriptions is reached`);
  }

  onPrices(listener: (slots: Int32Array, count: number) => void): () => void {
    return listen(this.priceListeners, listener);
  }

  /** The listener is told the state of now at once. */
  onStatus(listener: (status: FeedStatus) => void): () => void {
    const stop = listen(this.statusListeners, listener);
    listener(this.status);
    return stop;
  }

  onOrder(listener: (order: unknown) => void): () => void {
    return listen(this.orderListeners, listener);
  }

  sessionEnded(reason: string): void {
    this.endedBecause = reason;
    this.announce();
  }

  skipped(): Readonly<Skipped> {
    return this.decoder.skipped;
  }

  async close(): Promise<void> {
    await Promise.all(this.tickers.map((ticker) => ticker.close()));
  }

  private open(connection: number): void {
    const { timers, random } = this.setup;
    this.tickers[connection] = createTicker({
      url: () => this.url(),
      timers,
      random,
      onState: (state) => this.changed(connection, state),
      onFrame: (frame) => this.frame(frame),
      onText: (text) => this.text(text),
    });
  }

  private url(): string {
    const { tickerRoot, apiKey, accessToken, clock } = this.setup;
    const url = new URL(tickerRoot);
    url.search = String(new URLSearchParams({ api_key: apiKey, access_token: accessToken, uid: String(clock.now()) }));
    return url.href;
  }

  private changed(connection: number, state: TickerState): void {
    if (state.kind === 'connected') {
      for (const command of this.subscriptions.all(connection)) this.tickers[connection]?.send(command);
    }
    this.announce();
  }

  private frame(frame: Uint8Array): void {
    const count = this.decoder.decode(frame, this.setup.clock.now());
    if (count === 0) return;
    for (const listener of this.priceListeners) listener(this.decoder.slots, count);
  }

  private text(text: string): void {
    const message = parseMessage(text);
    if (message?.kind === 'order') for (const listener of this.orderListeners) listener(message.data);
    else if (message) this.setup.log(message.kind === 'error' ? 'warn' : 'info', `Kite's ticker says: ${message.text}`);
  }

  /** The feed is as well as the worst of its connections. */
  private announce(): void {
    const states = this.tickers.map((ticker) => ticker.state());
    const next = this.overall(states);
    if (JSON.stringify(next) === JSON.stringify(this.status)) return;
    this.status = next;
    for (const listener of this.statusListeners) listener(next);
  }

  private overall(states: readonly TickerState[]): FeedStatus {
    if (this.endedBecause !== null) return { kind: 'login-required', reason: this.endedBecause };
    const refused = states.find((state) => state.kind === 'login-required');
    if (refused) return refused;
    const lost = states.find((state) => state.kind === 'disconnected');
    if (!lost) return states.find((state) => state.kind === 'connecting') ?? { kind: 'connected' };
    if (this.status.kind !== 'disconnected') this.lostAt = this.setup.clock.now();
    return { ...lost, since: this.lostAt };
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
