import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlCommand } from '../control/protocol';
import { checksum, requestToken, startDemo, type Demo } from '../testing/demo';

const ORDER = {
  exchange: 'NFO',
  tradingsymbol: 'NIFTY2681824200CE',
  transaction_type: 'BUY',
  order_type: 'LIMIT',
  price: '1',
  quantity: '65',
  product: 'NRML',
};

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
  await demo.login();
});
afterAll(() => demo.close());

async function raw(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const reply = await fetch(demo.exchange.url + path, { headers });
  return { status: reply.status, text: await reply.text() };
}

function fault(command: Omit<Extract<ControlCommand, { kind: 'fault' }>, 'kind'>): void {
  expect(demo.exchange.control.execute({ kind: 'fault', ...command })).toMatchObject({ ok: true });
}

describe('the gate', () => {
  it('refuses a call without the version header, which is a bug of the caller', async () => {
    expect(await raw('/user/profile', {})).toMatchObject({
      status: 400,
      text: expect.stringContaining('X-Kite-Version'),
    });
  });

  it('answers nobody who calls it by another name than loopback', async () => {
    const status = await new Promise((resolve) => {
      get(`${demo.exchange.url}/demo/state`, { headers: { host: 'rebound.example' } }, (reply) =>
        resolve(reply.statusCode),
      );
    });
    expect(status).toBe(403);
  });

  it('answers a dead token with 403 and a TokenException', async () => {
    const { status, text } = await raw('/user/profile', { 'x-kite-version': '3', authorization: 'token demokey:old' });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ status: 'error', data: null, error_type: 'TokenException' });
  });

  it('answers unknown paths with 404 and known ones with a wrong method with 405, in the envelope', async () => {
    expect(await demo.call('GET', '/gtt/triggers')).toMatchObject({
      status: 404,
      body: { error_type: 'GeneralException' },
    });
    expect(await demo.call('PUT', '/trades')).toMatchObject({ status: 405, body: { message: 'Method not allowed' } });
    expect(await demo.call('POST', '/orders/regular/123/trades')).toMatchObject({ status: 404 });
  });

  it('takes 500 symbols in one URL and leaves out what it does not know', async () => {
    const csv = await demo.call('GET', '/instruments/NFO');
    const symbols = csv.text
      .split('\r\n')
      .slice(1, 501)
      .map((row) => `NFO:${row.split(',')[2]}`);
    const query = symbols.map((symbol) => `i=${encodeURIComponent(symbol)}`).join('&');
    const { status, body } = await demo.call('GET', `/quote?${query}`);
    expect(status).toBe(200);
    const known = Object.keys(body.data as object);
    expect(known).toContain('NFO:NIFTY26AUGFUT');
    expect(known).not.toContain('NFO:BANKNIFTY26AUGFUT');
    expect((await demo.call('GET', `/quote?${query}&i=NFO:ONE`)).status).toBe(400);
    expect((await demo.call('GET', '/quote/ltp?i=NSE:NOPE')).body.data).toEqual({});
  });

  it('serves the dump as exactly text/csv, gzipped, with CRLF and by exchange', async () => {
    const headers = { 'x-kite-version': '3', authorization: `token demokey:${await demo.login()}` };
    const reply = await fetch(`${demo.exchange.url}/instruments/NSE?exchange=NSE`, { headers });
    expect([reply.headers.get('content-type'), reply.headers.get('content-encoding')]).toEqual(['text/csv', 'gzip']);
    const rows = (await reply.text()).split('\r\n');
    expect(rows[1]).toBe('256265,1001,NIFTY 50,"NIFTY 50",0,,0,0,0,EQ,INDICES,NSE');
    expect(rows.at(-1)).toBe('');
  });

  it('refuses spans beyond the limit of the interval, and dates that do not exist', async () => {
    const ask = (interval: string, from: string, to: string) =>
      demo.call('GET', `/instruments/historical/256265/${interval}?from=${from}&to=${to}`);
    expect(await ask('minute', '2026-06-01', '2026-08-18')).toMatchObject({
      status: 400,
      body: { error_type: 'InputException', message: 'interval exceeds max limit: 60 days' },
    });
    expect((await ask('day', '2025-06-01', '2026-08-18')).status).toBe(200);
    expect((await ask('2minute', '2026-08-18', '2026-08-18')).status).toBe(400);
    expect((await ask('day', '2026-13-40', '2026-08-18')).status).toBe(400);
  });
});

