import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { aDataFolder, startApp, until, type RunningApp } from '#electron/wiring/settings.testkit';
import type { SettingsInput } from '#electron/storage/settings-schema';

/** A demo desk with its API on a free port: everything behind the socket is the real thing. */
export interface ApiApp {
  readonly app: RunningApp;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly webhookSecret: string;
  /** With the token, unless other headers are given. */
  call(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>;
  close(): Promise<void>;
}

export interface ApiReply {
  readonly status: number;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  readonly text: string;
}

export async function startApiApp(settings: SettingsInput = {}): Promise<ApiApp> {
  let port = await freePort();
  const folder = await aDataFolder({
    demo: { speed: 10, day: '2026-08-18' },
    ...settings,
    api: { requestsPerSecond: 2_000, ...settings.api, port },
  });
  const app = await startApp({ directory: folder.directory });
  await app.api.refresh();
  // Between its being found free and being used, somebody else may have taken the port.
  for (let tries = 0; app.api.view().state === 'failed' && tries < 5; tries += 1) {
    port = await freePort();
    await app.handlers['settings.setApi']({ port });
  }
  const { url, problem } = app.api.view();
  if (url === null) throw new Error(problem ?? 'The API is off');
  const token = app.api.secret('token');
  return {
    app,
    url,
    port,
    token,
    webhookSecret: app.api.secret('webhookSecret'),
    async call(method, path, body, headers = { authorization: `Bearer ${token}` }) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: parsed(text) };
    },
    async close() {
      await app.close();
      await folder.remove();
    },
  };
}

/** Waits until the desk would let a webhook trade. */
export async function armed({ app }: ApiApp): Promise<void> {
  const session = app.session();
  if (!session.desk.isArmed) await until(session, 'arming', () => session.desk.isArmed);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a TCP port it has an address with a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
