import { Worker } from 'node:worker_threads';
import { connectKite } from '../electron/adapters/kite/kite';
import { createWorkerHost, WORKER_LIMITS } from '../electron/runner/hosting/worker-host';
import { Pending } from '../electron/runner/pending';
import { marketOf } from '../electron/runner/market-rules';
import { Runner } from '../electron/runner/runner';
import { StrategyDesk } from '../electron/runner/strategy-desk';
import { settingsSchema } from '../electron/storage/settings-schema';
import { EXECUTION } from '../electron/wiring/execution';
import { createBook, type Book } from '../shared/domain/book';
import { createCatalogue, type Catalogue } from '../shared/domain/catalogue';
import { instrumentId, type Instrument } from '../shared/domain/instrument';
import { istAt } from '../shared/domain/time';
import { paise, qty, rupees } from '../shared/domain/units';
import { createDesk } from '../shared/engine/desk';
import { createEngine } from '../shared/engine/engine';
import type { HostDecision } from '../shared/engine/hosting';
import { createLedger } from '../shared/engine/ledger';
import { createSeriesStore } from '../shared/engine/series';
import { Centres } from '../shared/engine/subscriptions';
import type { Broker } from '../shared/ports/broker';
import type { Journal } from '../shared/ports/journal';
import { sharedNow, type OrderPlan, type OrderReport } from './order-plan';
import serverPath from './order-server.worker?modulePath';
import probePath from './probe.worker?modulePath';

const DATE = '2026-11-20';
const PACKETS = 200;
const BOUNDLESS = 1_000_000;

export interface PathRun {
  readonly frames: number;
  readonly periodMs: number;
  /** The probe buys at every price. */
  readonly buys: boolean;
  readonly journal: Journal;
}

/** Milliseconds from the moment a frame was read off the socket. */
export interface PathTimes {
  readonly toStrategy: readonly number[];
  /** Until the exchange had read the order. */
  readonly toOrder: readonly number[];
}

/**
 * A desk's whole path with nothing made up in it: frames over a WebSocket into the book, the strategy in its worker, the engine with
 * its risk gate, the journal, Kite's adapter, and HTTP to an exchange in a thread of its own. The desk's clock stands at the
 * frame that is being handled, so that a decision and an order carry the moment their frame was read.
 */
export async function runPath({ frames, periodMs, buys, journal }: PathRun): Promise<PathTimes> {
  const instruments = Array.from({ length: PACKETS }, (_, index) => instrumentAt(index));
  const startsAt = istAt(DATE, '10:00');
  const plan: OrderPlan = { tokens: instruments.map(({ token }) => token), periodMs, frames, startsAt };
  const server = new Worker(serverPath, { workerData: plan });
  const port = await new Promise<number>((resolve) => {
    server.once('message', (report: OrderReport) => resolve(report.kind === 'listening' ? report.port : 0));
  });
  const toStrategy: number[] = [];
  const toOrder: number[] = [];
  const epoch = sharedNow();
  let readAt = epoch;
  const deskTime = () => startsAt + readAt - epoch;
  const desk = openPath({ port, instruments, buys, journal, now: deskTime }, (decision) => {
    toStrategy.push(Number(decision.why) - epoch - (decision.at - startsAt));
  });
  const isDone = new Promise<void>((resolve) => {
    server.on('message', (report: OrderReport) => {
      if (report.kind === 'done') resolve();
      // One frame, one order, one answer: the order that comes now is the frame's that was read last.
      if (report.kind === 'order') toOrder.push(report.at - readAt);
    });
  });
  desk.onFrame(() => (readAt = sharedNow()));
  await desk.isReady;
  server.postMessage('go');
  await isDone;
  await desk.close();
  await server.terminate();
  return { toStrategy, toOrder };
}

function instrumentAt(index: number): Instrument {
  if (index > 0) {
    const symbol = `BESIDE${index}`;
    const listed = { exchange: 'NSE', symbol, token: index * 256 + 1, tickSize: paise(5), lotSize: qty(1) } as const;
    return { kind: 'equity', id: instrumentId('NSE', symbol), ...listed };
  }
  const symbol = 'NIFTY26NOVFUT';
  const listed = { exchange: 'NFO', symbol, token: 90_002, tickSize: paise(10), lotSize: qty(65) } as const;
  return { kind: 'future', id: instrumentId('NFO', symbol), ...listed, underlying: 'NIFTY', expiry: '2026-11-23' };
}

