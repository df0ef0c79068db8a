import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import type { Result } from '#shared/domain/result';
import { FAULTS } from '../faults/faults';
import { textOf } from '../text-frame';
import { Followers } from './followers';
import type { ControlCommand, ControlMessage, ControlState } from './protocol';

/** What the control API steers; the exchange implements it. */
export interface Control {
  readonly state: () => ControlState;
  /** Refuses in words a person understands. */
  readonly execute: (command: ControlCommand) => Result<void, string>;
}

const commandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('resume') }),
  z.object({ kind: z.literal('speed'), speed: z.number() }),
  z.object({ kind: z.literal('seek'), at: z.number().int() }),
  z.object({ kind: z.literal('run-to'), at: z.number().int() }),
  z.object({
    kind: z.literal('restart-day'),
    at: z.number().int().exactOptional(),
    isPaused: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal('day'), dayId: z.string() }),
  z.object({
    kind: z.literal('fault'),
    name: z.enum(FAULTS),
    count: z.number().int().positive().exactOptional(),
    scope: z.enum(['all', 'orders', 'quotes', 'history']).exactOptional(),
    milliseconds: z.number().nonnegative().exactOptional(),
    message: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('clear-faults') }),
  z.object({
    kind: z.literal('foreign-order'),
    symbol: z.string(),
    side: z.enum(['buy', 'sell']),
    units: z.number().int().positive(),
    limit: z.number().positive().exactOptional(),
  }),
  z.object({ kind: z.literal('drop-sockets') }),
  z.object({ kind: z.literal('expire-token') }),
]);

/** Who wants to hear of its own command numbers it. */
const askSchema = z.object({ ask: z.number().int() });

function executed(control: Control, raw: unknown): Result<void, string> {
  const parsed = commandSchema.safeParse(raw);
  return parsed.success ? control.execute(parsed.data) : { ok: false, error: z.prettifyError(parsed.error) };
}

/** A web page has an Origin; the desk has none. Nothing on the web may steer the demo. */
function isForeign(request: IncomingMessage): boolean {
  return request.headers.origin !== undefined;
}

export function controlRoutes(app: FastifyInstance, control: Control): void {
  app.get('/demo/state', async () => control.state());
  app.post('/demo/command', async (request, reply) => {
    if (isForeign(request.raw)) return reply.code(403).send({ message: 'Not for web pages.' });
    const result = executed(control, request.body);
    return result.ok ? reply.send(control.state()) : reply.code(400).send({ message: result.error });
  });
}

/** Pushes the state on every change and each second; takes commands as JSON. */
export class ControlSockets {
  readonly followers = new Followers();
  readonly #control: Control;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1 << 16 });

  constructor(control: Control) {
    this.#control = control;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (isForeign(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted));
  }

  push(): void {
    if (this.#server.clients.size === 0) return;
    const text = JSON.stringify({ type: 'state', state: this.#control.state() } satisfies ControlMessage);
    for (const client of this.#server.clients) client.send(text);
  }

  close(): void {
    for (const client of this.#server.clients) client.close(1001, 'the exchange closes');
  }

  #accept(socket: WebSocket): void {
    const say = (message: ControlMessage) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const message = parsed(textOf(data));
      if (this.followers.heard(socket, message)) return;
      const result = executed(this.#control, message);
      const asked = askSchema.safeParse(message);
      const ask = asked.success ? { ask: asked.data.ask } : {};
      if (!result.ok) say({ type: 'refused', message: result.error, ...ask });
      else if (asked.success) say({ type: 'done', ask: asked.data.ask });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.followers.left(socket));
    say({ type: 'state', state: this.#control.state() });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses it with the same words as any other wrong command.
    return null;
  }
}
