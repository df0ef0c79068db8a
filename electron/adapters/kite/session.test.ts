import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { bad, good, hurriedTimers, startScriptedServer, text, type Answer } from './scripted-server.testkit';
import { closeSession, loginUrl, openSession, requestTokenIn } from './session';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function account(...script: Answer[]) {
  const server = await startScriptedServer(...script);
  open.push(server.close);
  return { server, setup: { root: server.root, apiKey: 'key', timers: hurriedTimers(), random: () => 0 } };
}

const reply = { access_token: 'secret', user_id: 'AB1234', user_name: 'A Trader', login_time: '2026-08-18 08:45:10' };

describe('logging in', () => {
  it('begins at the broker’s page', () => {
    expect(loginUrl('https://kite.zerodha.com/connect/login', 'key')).toBe(
      'https://kite.zerodha.com/connect/login?api_key=key&v=3',
    );
  });

  it.each([
    ['http://127.0.0.1/kitedesk/login?action=login&status=success&request_token=abc', 'abc'],
    ['http://127.0.0.1/kitedesk/login?action=login&status=cancelled&request_token=abc', null],
    ['http://127.0.0.1/kitedesk/login?action=login&status=success', null],
    ['no URL', null],
  ])('ends at %s', (url, token) => {
    expect(requestTokenIn(url)).toBe(token);
  });

  it('trades the request token for the day’s session', async () => {
    const { server, setup } = await account(good(reply));
    expect(await openSession(setup, 'request', 'hidden')).toEqual({
      accessToken: 'secret',
      userId: 'AB1234',
      userName: 'A Trader',
      loggedInAt: istAt('2026-08-18', '08:45:10'),
    });
    const checksum = createHash('sha256').update('keyrequesthidden').digest('hex');
    expect(server.requests).toEqual([`POST /session/token api_key=key&request_token=request&checksum=${checksum}`]);
  });

  it('is tried once, because a request token works once', async () => {
    const { server, setup } = await account(text(502, ''));
    await expect(openSession(setup, 'request', 'hidden')).rejects.toThrow('Kite could not answer (HTTP 502)');
    expect(server.requests).toHaveLength(1);
  });

  it('is tried again where Kite was too busy to look at it', async () => {
    const { server, setup } = await account(text(429, 'Too many requests'), good(reply));
    expect((await openSession(setup, 'request', 'hidden')).accessToken).toBe('secret');
    expect(server.requests).toHaveLength(2);
  });

  it('never tells a secret when it fails', async () => {
    const { setup } = await account(good({ ...reply, user_id: 7 }));
    const failure: unknown = await openSession(setup, 'request', 'hidden').catch((error: unknown) => error);
    expect(String(failure)).toBe('KiteError: Kite sent a session that cannot be read');
  });

  it('is ended at the broker, and once is enough', async () => {
    const { server, setup } = await account(good(true), bad(403, 'TokenException', 'x'), text(500, ''));
    await closeSession(setup, 'secret');
    await closeSession(setup, 'secret');
    await expect(closeSession(setup, 'secret')).rejects.toThrow('HTTP 500');
    expect(server.requests[0]).toBe('DELETE /session/token?api_key=key&access_token=secret');
  });
});
