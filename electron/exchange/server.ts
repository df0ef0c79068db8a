import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { rupees, type EpochMs, type Paise } from '#shared/domain/units';
import { Pace } from './clock/pace';
import { ControlSockets, type Control } from './control/control';
import type { ControlCommand } from './control/protocol';
import type { DemoUser, ExchangeContext } from './context';
import { DEMO_CREDENTIALS } from './demo-account';
import { DemoExchange } from './exchange';
import { Faults } from './faults/faults';
import type { OrderBook } from './orders/order-book';
import { createApp } from './rest/app';
import { RateLimits } from './rest/rate-limits';
import { Sessions, type Credentials } from './session';
import { tellNews } from './ticker/order-news';
import { TickerServer } from './ticker/ticker-server';

const DEMO_USER: DemoUser = {
  id: 'DM0001',
  name: 'Demo Trader',
  shortName: 'Demo',
  email: 'demo@example.invalid',
};

/** ₹20 lakh. */
const DEMO_CASH = rupees(2_000_000);

const DEMO_REDIRECT_URL = 'http://127.0.0.1/kitedesk/login';

export interface ExchangeOptions {
  /** On 127.0.0.1; 0 (the default) takes a free one. */
  readonly port?: number;
  /** The folder that holds the recorded days, one folder each: resources/days. */
  readonly daysDirectory: string;
  /** 'yyyy-mm-dd'; null (the default) resumes the saved day or takes the newest. */
  readonly dayId?: string | null;
  /** Where the book, the clock and the session are kept; null (the default) keeps nothing. */
  readonly statePath?: string | null;
  /** Market time to begin at; null takes the day's own start. */
  readonly startAt?: EpochMs | null;
  /** 1 to 60. */
  readonly speed?: number;
  /** Market time stands still until the first desk follows; by default it runs at once. */
  readonly isAwaited?: boolean;
  /** Decides the modelled part of the prices. */
  readonly seed?: number;
  readonly credentials?: Credentials;
  readonly user?: DemoUser;
  readonly openingCash?: Paise;
  /** Where the login page sends the request token. */
  readonly redirectUrl?: string;
  /** Milliseconds that never go back; the machine's own by default. */
  readonly monotonic?: () => number;
}

export interface Exchange {
  /** 'http://127.0.0.1:PORT', without a slash at the end. */
  readonly url: string;
  /** 'ws://127.0.0.1:PORT/', Kite's ticker. */
  readonly tickerUrl: string;
  /** 'ws://127.0.0.1:PORT/demo/control' */
  readonly controlUrl: string;
  readonly port: number;
  readonly control: Control;
  /** The account's order book as it is now, in the exchange's own words. */
  readonly book: () => Pick<OrderBook, 'orders' | 'trades'>;
  /** Saves, closes every socket with a close frame, and frees the port. */
  readonly close: () => Promise<void>;
}

/** Wall-clock rhythm: frames at most ten times a second at any speed. */
const PUMP_EVERY = 100;
const PUSH_EVERY = 1000;
const CLOSE_PATIENCE = 500;

interface Parts {
  readonly exchange: DemoExchange;
  readonly context: ExchangeContext;
  readonly ticker: TickerServer;
  readonly control: Control;
  readonly sockets: ControlSockets;
  readonly pace: Pace;
}

function createExchange(options: ExchangeOptions, shared: { faults: Faults; monotonic: () => number }): DemoExchange {
  const { daysDirectory, dayId = null, startAt = null, speed = 1, seed = 1 } = options;
  const credentials = options.credentials ?? DEMO_CREDENTIALS;
  return new DemoExchange({
    ...shared,
    choice: { daysDirectory, dayId, startAt, speed, seed },
    statePath: options.statePath ?? null,
    userId: (options.user ?? DEMO_USER).id,
    openingCash: options.openingCash ?? DEMO_CASH,
    sessions: (token) => new Sessions(credentials, () => randomBytes(16).toString('hex'), token),
  });
}

function compose(options: ExchangeOptions): Parts {
  const monotonic = options.monotonic ?? (() => performance.now());
  const faults = new Faults();
  const exchange = createExchange(options, { faults, monotonic });
  const settle = () => {
    exchange.venue.catchUp();
    exchange.save();
    tellNews(ticker, context, exchange.venue.takeNews());
  };
  const context: ExchangeContext = {
    venue: () => exchange.venue,
    sessions: exchange.sessions,
    faults,
    limits: new RateLimits(monotonic),
    user: options.user ?? DEMO_USER,
    redirectUrl: options.redirectUrl ?? DEMO_REDIRECT_URL,
    settle,
  };
  const ticker = new TickerServer(context, monotonic);
  const control: Control = {
    state: exchange.state,
    execute: (command) => {
      const result = exchange.execute(command);
      pace.take();
      if (result.ok) cut(ticker, command);
      settle();
      exchange.saveClock();
      sockets.push();
      return result;
    },
  };
  const sockets = new ControlSockets(control);
  const pace = new Pace({
    venue: context.venue,
    ticker,
    followers: sockets.followers,
    faults,
    isAwaited: options.isAwaited ?? false,
    settle,
    onChange: () => sockets.push(),
  });
  pace.take();
  return { exchange, context, ticker, control, sockets, pace };
}

/** Some commands end the price sockets: by a close frame, or as a lost network would. */
function cut(ticker: TickerServer, command: ControlCommand): void {
  if (command.kind === 'drop-sockets') ticker.drop();
  else if (command.kind === 'restart-day') ticker.close('the day starts again');
  else if (command.kind === 'day') ticker.close('another day begins');
}

function route(parts: Parts, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const path = request.url?.split('?')[0];
  if (path === '/') parts.ticker.upgrade(request, socket, head);
  else if (path === '/demo/control') parts.sockets.upgrade(request, socket, head);
  else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** Starts the demo exchange on loopback. Rejects when the port is taken or the recorded day cannot be read. */
export async function startExchange(options: ExchangeOptions): Promise<Exchange> {
  const parts = compose(options);
  const { exchange, context, ticker, control, sockets, pace } = parts;
  const app = await createApp(context, control);
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    route(parts, request, socket, head);
  });
  const connections = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });

  const pump = setInterval(() => {
    pace.drive();
    if (pace.isStepping) return ticker.beat();
    context.settle();
    ticker.pump();
  }, PUMP_EVERY);
  const push = setInterval(() => {
    exchange.saveClock();
    sockets.push();
  }, PUSH_EVERY);

  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    tickerUrl: `ws://127.0.0.1:${port}/`,
    controlUrl: `ws://127.0.0.1:${port}/demo/control`,
    port,
    control,
    book: () => exchange.venue.book,
    close: async () => {
      clearInterval(pump);
      pace.close();
      clearInterval(push);
      context.settle();
      exchange.saveClock();
      ticker.close('the exchange closes');
      sockets.close();
      // Whoever has not answered the close frame by then never will, and must not keep the exchange alive.
      const patience = setTimeout(() => connections.forEach((socket) => socket.destroy()), CLOSE_PATIENCE);
      await app.close();
      clearTimeout(patience);
    },
  };
}
