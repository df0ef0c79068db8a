import type { IncomingMessage } from 'node:http';
import { WebSocket, type RawData } from 'ws';
import { backOffMs, type BackOff } from './back-off';
import type { Timers } from './timers';

export type TickerState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Being tried again. */
  | { readonly kind: 'disconnected'; readonly reason: string }
  /** Refused for its token, so nothing is tried any more. */
  | { readonly kind: 'login-required'; readonly reason: string };

/** One connection to Kite's ticker that keeps itself alive. */
export interface Ticker {
  /** Sends when connected; else nothing, since a new connection is told everything anyway. */
  send(command: unknown): void;
  state(): TickerState;
  close(): Promise<void>;
}

export interface TickerSetup {
  /** Asked at each attempt: it says when. */
  readonly url: () => string;
  readonly timers: Timers;
  readonly random: () => number;
  readonly onState: (state: TickerState) => void;
  /** A binary frame; its memory is the socket's and may be read during the call only. */
  readonly onFrame: (frame: Uint8Array) => void;
  readonly onText: (text: string) => void;
}

const CONNECT_WITHIN_MS = 7_000;
/** Kite sends a heartbeat every second, so a silent socket is a dead one, whatever TCP believes. */
const SILENT_FOR_MS = 5_000;
const CLOSE_WITHIN_MS = 1_000;
/** A connection that held this long was a good one: the next attempt begins with the shortest wait. */
const STABLE_AFTER_MS = 10_000;
const BACK_OFF: BackOff = { firstMs: 500, mostMs: 30_000 };
/** 3,000 full packets make 558 kB; more is not a frame of prices. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

export function createTicker(setup: TickerSetup): Ticker {
  const connection = new Connection(setup);
  connection.connect();
  return connection;
}

class Connection implements Ticker {
  private readonly setup: TickerSetup;
  private socket: WebSocket | null = null;
  /** Events of a socket that was given up carry an older generation and are not listened to. */
  private generation = 0;
  private current: TickerState = { kind: 'connecting' };
  private attempt = 0;
  private openedAt: number | null = null;
  private lastFrameAt = 0;
  private cancelTimer: () => void = () => undefined;

  constructor(setup: TickerSetup) {
    this.setup = setup;
  }

  state(): TickerState {
    return this.current;
  }

  send(command: unknown): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }

  async close(): Promise<void> {
    const socket = this.socket;
    // Listeners of the old generation fall silent; the socket itself may still say goodbye.
    this.generation += 1;
    this.socket = null;
    this.cancelTimer();
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      const cancel = this.setup.timers.after(CLOSE_WITHIN_MS, () => socket.terminate());
      socket.once('close', () => {
        cancel();
        resolve();
      });
      socket.close(1000);
    });
  }

  connect(): void {
    const generation = ++this.generation;
    const isCurrent = () => generation === this.generation;
    const socket = new WebSocket(this.setup.url(), {
      headers: { 'X-Kite-Version': '3' },
      maxPayload: MAX_FRAME_BYTES,
      // Inflating costs more than the loopback or a home line saves on frames this small.
      perMessageDeflate: false,
    });
    this.socket = socket;
    this.openedAt = null;
    this.lastFrameAt = this.setup.timers.now();
    this.watch(CONNECT_WITHIN_MS, `No answer from the price server within ${CONNECT_WITHIN_MS / 1000} s`);
    socket.on('open', () => isCurrent() && this.opened());
    socket.on('message', (data, isBinary) => isCurrent() && this.received(data, isBinary));
    socket.on('unexpected-response', (_request, response) => isCurrent() && this.refused(response));
    // An error without a listener would end the process; those of a socket given up are no news.
    socket.on('error', (error) => isCurrent() && this.lost(`The price connection failed: ${describe(error)}`));
    socket.on('close', (code, reason) => isCurrent() && this.lost(closing(code, reason)));
  }

  private opened(): void {
    const { timers } = this.setup;
    this.openedAt = timers.now();
    this.lastFrameAt = timers.now();
    this.watch(SILENT_FOR_MS, `No sign of life from the price server for ${SILENT_FOR_MS / 1000} s`);
    this.enter({ kind: 'connected' });
  }

  /** Gives the socket up when `ms` have passed since its last sign of life. */
  private watch(ms: number, reason: string): void {
    const { timers } = this.setup;
    this.cancelTimer();
    const check = () => {
      const left = this.lastFrameAt + ms - timers.now();
      if (left <= 0) this.lost(reason);
      else this.cancelTimer = timers.after(left, check);
    };
    this.cancelTimer = timers.after(ms, check);
  }

  private received(data: RawData, isBinary: boolean): void {
    // First of all, so that a listener that throws does not make the socket look dead.
    this.lastFrameAt = this.setup.timers.now();
    // With the default binary type of ws, a message is one Buffer.
    if (!Buffer.isBuffer(data)) return;
    if (isBinary) this.setup.onFrame(data);
    else this.setup.onText(data.toString('utf8'));
  }

  private refused(response: IncomingMessage): void {
    response.resume();
    if (response.statusCode !== 403) {
      this.lost(`The price server refused the connection with HTTP ${response.statusCode}`);
      return;
    }
    this.giveUp();
    this.enter({ kind: 'login-required', reason: "Kite refused today's session; log in again" });
  }

  private lost(reason: string): void {
    const { timers, random } = this.setup;
    if (this.openedAt !== null && timers.now() - this.openedAt >= STABLE_AFTER_MS) this.attempt = 0;
    this.giveUp();
    this.cancelTimer = timers.after(backOffMs(BACK_OFF, this.attempt, random), () => this.connect());
    this.attempt += 1;
    this.enter({ kind: 'disconnected', reason });
  }

  private giveUp(): void {
    this.generation += 1;
    this.cancelTimer();
    this.socket?.terminate();
    this.socket = null;
  }

  private enter(state: TickerState): void {
    this.current = state;
    this.setup.onState(state);
  }
}

function closing(code: number, reason: Buffer): string {
  const words = reason.toString('utf8');
  return words === ''
    ? `The price server closed the connection (${code})`
    : `The price server closed the connection: ${words}`;
}

function describe(error: Error): string {
  // Refused on every address of a name, Node reports an AggregateError without a message of its own.
  const code = 'code' in error ? String(error.code) : '';
  return error.message || code || 'unknown network error';
}