describe('the session', () => {
  it('opens only for the right checksum, and a request token works once', async () => {
    const token = await requestToken(demo.exchange.url);
    const open = (sum: string) =>
      demo.call('POST', '/session/token', { api_key: 'demokey', request_token: token, checksum: sum });
    expect(await open('00')).toMatchObject({ status: 403, body: { message: 'Invalid `checksum`.' } });
    expect((await open(checksum(token))).status).toBe(200);
    expect(await open(checksum(token))).toMatchObject({ status: 403, body: { error_type: 'TokenException' } });
    await demo.login();
  });

  it('ends with the token, mid-day too', async () => {
    demo.exchange.control.execute({ kind: 'expire-token' });
    expect((await demo.call('GET', '/orders')).status).toBe(403);
    await demo.login();
    expect((await demo.call('GET', '/orders')).status).toBe(200);
  });

  it('shows a login page that leads to the redirect with a request token', async () => {
    const page = await raw('/connect/login?api_key=demokey&v=3', {});
    expect(page.text).toContain('/connect/finish?api_key=demokey');
    expect((await raw('/connect/login?api_key=other&v=3', {})).status).toBe(400);
  });
});

describe('limits', () => {
  const burst = async (count: number, path: string, method = 'GET', form?: Record<string, string>) => {
    const token = await demo.login();
    demo.machine.now = Math.ceil(demo.machine.now / 60_000 + 1) * 60_000;
    const statuses: number[] = [];
    for (let index = 0; index < count; index++) {
      const headers = { 'x-kite-version': '3', authorization: `token demokey:${token}` };
      const body = form ? { body: new URLSearchParams(form) } : {};
      statuses.push((await fetch(demo.exchange.url + path, { method, headers, ...body })).status);
    }
    return statuses;
  };

  it('lets ten order calls a second through, then cools down for ten seconds', async () => {
    const statuses = await burst(11, '/orders/regular', 'POST', ORDER);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect((await demo.call('POST', '/orders/regular', ORDER)).status).toBe(429);
    demo.machine.now += 10_000;
    expect((await demo.call('POST', '/orders/regular', ORDER)).status).toBe(200);
  });

  it('lets one quote and three candle requests a second through', async () => {
    expect(await burst(2, '/quote/ltp?i=256265')).toEqual([200, 429]);
    const candles = '/instruments/historical/256265/minute?from=2026-08-18+10:45:00&to=2026-08-18+10:50:00';
    expect(await burst(4, candles)).toEqual([200, 200, 200, 429]);
  });

  it('stops at 25 modifications of an order', async () => {
    const placed = await demo.call('POST', '/orders/regular', ORDER);
    const { order_id: id } = placed.body.data as { order_id: string };
    const modify = (price: string) => demo.call('PUT', `/orders/regular/${id}`, { price });
    for (let count = 0; count < 25; count++) expect((await modify(`${1 + (count % 2)}`)).status).toBe(200);
    expect(await modify('3')).toMatchObject({
      status: 400,
      body: { message: 'Maximum allowed order modifications exceeded.' },
    });
  });

  it('refuses to touch a finished order', async () => {
    const placed = await demo.call('POST', '/orders/regular', ORDER);
    const { order_id: id } = placed.body.data as { order_id: string };
    expect((await demo.call('DELETE', `/orders/regular/${id}`)).status).toBe(200);
    expect((await demo.call('DELETE', `/orders/regular/${id}`)).status).toBe(400);
    expect((await demo.call('PUT', `/orders/regular/${id}`, { price: '2' })).status).toBe(400);
    expect((await demo.call('DELETE', '/orders/regular/42')).body.message).toBe("Couldn't find that `order_id`.");
  });
});

