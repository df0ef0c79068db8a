import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '#electron/wiring/settings.testkit';
import { isLive } from '#shared/domain/trade';
import { alertText } from '#shared/ipc/webhooks';
import { armed, startApiApp, type ApiApp } from '../api.testkit';

const FUTURE = 'NIFTY26AUGFUT';
/** A range with one swing on either side, ending in its middle. */
const RANGE = [100, 101, 102, 104, 106, 108, 110, 106, 102, 98, 94, 90, 94, 98, 100, 101, 102, 101];

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
  await armed(api);
});
afterAll(() => api.close());

function send(body: unknown) {
  return api.call('POST', '/webhook', body, {});
}

function price(symbol: string, close: number, more: object = {}) {
  return send({ symbol, high: close + 1, low: close - 1, close, quantity: 65, ...more });
}

describe('the price form', () => {
  it("builds levels, trades the breakout through the desk's own gate, locks, and begins anew after the exit", async () => {
    const messages: string[] = [];
    // The price of the chart and of what is traded need not be the same.
    for (const close of RANGE) messages.push(((await price('NIFTY', close)).body as { message: string }).message);
    expect(messages[6]).toBe('Insufficient data points: 7 of 12');
    expect(messages.at(-1)).toBe('Support 89, resistance 111');
    const broke = await price('NIFTY', 112);
    expect(broke).toMatchObject({ status: 200, body: { outcome: 'traded', call: expect.any(String) } });
    const session = api.app.session();
    const { call } = broke.body as { call: string };
    const tradeOf = () => [...session.desk.trades.values()].find(({ callId }) => callId === call);
    await until(session, 'the entry', () => tradeOf()?.status === 'open');
    expect(tradeOf()).toMatchObject({
      owner: { kind: 'manual', by: 'webhook' },
      legs: [{ instrument: `NFO:${FUTURE}`, side: 'buy', qty: 65 }],
      exits: { legStop: 0.01, legTarget: 0.03 },
    });
    expect((await api.call('GET', '/strategy/nifty')).body).toMatchObject({
      breakout: 'long',
      support: 89,
      resistance: 111,
      trade: { status: 'open' },
    });
    expect((await price('NIFTY', 80)).body).toMatchObject({ message: 'Levels are locked by the long trade' });
    expect(await api.call('POST', '/strategy/NIFTY/reset')).toMatchObject({ status: 409 });
    expect((await api.call('POST', '/strategy/NIFTY/exit')).body).toMatchObject({ trades: [tradeOf()?.id] });
    await until(session, 'the exit', () => !isLive(tradeOf() ?? { status: 'open' }));
    expect((await price('NIFTY', 100)).body).toMatchObject({ message: 'Insufficient data points: 1 of 12' });
  });

  it('refuses prices that contradict each other, and takes none while monitoring is stopped', async () => {
    const wrong = await send({ symbol: 'NIFTY', high: 90, low: 100, close: 95, quantity: 65 });
    expect(wrong).toMatchObject({
      status: 400,
      body: { message: 'Invalid levels: expected low ≤ close ≤ high, found 100, 95, 90' },
    });
    await api.call('POST', '/monitoring/stop');
    expect(await price('NIFTY', 100)).toMatchObject({ status: 409 });
    await api.call('POST', '/monitoring/start');
    expect(await price('NIFTY', 100)).toMatchObject({ status: 200 });
  });
});

