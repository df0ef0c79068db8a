import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timers } from './timers';

/** What the server does with one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface ScriptedServer {
  readonly root: string;
  /** 'METHOD /path?query body', in the order they came. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Answers with the script, one entry a request; the last one also to all that follow. */
export async function startScriptedServer(...script: readonly Answer[]): Promise<ScriptedServer> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (piece: Buffer) => body.push(piece));
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${Buffer.concat(body).toString('utf8')}`.trim());
      const answer = script[Math.min(requests.length, script.length) - 1];
      answer?.(response, request);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { root: `http://127.0.0.1:${port}`, requests, close };
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

export const text =
  (status: number, body: string, type = 'text/html', headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

export const good = (data: unknown) => json(200, { status: 'success', data });
export const bad = (status: number, errorType: string, message: string) =>
  json(status, { status: 'error', message, data: null, error_type: errorType });

/** Hangs up without a word, after the request was read. */
export const hangUp: Answer = (response) => response.socket?.destroy();

/** Breaks off in the middle of the reply. */
export const cutOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"status":"success","da');
  setImmediate(() => response.socket?.destroy());
};

/** Notes how long it was asked to wait, and does not. */
export function hurriedTimers(): Timers & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => performance.now(),
    after: (ms, run) => {
      waits.push(ms);
      const timer = setTimeout(run, 0);
      return () => clearTimeout(timer);
    },
  };
}