describe('faults', () => {
  const orders = async () => (await demo.call('GET', '/orders')).body.data as { tag: string | null; status: string }[];

  it('answer as gateways do, a number of times, for the calls they are meant for', async () => {
    fault({ name: 'rate-limit-text', count: 1 });
    expect(await demo.call('GET', '/orders')).toMatchObject({ status: 429, text: 'Too many requests' });
    fault({ name: 'gateway-html', count: 1, scope: 'quotes' });
    expect((await demo.call('GET', '/orders')).status).toBe(200);
    expect(await demo.call('GET', '/quote/ltp?i=256265')).toMatchObject({
      status: 502,
      text: expect.stringContaining('502 Bad Gateway'),
    });
    expect((await demo.call('GET', '/quote/ltp?i=256265')).status).toBe(200);
  });

  it('lose the reply of an order that was accepted', async () => {
    fault({ name: 'drop-reply', count: 1, scope: 'orders' });
    await expect(demo.call('POST', '/orders/regular', { ...ORDER, tag: 'lost1' })).rejects.toThrow('fetch failed');
    expect(await orders()).toContainEqual(expect.objectContaining({ tag: 'lost1', status: 'OPEN' }));
  });

  it('leave the caller waiting after the order was accepted', async () => {
    fault({ name: 'lost-reply', count: 1, scope: 'orders' });
    const token = await demo.login();
    demo.machine.now += 1000;
    const headers = { 'x-kite-version': '3', authorization: `token demokey:${token}` };
    const body = new URLSearchParams({ ...ORDER, tag: 'lost2' });
    const waiting = fetch(`${demo.exchange.url}/orders/regular`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(300),
    });
    await expect(waiting).rejects.toThrow('timeout');
    expect(await orders()).toContainEqual(expect.objectContaining({ tag: 'lost2', status: 'OPEN' }));
  });

  it('reject the next order in given words, or refuse it for margin before the book', async () => {
    fault({ name: 'reject-order', count: 1, message: 'Instrument is blocked.' });
    expect((await demo.call('POST', '/orders/regular', { ...ORDER, tag: 'no1' })).status).toBe(200);
    expect(await orders()).toContainEqual(
      expect.objectContaining({ tag: 'no1', status: 'REJECTED', status_message: 'Instrument is blocked.' }),
    );
    fault({ name: 'margin-exception', count: 1 });
    expect(await demo.call('POST', '/orders/regular', ORDER)).toMatchObject({
      status: 400,
      body: { error_type: 'MarginException' },
    });
  });

  it('lose a request before anything was done for it, with the connection or without a word', async () => {
    fault({ name: 'drop-request', count: 1, scope: 'orders' });
    await expect(demo.call('POST', '/orders/regular', { ...ORDER, tag: 'never1' })).rejects.toThrow('fetch failed');
    fault({ name: 'lost-request', count: 1, scope: 'orders' });
    const headers = { 'x-kite-version': '3', authorization: `token demokey:${demo.token()}` };
    const body = new URLSearchParams({ ...ORDER, tag: 'never2' });
    const waiting = fetch(`${demo.exchange.url}/orders/regular`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(300),
    });
    await expect(waiting).rejects.toThrow('timeout');
    expect((await orders()).filter(({ tag }) => tag?.startsWith('never'))).toEqual([]);
  });

  it('answer nothing or a failure of the server', async () => {
    fault({ name: 'empty-body', count: 1 });
    expect(await demo.call('GET', '/orders')).toMatchObject({ status: 200, text: '' });
    fault({ name: 'server-error', count: 1 });
    expect(await demo.call('GET', '/orders')).toMatchObject({ status: 503, body: { status: 'error' } });
    expect((await demo.call('GET', '/orders')).status).toBe(200);
  });

  it('refuse to change an order that works', async () => {
    const placed = await demo.call('POST', '/orders/regular', { ...ORDER, order_type: 'LIMIT', price: '1' });
    const { order_id: id } = placed.body.data as { order_id: string };
    fault({ name: 'refuse-change', count: 1 });
    expect((await demo.call('DELETE', `/orders/regular/${id}`)).body.message).toContain('is being processed');
    expect((await demo.call('DELETE', `/orders/regular/${id}`)).status).toBe(200);
  });

  it('make an order of another app, which has no tag', async () => {
    const made = { kind: 'foreign-order', symbol: 'NFO:NIFTY2681824200CE', side: 'buy', units: 65 } as const;
    expect(demo.exchange.control.execute({ ...made, units: 64 })).toMatchObject({ ok: false });
    expect(demo.exchange.control.execute(made)).toMatchObject({ ok: true });
    expect(await orders()).toContainEqual(expect.objectContaining({ tag: null, status: 'COMPLETE' }));
  });
});
