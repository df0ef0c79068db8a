import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { launchDesk, type LaunchedDesk } from '../scripts/desk/launch.mjs';
import { startHeadless } from '../scripts/desk/headless.mjs';
import { projectRoot } from '../scripts/setup/paths.mjs';
import { expect, runtime, test } from './desk';
import { Trader } from './trader';

/** A name that the browser is led to this computer by, as a hostile name server would lead it. */
const REBOUND = 'rebound.example';

test('a page from elsewhere, in a real browser, can neither read nor act', async ({ dataDir }) => {
  const api = await startHeadless({ settings: { demo: { day: '2026-08-18', speed: 10 } } });
  const port = new URL(api.url).port;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>evil</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a TCP port it has an address with a port.
  const evil = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await openBrowser(dataDir);
  const page = browser.window;
  try {
    await expect.poll(async () => (await api.call('GET', '/health')).body.armed).toBe(true);
    await page.goto(evil);

    await test.step('it reads nothing', async () => {
      for (const path of ['/', '/positions', '/openapi.json'])
        expect(
          await page.evaluate(
            (url) =>
              fetch(url).then(
                () => 'read',
                () => 'blocked',
              ),
            api.url + path,
          ),
        ).toBe('blocked');
      const socket = `${api.url.replace('http', 'ws')}/stream`;
      expect(
        await page.evaluate(
          (url) =>
            new Promise((resolve) => {
              const stream = new WebSocket(url);
              stream.addEventListener('open', () => resolve('open'));
              stream.addEventListener('error', () => resolve('refused'));
            }),
          socket,
        ),
      ).toBe('refused');
    });

    await test.step('it orders nothing, not even blindly', async () => {
      const order = JSON.stringify({ symbol: 'NIFTY26AUGFUT', action: 'buy', quantity: 65 });
      await page.evaluate(
        async ([url, body]) => {
          // A simple request needs no permission: it is sent, and only its answer is kept from the page.
          await fetch(`${url}/webhook`, { method: 'POST', mode: 'no-cors', body: body ?? '' }).catch(() => null);
          await fetch(`${url}/monitoring/stop`, { method: 'POST', mode: 'no-cors' }).catch(() => null);
          navigator.sendBeacon(`${url}/webhook`, body);
        },
        [api.url, order],
      );
      await page.setContent(`<form method="post" enctype="text/plain" action="${api.url}/monitoring/stop"></form>`);
      await page.evaluate(() => document.forms[0]?.submit());
      await page.waitForURL(/monitoring/);
      await expect(page.locator('body')).toContainText('Web pages may not use this desk');
      expect((await api.call('GET', '/calls')).body.calls).toEqual([]);
      expect((await api.call('GET', '/monitoring')).body.monitoring).toBe(true);
    });

    await test.step('a name that was turned to this computer is not this desk', async () => {
      await page.goto(`http://${REBOUND}:${port}/`);
      await expect(page.locator('body')).toContainText(`This desk is not called \\"${REBOUND}:${port}\\"`);
      const status = await page.evaluate(() => fetch('/positions').then((answer) => answer.status));
      expect(status).toBe(421);
    });
  } finally {
    await browser.kill();
    server.close();
    await api.stop();
  }
});

test('the desk behind its window answers on the port that the settings name', async ({ launch, dataDir }) => {
  const port = 5_731;
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, api: { port } }));
  const desk = await launch({ dataDir });
  await new Trader(desk.window).findsTheDeskOpen();
  const url = `http://127.0.0.1:${port}`;
  const health: unknown = await fetch(url).then((answer) => answer.json());
  expect(health).toMatchObject({ status: 'success', message: 'KiteDesk is running', mode: 'demo' });
  expect((await fetch(`${url}/pnl`)).status).toBe(401);
  const { api } = await desk.window.evaluate(() => window.desk.request('settings.read'));
  expect(api).toMatchObject({ state: 'on', url, problem: null, token: expect.stringMatching(/^…[\w-]{4}$/) });
  await desk.close();
  expect(desk.errors).toEqual([]);
});

test('a window shows and works the desk that runs elsewhere, and its end changes nothing there', async ({
  launch,
  dataDir,
}) => {
  // Three starts on a busy machine.
  test.setTimeout(150_000);
  const engine = await startHeadless({ settings: { demo: { day: '2026-08-18', speed: 10 } } });
  try {
    const args = [`--attach=${engine.url}`, `--token-file=${join(engine.folder, 'api-token')}`];
    const desk = await launch({ dataDir, args });
    const trader = new Trader(desk.window);
    await trader.findsTheDeskOpen();
    await trader.sells('ATM straddle sell');
    const held = (await engine.call('GET', '/positions')).body.positions;
    expect(held.map(({ quantity }: { quantity: number }) => quantity)).toEqual([-65, -65]);
    await desk.close();
    expect(desk.errors).toEqual([]);
    expect((await engine.call('GET', '/positions')).body.positions.length).toBe(2);

    const again = await launch({ dataDir, args });
    await new Trader(again.window).seesOpen('ATM straddle sell');
    await again.close();
  } finally {
    expect(await engine.stop()).toBe(0);
  }
});

test('a window logs in for the desk that runs elsewhere', async ({ launch, dataDir, exchange }) => {
  const engine = await startHeadless({
    settings: { kite: { root: exchange.url, apiKey: 'demokey', redirectUrl: 'http://127.0.0.1/kitedesk/login' } },
    args: ['--mode', 'paper'],
    environment: { KITEDESK_API_SECRET: 'demosecret' },
  });
  try {
    const args = [`--attach=${engine.url}`, `--token-file=${join(engine.folder, 'api-token')}`];
    const desk = await launch({ dataDir, args });
    await expect(desk.window.getByText('Log in to Kite').first()).toBeVisible({ timeout: 30_000 });
    await desk.screenshot('attached-login');
    const opened = desk.app.waitForEvent('window');
    await desk.window.getByRole('button', { name: 'Log in', exact: true }).click();
    const page = await opened;
    await page.getByRole('link', { name: /Log in as/ }).click();
    await new Trader(desk.window).findsTheDeskOpen();
    expect((await engine.call('GET', '/health')).body).toMatchObject({ mode: 'paper', prices: 'connected' });
    await desk.screenshot('attached-paper');
    await desk.close();
    expect(desk.errors).toEqual([]);
  } finally {
    expect(await engine.stop()).toBe(0);
  }
});

/** Chromium as the desk's own runtime has it, with nothing of the desk in it. */
function openBrowser(dataDir: string): Promise<LaunchedDesk> {
  const { executable, flags } = runtime();
  return launchDesk({
    executable,
    flags: [...flags, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`],
    appDir: join(projectRoot, 'bench', 'empty-page'),
    args: [`--data-dir=${dataDir}`],
  });
}
