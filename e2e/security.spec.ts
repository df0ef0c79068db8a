import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './desk';
import { standingOf } from './standing';
import { Trader } from './trader';

test('a page that was taken over reaches nothing but the desk’s own requests', async ({ launch }) => {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('taken');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a TCP port it has an address with a port.
  const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const desk = await launch();
  const trader = new Trader(desk.window);
  await trader.findsTheDeskOpen();
  const page = desk.window;

  await test.step('Node and Electron are not there', async () => {
    const names = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer', '__dirname'];
    expect(await page.evaluate((all) => all.filter((name) => name in window), names)).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.desk).toSorted())).toEqual(['onDelta', 'request']);
    const preferences = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // Electron has it, and its types leave it out.
        const { sandbox, contextIsolation, nodeIntegration, webviewTag } = (
          webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webviewTag };
      }),
    );
    expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }]);
  });

  await test.step('no inline script runs, and no text becomes code', async () => {
    expect(await runInline(page)).toBe(false);
    expect(await evaluateText(page, 'eval')).toContain('EvalError');
    expect(await evaluateText(page, 'Function')).toContain('EvalError');
  });

  await test.step('nothing is loaded from or sent to elsewhere', async () => {
    expect(await page.evaluate((url) => fetch(url).then(() => 'sent', String), outside)).toContain('Failed to fetch');
    for (const tag of ['img', 'iframe', 'embed', 'link', 'script'] as const)
      await embed(page, tag, `${outside}/${tag}`);
    expect(visits).toEqual([]);
    const paths = ['/../main/main.js', '/%2e%2e/main/main.js', '/package.json', '/..%2f..%2fpackage.json'];
    for (const path of paths) {
      expect(await page.evaluate((at) => fetch(at).then(({ status }) => status), path), path).toBe(404);
    }
  });

  await test.step('a request that is not understood changes nothing', async () => {
    const before = await trader.snapshot();
    for (const name of ['desk.everything', '__proto__', 'constructor', 'toString', '']) {
      expect(await answerTo(page, name, null)).toContain('There is no such request');
    }
    for (const [name, input] of NONSENSE) {
      expect(await answerTo(page, name, input), `${name} ${JSON.stringify(input)}`).toContain('was not understood');
    }
    expect(await answerTo(page, 'instance.start', { instance: 'S999' })).toContain(
      'There is no strategy instance S999',
    );
    const after = await trader.snapshot();
    expect(standingOf(after)).toEqual(standingOf(before));
    expect(after.tables.desk.desk.limits).toEqual(before.tables.desk.desk.limits);
    expect(after.tables.desk.desk.isArmed).toBe(true);
  });

  await test.step('no window opens, and this one goes nowhere', async () => {
    expect(await page.evaluate((url) => window.open(url) === null, outside)).toBe(true);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
    for (const url of [outside, 'file:///etc/passwd', 'data:text/html,taken', 'javascript:document.title="taken"']) {
      const price = await shown(page);
      await follow(page, url);
      // Prices go on moving on the very page that was to be left.
      await expect.poll(() => shown(page), url).not.toBe(price);
      expect(await page.evaluate(() => [location.href, document.title])).toEqual(['app://desk/index.html', 'KiteDesk']);
    }
    await middleClick(page, outside);
    expect(desk.app.windows()).toHaveLength(1);
  });

  expect(visits).toEqual([]);
  await desk.close();
  server.close();
  // Each of the attempts is reported by Chromium, and nothing else is.
  expect(desk.errors.filter((error) => !/Content Security Policy|Not allowed to|404|ERR_/.test(error))).toEqual([]);
});

const NONSENSE: readonly (readonly [string, unknown])[] = [
  ['instance.start', null],
  ['instance.start', { instance: 5 }],
  ['instance.start', { instance: 'S'.repeat(100_000) }],
  ['instance.stop', { instance: 'S1', flatten: 'yes' }],
  ['trade.setLevels', { trade: 'T', leg: '1', stop: -1, target: null }],
  ['trade.setLevels', { trade: 'T', leg: '1', stop: 10.5, target: null }],
  ['playback.set', { speed: 5_000, isPaused: false }],
  ['limits.set', { maxDayLoss: 1e300 }],
  ['series.watch', { instrument: 'NSE:NIFTY 50', interval: '7m' }],
  ['chain.watch', { underlying: 'NIFTY', expiry: '../../etc/passwd' }],
  ['trading.arm', ['LIVE']],
];

/** Puts a script element into the page and tells whether it ran. */
function runInline(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.taken = "yes"';
    document.head.append(script);
    return document.documentElement.dataset['taken'] !== undefined;
  });
}

/** What happens to text that the page's own code wants to run; in a task of its own, where the test's privileges end. */
function evaluateText(page: Page, by: 'eval' | 'Function'): Promise<string> {
  return page.evaluate(
    (way) =>
      new Promise<string>((resolve) => {
        setTimeout(() => {
          const run = () => {
            // Indirect, so that it is the page's and not this function's.
            // oxlint-disable-next-line no-eval, no-implied-eval
            return way === 'eval' ? globalThis.eval('1 + 1') : new Function('return 1 + 1')();
          };
          resolve(
            Promise.resolve()
              .then(run)
              .then((value) => `It ran: ${value}`, String),
          );
        });
      }),
    by,
  );
}

/** Puts an element into the page that asks for an address, and waits until that has been decided. */
function embed(page: Page, tag: 'img' | 'iframe' | 'embed' | 'link' | 'script', url: string): Promise<void> {
  return page.evaluate(
    ({ name, address }) =>
      new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(), { once: true });
        const element = document.createElement(name);
        for (const end of ['load', 'error']) element.addEventListener(end, () => resolve());
        element.setAttribute('rel', 'stylesheet');
        element.setAttribute(name === 'link' ? 'href' : 'src', address);
        document.body.append(element);
      }),
    { name: tag, address: url },
  );
}

/** The index as painted. Asked in one go: Playwright's locators wait for navigations, and those here never end. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('[aria-label="Chart NIFTY 50"]')?.textContent ?? '');
}

/** Clicks a link that leads to an address. */
function follow(page: Page, url: string): Promise<void> {
  return page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, url);
}

/** Clicks a link with the middle button, which asks a browser for a new window. */
async function middleClick(page: Page, url: string): Promise<void> {
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = 'elsewhere';
    link.style.cssText = 'position: fixed; inset: 0; z-index: 100000';
    link.addEventListener('auxclick', () => (document.documentElement.dataset['middle'] = 'clicked'));
    document.body.append(link);
  }, url);
  await page.mouse.click(200, 200, { button: 'middle' });
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['middle'])).toBe('clicked');
  await page.evaluate(() => document.body.lastElementChild?.remove());
}

/** What the desk answers to a request, in words, however it answers. */
function answerTo(page: Page, name: string, input: unknown): Promise<string> {
  return page.evaluate(
    ([asked, given]) => {
      // A page that was taken over does not keep to the types.
      const desk = window.desk as { request(name: unknown, payload: unknown): Promise<unknown> };
      return desk.request(asked, given).then((reply) => JSON.stringify(reply), String);
    },
    [name, input] as const,
  );
}
