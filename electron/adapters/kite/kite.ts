import type { Book } from '#shared/domain/book';
import type { Catalogue } from '#shared/domain/catalogue';
import type { Broker, BrokerOrder } from '#shared/ports/broker';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';
import { createBroker, readOrderBook } from './broker';
import { createFeed, type KiteFeed } from './feed';
import { createHistory } from './history';
import type { Log } from './log';
import { createRest } from './rest';
import { systemTimers, type Timers } from './timers';

export interface KiteSetup {
  /** REST: https://api.kite.trade, or the demo exchange's. */
  readonly root: string;
  /** Ticker: wss://ws.kite.trade, or the demo exchange's. */
  readonly tickerRoot: string;
  readonly apiKey: string;
  readonly accessToken: string;
  readonly clock: Clock;
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly log?: Log;
  readonly timers?: Timers;
  readonly random?: () => number;
}

/** One broker account on the wire, with one day's token: a new login connects anew. */
export interface Kite {
  readonly broker: Broker;
  readonly feed: KiteFeed;
  readonly history: History;
  /** The day's orders alone: one request where the books take five. */
  orders(): Promise<readonly BrokerOrder[]>;
}

/** Connects the ticker at once; REST calls come when asked for. */
export function connectKite(setup: KiteSetup): Kite {
  const { catalogue, log = () => undefined, timers = systemTimers, random = Math.random } = setup;
  const feed = createFeed({ ...setup, log, timers, random });
  const rest = createRest({ ...setup, timers, random, onTokenRefused: (reason) => feed.sessionEnded(reason) });
  return {
    broker: createBroker({ rest, onOrder: (listener) => feed.onOrder(listener), log }),
    feed,
    history: createHistory(rest, catalogue),
    orders: () => readOrderBook(rest),
  };
}