interface PathParts {
  readonly port: number;
  readonly instruments: readonly Instrument[];
  readonly buys: boolean;
  readonly journal: Journal;
  readonly now: () => number;
}

function openPath({ port, instruments, buys, journal, now }: PathParts, onDecision: (decision: HostDecision) => void) {
  const catalogue = createCatalogue(instruments);
  const book = createBook({ capacity: instruments.length });
  for (const instrument of instruments) book.add(instrument);
  let hearFrame = (): void => undefined;
  const kite = connectKite({
    root: `http://127.0.0.1:${port}`,
    tickerRoot: `ws://127.0.0.1:${port}/`,
    apiKey: 'path',
    accessToken: 'path',
    clock: {
      // The feed asks for the time when it has read a frame.
      now: () => {
        hearFrame();
        return now();
      },
    },
    book,
    catalogue,
  });
  const pending = new Pending();
  const { runner, strategies } = createDrive(
    { book, catalogue, journal, broker: kite.broker, now, pending },
    onDecision,
  );
  runner.handle({ kind: 'fact', fact: { kind: 'day-opened', date: DATE, salt: 'PTH' } });
  runner.handle({ kind: 'fact', fact: { kind: 'reconciled', differences: [] } });
  runner.handle({ kind: 'feed', isConnected: true });
  runner.command({ kind: 'arm' });
  runner.handle({ kind: 'fact', fact: { kind: 'instance-added', instance: probeInstance(buys, now()) } });
  kite.feed.onPrices((slots, count) => {
    runner.handle({ kind: 'prices' });
    strategies.onPrices(slots, count);
    strategies.flush();
  });
  kite.feed.subscribe(new Map(instruments.map(({ id }) => [id, 'full'])));
  strategies.admit();
  const isReady = new Promise<void>((resolve) => {
    // The thread of the probe loads in the meantime.
    kite.feed.onStatus(({ kind }) => kind === 'connected' && setTimeout(resolve, 2_000));
  });
  return {
    isReady,
    onFrame: (hear: () => void) => (hearFrame = hear),
    async close() {
      strategies.stopAll();
      await kite.feed.close();
      // The answers to the last orders go into the journal as well.
      await pending.none();
      await runner.settled();
    },
  };
}

interface DriveParts {
  readonly book: Book;
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  readonly broker: Broker;
  readonly now: () => number;
  readonly pending: Pending;
}

/** Engine, runner and the host of the probe, as the desk puts them together. What fails ends the benchmark. */
function createDrive(
  { book, catalogue, journal, broker, now, pending }: DriveParts,
  onDecision: (decision: HostDecision) => void,
) {
  const clock = { now };
  const desk = createDesk(DATE, limits());
  const strategies = new StrategyDesk({
    desk,
    book,
    catalogue,
    series: createSeriesStore(book, () => ({
      session: { opensAt: 0, closesAt: Infinity },
      hasVolume: true,
      hasOi: false,
    })),
    centres: new Centres(),
    clock,
    createHost: (listener) => createWorkerHost(listener, WORKER_LIMITS, probePath),
    loadBars: () => Promise.resolve([]),
    onDecision: (decision) => {
      onDecision(decision);
      runner.handle({ kind: 'decision', decision });
    },
    onFailed: (_, message) => {
      throw new Error(message);
    },
    onNeedsChanged: () => undefined,
  });
  const runner = new Runner({
    engine: createEngine({
      desk,
      market: marketOf(book, catalogue),
      ledger: createLedger(desk, book.quote, () => paise(0)),
      policy: EXECUTION,
      lastSeq: 0,
    }),
    journal,
    broker,
    clock,
    hosts: strategies,
    pending,
    priceOf: (id) => book.quote(id)?.ltp ?? paise(0),
    onEntries: () => undefined,
    onProblem: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  return { runner, strategies };
}

function limits() {
  return {
    ...settingsSchema.parse({}).limits,
    maxOpenLots: BOUNDLESS,
    maxOrdersPerDay: BOUNDLESS,
    maxDayLoss: rupees(BOUNDLESS),
    maxStrategyLoss: rupees(BOUNDLESS),
  };
}

function probeInstance(buys: boolean, at: number) {
  return {
    id: 'P1',
    strategy: 'probe',
    name: 'Probe',
    params: { symbol: 'NIFTY', buys },
    approval: 'automatic',
    status: 'running',
    statusAt: at,
    statusReason: '',
    state: null,
    why: '',
    decidedAt: null,
  } as const;
}
