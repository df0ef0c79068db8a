import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly body: unknown;
}

/** How the double answers one request: with a status and a body, or never. */
export type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'silence';

export interface Double {
  readonly url: string;
  readonly received: readonly Received[];
  stop(): Promise<void>;
}

/** A real HTTP server in the place of Telegram or somebody's hook. It answers in this order, and the last answer for good. */
export async function startDouble(...answers: readonly Answer[]): Promise<Double> {
  const received: Received[] = [];
  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    const next = answers[Math.min(received.length, answers.length - 1)] ?? { status: 200 };
    received.push({ path: request.url ?? '', body: JSON.parse(text) });
    if (next === 'silence') return;
    response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers });
    response.end(JSON.stringify(next.body ?? { ok: next.status === 200 }));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // Listening on a TCP port it has an address with a port.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
