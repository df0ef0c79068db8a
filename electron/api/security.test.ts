import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { applyDelta, type Delta, type Snapshot } from '#shared/ipc/delta';
import { startApiApp, type ApiApp } from './api.testkit';

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp({ api: { asksTokenInDemo: true } });
});
afterAll(() => api.close());

/** Byte for byte, because no HTTP client lets a Host be forged. */
async function raw(lines: readonly string[], body = ''): Promise<string> {
  const socket = connect(api.port, '127.0.0.1');
  socket.write([...lines, `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body].join('\r\n'));
  let answer = '';
  socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
  await once(socket, 'close');
  return answer;
}

function orders(): number {
  return api.app.session().desk.orders.size + api.app.session().desk.calls.size;
}

describe('a caller that is not a program on this computer', () => {
  it('is refused under another name: a page whose address was turned to this computer has its own Host', async () => {
    for (const host of ['evil.example', `evil.example:${api.port}`, '127.0.0.1', `127.0.0.1:${api.port + 1}`, ''])
      expect(await raw(['GET /positions HTTP/1.1', `Host: ${host}`, `Authorization: Bearer ${api.token}`])).toMatch(
        /^HTTP\/1.1 4(21|00)/,
      );
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])
      expect(
        await raw(['GET /health HTTP/1.1', `Host: ${host}:${api.port}`, `Authorization: Bearer ${api.token}`]),
      ).toMatch(/^HTTP\/1.1 200/);
  });

  it('is refused when a web page asks, even with the token, and gets no permission to read', async () => {
    const host = `Host: 127.0.0.1:${api.port}`;
    const token = `Authorization: Bearer ${api.token}`;
    for (const header of ['Origin: https://evil.example', 'Origin: null', 'Sec-Fetch-Site: cross-site']) {
      const answer = await raw(['POST /exit-all HTTP/1.1', host, token, header]);
      expect(answer).toMatch(/^HTTP\/1.1 403/);
      expect(answer).not.toMatch(/access-control/i);
    }
    const asked = await raw(['OPTIONS /exit-all HTTP/1.1', host, 'Origin: https://evil.example']);
    expect(asked).not.toMatch(/^HTTP\/1.1 2/);
    expect(asked).not.toMatch(/access-control/i);
  });

  it('is refused the stream likewise', async () => {
    const origin = new WebSocket(`${api.url.replace('http', 'ws')}/stream`, {
      headers: { authorization: `Bearer ${api.token}`, origin: 'https://evil.example' },
    });
    const [error] = (await once(origin, 'error')) as [Error];
    expect(error.message).toContain('403');
    const anonymous = new WebSocket(`${api.url.replace('http', 'ws')}/stream`);
    const [refusal] = (await once(anonymous, 'error')) as [Error];
    expect(refusal.message).toContain('401');
  });
});

describe('a body that is meant to harm', () => {
  it.each([
    ['64 kB and more', `{"symbol":"${'A'.repeat(70_000)}"}`, 413, 'Expected a body of at most 64 kB'],
    ['a nest of brackets', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 400, 'Expected at most 8 levels of brackets'],
    ['a prototype key', '{"symbol":"NIFTY","__proto__":{"isAdmin":true}}', 400, 'Expected no field named __proto__'],
    ['a nested constructor', '{"a":{"constructor":{}}}', 400, 'Expected no field named constructor'],
    ['what is no JSON', '{"symbol": NIFTY}', 400, 'Expected JSON in the body'],
  ])('%s is refused in words', async (_, body, status, message) => {
    const before = orders();
    const answer = await api.call('POST', '/webhook', body);
    expect(answer).toMatchObject({ status, body: { status: 'error', message: expect.stringContaining(message) } });
    expect(orders()).toBe(before);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('cannot leave its path: a symbol is letters and digits', async () => {
    for (const symbol of ['..%2f..%2fetc%2fpasswd', '%2e%2e%2f', 'A%00B', '<script>', 'a'.repeat(150)])
      expect((await api.call('GET', `/strategy/${encodeURIComponent(symbol)}`)).status).toBeGreaterThanOrEqual(400);
  });

  it('never shows a secret again', async () => {
    const answer = await api.call('POST', '/webhook', { symbol: 'NIFTY', secret: 'my-very-secret', price: 1 }, {});
    expect(answer.status).toBe(401);
    expect(answer.text).not.toContain('my-very-secret');
    const wrong = await api.call('GET', '/positions', undefined, { authorization: 'Bearer not-the-token' });
    expect(wrong).toMatchObject({ status: 401 });
    expect(wrong.text).not.toContain('not-the-token');
    expect(JSON.stringify(api.app.handlers['webhooks.list'](undefined))).not.toContain('my-very-secret');
  });
});

describe('the secrets', () => {
  it('are shown by their last letters, and copied whole to the clipboard alone', async () => {
    const { api: view } = await api.app.handlers['settings.read'](undefined);
    expect(view).toMatchObject({ state: 'on', url: api.url, problem: null, token: `…${api.token.slice(-4)}` });
    expect(JSON.stringify(view)).not.toContain(api.token);
    await api.app.handlers['settings.copyApiSecret']({ which: 'token' });
    expect(api.app.copied).toEqual([api.token]);
  });

  it('end the moment they are renewed', async () => {
    expect(await api.call('GET', '/pnl')).toMatchObject({ status: 200 });
    await api.app.handlers['settings.renewApiSecret']({ which: 'token' });
    expect(await api.call('GET', '/pnl')).toMatchObject({ status: 401 });
    const headers = { 'x-kitedesk-token': api.app.api.secret('token') };
    expect(await api.call('GET', '/pnl', undefined, headers)).toMatchObject({ status: 200 });
  });
});

describe('the stream', () => {
  it('is the snapshot and the deltas of the window: folded, they are the desk', async () => {
    const headers = { authorization: `Bearer ${api.app.api.secret('token')}` };
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/stream`, { headers });
    const session = api.app.session();
    let replica: Snapshot | null = null;
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (text: Buffer) => {
        // The stream says one of these two.
        const said = JSON.parse(text.toString()) as { snapshot: Snapshot } | { delta: Delta };
        if ('snapshot' in said) replica = said.snapshot;
        else if (replica) {
          expect(said.delta.seq).toBe(replica.seq + 1);
          replica = applyDelta(replica, said.delta);
        }
        if (replica && replica.seq >= session.snapshot().seq && 'delta' in said) resolve();
      });
    });
    socket.close();
    expect(replica).toEqual(JSON.parse(JSON.stringify(session.snapshot())));
  });
});

describe('the port', () => {
  it('that another program has is told in one sentence', async () => {
    const other = await startApiApp();
    const taken = await other.app.handlers['settings.setApi']({ port: api.port });
    expect(taken).toEqual({
      ok: false,
      error: {
        message: `Another program uses port ${api.port} on 127.0.0.1, so the local API is off. Close it, or choose another port in Settings.`,
      },
    });
    expect(other.app.api.view()).toMatchObject({ state: 'failed', url: null });
    await other.close();
  });
});