describe('the action form', () => {
  it('trades once, however often the same alert is delivered', async () => {
    const alert = { symbol: FUTURE, action: 'sell', quantity: 65, time: new Date().toISOString(), id: 'alert-1' };
    const first = await send(alert);
    const second = await send(alert);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'traded' } });
    expect(second).toMatchObject({ status: 200, body: { outcome: 'repeated', call: null } });
    const calls = [...api.app.session().desk.calls.values()].filter(({ signal }) => signal === 'id alert-1');
    expect(calls.length).toBe(1);
    await api.call('POST', `/strategy/${FUTURE}/exit`);
  });

  it.each([
    ['an alert from long ago', { time: '2020-01-01T00:00:00Z' }, 409, /^The alert was made \d+ s ago; at most 120 s/],
    ['part of a lot', { quantity: 64 }, 409, /^Order placement failed: NFO:NIFTY26AUGFUT trades in lots of 65/],
    ['more than allowed', { quantity: 65_000 }, 409, /more than the 1800 that its rule allows/],
    ['a word for a number', { quantity: '65' }, 400, /^quantity: expected a number without quotes, found "65"$/],
    ['another action', { action: 'short' }, 400, /^action: expected "buy" or "sell", found "short"$/],
    ['a field nobody knows', { price: 3 }, 400, /"price" is not a field/],
    ['no symbol', { symbol: undefined }, 400, /^symbol: expected a symbol such as "NIFTY"/],
  ])('refuses %s, saying what was expected and what was found', async (_, change, status, message) => {
    // Orders may still come of the trade before, whose exit is on its way.
    const before = api.app.session().desk.calls.size;
    const answer = await send({ symbol: FUTURE, action: 'buy', quantity: 65, ...change });
    expect(answer).toMatchObject({ status, body: { status: 'error', message: expect.stringMatching(message) } });
    expect(api.app.session().desk.calls.size).toBe(before);
  });

  it('follows the rule of its symbol: another instrument, a smaller cap', async () => {
    const rule = { symbol: 'MY ALERT', instrument: `NFO:${FUTURE}`, maxQuantity: 65, isPaperOnly: true };
    await api.app.handlers['settings.setApi']({ webhook: { rules: [rule] } });
    expect(await send({ symbol: 'my alert', action: 'buy', quantity: 130 })).toMatchObject({
      status: 409,
      body: { message: 'Order placement failed: quantity 130 is more than the 65 that its rule allows' },
    });
    const taken = await send({ symbol: 'my alert', action: 'buy', quantity: 65 });
    expect(taken).toMatchObject({ body: { message: expect.stringContaining(`buy 65 NFO:${FUTURE}`) } });
    await api.call('POST', '/strategy/MY%20ALERT/exit');
  });

  it('waits for a yes where the settings say so, and sends nothing before', async () => {
    await api.app.handlers['settings.setApi']({ webhook: { approval: 'ask' } });
    const { body } = await send({ symbol: FUTURE, action: 'buy', quantity: 65 });
    expect(body).toMatchObject({ message: expect.stringContaining('Waiting for your yes') });
    const { call } = body as { call: string };
    expect(api.app.session().desk.calls.get(call)).toMatchObject({ outcome: 'waiting', tradeId: null });
    await api.app.handlers['settings.setApi']({ webhook: { approval: 'automatic' } });
  });
});

describe('who may send', () => {
  it('is whoever knows the secret, once the demo asks for it', async () => {
    await api.app.handlers['settings.setApi']({ asksTokenInDemo: true });
    expect(await price('NIFTY', 100)).toMatchObject({ status: 401 });
    expect(await price('NIFTY', 100, { secret: 'wrong' })).toMatchObject({ status: 401 });
    expect(await price('NIFTY', 100, { secret: api.webhookSecret })).toMatchObject({ status: 200 });
  });

  it('is only who is on the list of sources, when there is one', async () => {
    await api.app.handlers['settings.setApi']({ webhook: { sources: ['52.89.214.238'] } });
    expect(await price('NIFTY', 100, { secret: api.webhookSecret })).toMatchObject({ status: 403 });
    await api.app.handlers['settings.setApi']({ webhook: { sources: [] } });
  });

  it('is slowed down', async () => {
    await api.app.handlers['settings.setApi']({ asksTokenInDemo: false, webhook: { perMinute: 3 } });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await price('NIFTY', 100)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});

describe('the log', () => {
  it('has each webhook and what became of it, and outlives the program', async () => {
    const log = await api.app.handlers['webhooks.list'](undefined);
    expect(log.find(({ summary }) => summary === 'sell 65')).toMatchObject({
      form: 'action',
      symbol: FUTURE,
      outcome: 'traded',
      status: 200,
      from: '127.0.0.1',
    });
    expect(log.some(({ outcome, status }) => outcome === 'refused' && status === 401)).toBe(true);
    // Another setting makes the API begin anew, as a restart does.
    await api.app.handlers['settings.setApi']({ requestsPerSecond: 1_000 });
    expect(await api.app.handlers['webhooks.list'](undefined)).toEqual(log);
  });
});

describe('the alert that the desk writes', () => {
  it.each(['price', 'buy', 'sell'] as const)('of the form %s is taken as TradingView would send it', async (form) => {
    await api.app.handlers['settings.setApi']({ webhook: { perMinute: 1_000 } });
    const text = alertText({ form, symbol: '{{ticker}}', quantity: 65 }, api.webhookSecret)
      .replace('{{ticker}}', 'NIFTY1!')
      .replace('{{timenow}}', new Date().toISOString())
      .replace('{{high}}', '101')
      .replace('{{low}}', '99')
      .replace('{{close}}', '100');
    expect(await send(text)).toMatchObject({ status: 200 });
    await api.call('POST', '/strategy/NIFTY1!/exit');
  });
});

describe('a flood', () => {
  it('makes as many calls in a day as are set and no more, each of them its own', async () => {
    const callsOf = () => [...api.app.session().desk.calls.values()].filter(({ strategy }) => strategy === 'Webhook');
    const most = callsOf().length + 30;
    const webhook = { approval: 'signals-only', perMinute: 120_000, callsPerDay: most } as const;
    await api.app.handlers['settings.setApi']({ requestsPerSecond: 2_000, webhook });
    const alert = { symbol: FUTURE, action: 'buy', quantity: 65 };
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(alert)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(30);
    expect(callsOf().length).toBe(most);
    expect(await send(alert)).toMatchObject({
      status: 409,
      body: { message: `Order placement failed: webhooks have made ${most} calls today, and no more are taken` },
    });
  });
});
