import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { until } from '#electron/wiring/settings.testkit';
import { isLive, isOwnedBy } from '#shared/domain/trade';
import { armed, startApiApp, type ApiApp } from './api.testkit';
import { Counts } from './metrics';
import { openApiDocument, templated } from './open-api';
import { routesOf } from './routes/routes';

const ROUTES = routesOf(new Counts());
const FUTURE = 'NIFTY26AUGFUT';

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
  await armed(api);
  const instances = [...api.app.session().desk.instances.values()];
  const straddle = instances.find(({ strategy }) => strategy === 'atm-straddle-sell')?.id ?? '';
  named.set(':instance', straddle);
});
afterAll(() => api.close());

/** What stands for a path's names, known once the desk is open. */
const named = new Map([
  [':symbol', 'NIFTY'],
  [':underlying', 'NIFTY'],
  [':expiry', 'nearest'],
]);

function pathOf(path: string): string {
  return path.replaceAll(/:\w+/g, (name) => named.get(name) ?? name);
}

/** A call that each endpoint answers with 200, in an order in which it does. */
const CALLS: readonly (readonly [method: 'GET' | 'POST', path: string, body?: unknown])[] = [
  ['GET', '/'],
  ['POST', '/generate_token', { request_token: 'abc' }],
  ['POST', '/webhook', { symbol: FUTURE, action: 'buy', quantity: 65 }],
  ['GET', '/strategy/:symbol'],
  ['POST', '/strategy/:symbol/reset'],
  ['POST', '/strategy/:symbol/exit'],
  ['GET', '/ltp/:symbol'],
  ['GET', '/ohlc/:symbol'],
  ['GET', '/positions'],
  ['GET', '/orders'],
  ['GET', '/monitoring'],
  ['POST', '/monitoring/stop'],
  ['POST', '/monitoring/start'],
  ['GET', '/health'],
  ['GET', '/metrics'],
  ['GET', '/pnl'],
  ['GET', '/trades'],
  ['GET', '/calls'],
  ['GET', '/webhooks'],
  ['GET', '/chain/:underlying/:expiry'],
  ['GET', '/strategies'],
  ['POST', '/strategies', { strategy: 'sr-breakout', name: 'By API', params: {}, approval: 'ask' }],
  ['POST', '/strategies/:instance/params', { params: { lots: 2 } }],
  ['POST', '/strategies/:instance/start'],
  ['POST', '/strategies/:instance/pause'],
  ['POST', '/strategies/:instance/exit'],
  ['POST', '/strategies/:instance/stop', { flatten: true }],
  ['POST', '/strategies/:instance/remove'],
  ['POST', '/disarm'],
  ['POST', '/arm', { confirmation: '' }],
  ['POST', '/playback', { speed: 20, isPaused: false }],
  ['POST', '/request', { name: 'strategies.list' }],
  ['POST', '/exit-all'],
];

async function leftByStraddle(): Promise<void> {
  const session = api.app.session();
  const instance = named.get(':instance') ?? '';
  const isOut = () => ![...session.desk.trades.values()].some((trade) => isLive(trade) && isOwnedBy(trade, instance));
  if (!isOut()) await until(session, 'a straddle that is out', isOut);
}

describe('each endpoint', () => {
  it.each(CALLS.map(([method, path, body]) => ({ method, path, body })))(
    'answers $method $path in the shape it states',
    async ({ method, path, body }) => {
      const route = ROUTES.find((each) => each.method === method && each.path === path);
      // Started, it may have traded before it was paused; with open trades it is not removed.
      if (path === '/strategies/:instance/remove') await leftByStraddle();
      const { status, body: answer, text } = await api.call(method, pathOf(path), body);
      expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
      if (route?.reply === 'text') expect(text).toContain('kitedesk_pnl_rupees{kind="net"}');
      else expect(route?.reply.safeParse(answer).error).toBeUndefined();
    },
  );

  it('cancels an order and exits a trade, or says that there is none', async () => {
    expect(await api.call('POST', '/orders/none/cancel')).toMatchObject({
      status: 409,
      body: { status: 'error', message: 'There is no order none' },
    });
    expect(await api.call('POST', '/trades/none/exit')).toMatchObject({ status: 409 });
    const [trade] = api.app.session().desk.trades.keys();
    expect(await api.call('POST', `/trades/${trade}/exit`)).toMatchObject({ status: 200 });
  });

  it('names no login page where nobody logs in', async () => {
    expect(await api.call('GET', '/login')).toMatchObject({
      status: 409,
      body: { message: 'The demo lets everybody in' },
    });
  });

  it('is among those that are called here, so that none is without a test', () => {
    const called = new Set(CALLS.map(([method, path]) => `${method} ${path}`));
    const others = ROUTES.map(({ method, path }) => `${method} ${path}`).filter((name) => !called.has(name));
    expect(others).toEqual(['POST /trades/:trade/exit', 'POST /orders/:order/cancel', 'GET /login']);
  });

  it('is refused without the token, and acts for nobody', async () => {
    for (const { method, path, access } of ROUTES.filter((each) => each.access === 'token')) {
      const { status, body } = await api.call(method, pathOf(path), method === 'POST' ? {} : undefined, {});
      expect({ path, access, status }).toEqual({ path, access, status: 401 });
      expect(body).toMatchObject({ status: 'error', message: expect.stringContaining('Access token required') });
    }
  });
});

describe('what the endpoints do', () => {
  it('shows the very figures of the desk', async () => {
    await api.app.handlers['playback.set']({ speed: 10, isPaused: true });
    // A fill or a price may still come between the answer and the look at the desk.
    await vi.waitFor(
      async () => {
        const [pnl, chain] = [await api.call('GET', '/pnl'), await api.call('GET', '/chain/nifty/nearest')];
        const { desk, chains } = api.app.session().snapshot().tables;
        expect(pnl.body).toMatchObject({ charges: desk.desk.pnl.charges / 100 });
        const { pcrOi, pcrVolume, ivPercentile } = chains['NIFTY|2026-08-18'] ?? {};
        expect(pcrVolume).toBeGreaterThan(0);
        expect(chain.body).toMatchObject({
          underlying: 'NIFTY',
          expiry: '2026-08-18',
          lot_size: 65,
          pcr: pcrOi,
          pcr_volume: pcrVolume,
          iv_percentile: ivPercentile?.share ?? null,
        });
      },
      { interval: 200, timeout: 30_000 },
    );
    await api.app.handlers['playback.set']({ speed: 10, isPaused: false });
  });

  it('flattens everything by the kill switch and stays halted', async () => {
    const session = api.app.session();
    await until(session, 'a flat desk', () => ![...session.desk.trades.values()].some(isLive));
    expect(session.desk.haltReason).not.toBeNull();
    expect(await api.call('POST', '/webhook', { symbol: FUTURE, action: 'buy', quantity: 65 })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Order placement failed: /) },
    });
  });
});

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = (await api.call('GET', '/openapi.json', undefined, {})).body;
    // It was sent as an object, and the validator says so if it is none.
    const result = await new Validator().validate(document as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
  });

  it('names every route that answers, and no other', async () => {
    const { paths } = openApiDocument(ROUTES, '0') as { paths: Record<string, Record<string, unknown>> };
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${templated(path)}`).toSorted());
  });

  it('has a page that runs no script and loads nothing', async () => {
    const response = await fetch(`${api.url}/docs`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).not.toMatch(/<script|<link|<img|https?:/);
    for (const { path } of ROUTES) expect(page).toContain(`<code>${path}</code>`);
  });
});
