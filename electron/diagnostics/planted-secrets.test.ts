import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startExchange, type Exchange } from '#electron/exchange/server';
import { requestToken } from '#electron/exchange/testing/demo';
import { openHeadlessDesk, type HeadlessDesk } from '#electron/headless/headless-desk';
import type { RequestName } from '#shared/ipc/contract';

/** What must be seen nowhere. The API secret is the one that the exchange accepts: a login with it is part of the test. */
const PLANTED = {
  'the API secret': 'q7planted0apisecret0f3a9c51d2e84',
  'the API token': 'planted-api-token-2d9f41c7a6b0e853',
  'the webhook secret': 'planted-webhook-7c1e9fa2',
};

let root = '';
let exchange: Exchange;
let desk: HeadlessDesk;
let accessToken = '';
const said: string[] = [];
const written: string[] = [];

/** Everything a person, a viewer or another program is shown or told. */
function hear(text: unknown): void {
  said.push(typeof text === 'string' ? text : (JSON.stringify(text) ?? ''));
}

async function ask(name: RequestName, input?: unknown): Promise<unknown> {
  // The parsers are the server's business: these are handlers, called with what a parser would give.
  const handler = desk.handlers[name] as (input: unknown) => unknown;
  const reply = await handler(input);
  hear(reply);
  return reply;
}

async function call(path: string, body?: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${PLANTED['the API token']}`, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const reply = await fetch(desk.url + path, init);
  hear([...reply.headers].join());
  hear(await reply.text());
}

/** Everything in the data folder but the two files whose purpose is to hold secrets, and are for their owner's eyes. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['api-token', 'secrets.json'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kitedesk-planted-'));
  exchange = await startExchange({
    daysDirectory: 'resources/days',
    dayId: '2026-08-18',
    statePath: join(root, 'state.json'),
    speed: 10,
    credentials: { apiKey: 'demokey', apiSecret: PLANTED['the API secret'] },
  });
  const folder = join(root, 'data');
  await mkdir(folder, { mode: 0o700 });
  const settings = {
    version: 1,
    kite: { apiKey: 'demokey', root: exchange.url },
    api: { isEnabledInLive: true, webhook: { isPaperOnly: false } },
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  desk = await openHeadlessDesk({
    mode: 'live',
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    day: null,
    speed: null,
    exchangeUrl: null,
    tokenFile: null,
    environment: {
      KITEDESK_API_SECRET: PLANTED['the API secret'],
      KITEDESK_API_TOKEN: PLANTED['the API token'],
      KITEDESK_WEBHOOK_SECRET: PLANTED['the webhook secret'],
    },
    say: hear,
  });
  await live();
  for (const path of filesOf(folder)) written.push(`${path}\n${readFileSync(path, 'latin1')}`);
});

afterAll(async () => {
  await desk.close();
  await exchange.close();
  await rm(root, { recursive: true, force: true });
});

/** A day with everything that touches a secret: logins good and bad, an import, a broker that repeats what it was sent. */
async function live(): Promise<void> {
  const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/stream`, {
    headers: { authorization: `Bearer ${PLANTED['the API token']}` },
  });
  socket.on('message', (data: Buffer) => hear(data.toString('utf8')));
  await call('/generate_token', { request_token: 'wrong' });
  await call('/generate_token', { request_token: await requestToken(exchange.url) });
  const saved = JSON.parse(await readFile(join(root, 'state.json'), 'utf8')) as { readonly accessToken: string };
  accessToken = saved.accessToken;
  const message = `Denied for token demokey:${accessToken} signed with ${PLANTED['the API secret']}.`;
  exchange.control.execute({ kind: 'fault', name: 'reject-order', message });
  await until(async () => {
    // Whatever was armed before the books were compared is disarmed again.
    await ask('trading.arm', { confirmation: 'LIVE' });
    await call('/webhook', {
      symbol: 'NFO:NIFTY2681824200CE',
      action: 'buy',
      time: Date.now(),
      quantity: 65,
      secret: PLANTED['the webhook secret'],
    });
    return exchange.book().orders.length > 0;
  });
  await until(() => Promise.resolve(said.some((text) => text.includes('Denied for token'))));
  await ask('settings.read');
  await ask('settings.setApiSecret', { apiSecret: PLANTED['the API secret'] });
  for (const path of ['/orders', '/positions', '/calls', '/webhooks', '/health', '/metrics', '/openapi.json'])
    await call(path);
  await call('/generate_token', { request_token: PLANTED['the API secret'], access_token: accessToken });
  exchange.control.execute({ kind: 'expire-token' });
  await ask('desk.snapshot');
  await ask('diagnostics.save');
  await ask('session.logout');
  socket.terminate();
}

/** Asks again ten times a second; the test's own time limit ends a vain wait. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let look = 0; !(await isDone()); look += 1) {
    if (look > 300)
      throw new Error(`Waited in vain; the last that was said: ${said.slice(-3).join('\n').slice(-3_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('planted secrets', () => {
  it('were in use: the broker refused an order in words that repeated them', () => {
    expect(accessToken).toMatch(/^[0-9a-f]{32}$/);
    expect(exchange.book().orders[0]?.message).toContain(PLANTED['the API secret']);
    expect(said.join('\n')).toContain('Denied for token');
    expect(written.map((file) => basename(file.split('\n')[0] ?? '')).join(' ')).toMatch(/jsonl.*\.log|\.log.*jsonl/);
  });

  it.each([...Object.keys(PLANTED), 'the access token'])('%s is in nothing that is written, sent or shown', (name) => {
    const secret = PLANTED[name as keyof typeof PLANTED] ?? accessToken;
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    const isIn = (text: string): boolean => forms.some((form) => text.includes(form));
    expect(written.filter(isIn).map((text) => text.split('\n')[0])).toEqual([]);
    expect(said.filter(isIn).map((text) => text.slice(0, 400))).toEqual([]);
  });

  it('are not in the file for whoever is to help, which has the rest', () => {
    const bundle = written.find((file) => file.includes(join('data', 'diagnostics')));
    for (const part of [
      '== Program ==',
      '== Self-check ==',
      'Denied for token',
      '"kind":"order-approved"',
      'Desk opened',
    ])
      expect(bundle).toContain(part);
    for (const secret of [...Object.values(PLANTED), accessToken]) expect(bundle).not.toContain(secret);
  });
});
