import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startExchange } from '../e2e/exchange-process';
import { launchDesk } from '../scripts/desk/launch.mjs';
import { ensureBuild } from '../scripts/setup/build.mjs';
import { prepareDesktop } from '../scripts/setup/desktop.mjs';
import type { Measured } from './benchmark';
import { percentile, priceTimes, type PaintedPrice } from './painted-prices';
import { tapPrices } from './price-tap';

const WARM_UP_MS = 8_000;
const LEGS = 48;
/** As many orders as the desk sends in a second. */
const LEGS_OF_A_TRADE = 8;
/** Of the recorded day: it brings each option some three prices a second then, as Kite does at most. */
const SPEED = 6;
/** All that the day lists around the money; the table draws those in sight. */
const STRIKES_A_SIDE = 60;

/** What else the desk does meanwhile: begins it, and returns what tells in words how far it came. Throws when it had ended. */
type Meanwhile = (window: Page) => Promise<() => Promise<string>>;

/**
 * From the packet that the exchange sends, as another client of it receives it, to the end of the frame after the number was
 * committed to the page: the prices of a live chain at three a second each, while 48 legs are held and four charts are drawn.
 */
export async function measurePixels(quick: boolean, meanwhile: Meanwhile | null): Promise<Measured> {
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), 'kitedesk-bench-'));
  const desktop = await prepareDesktop();
  const exchange = await startExchange(folder);
  try {
    const args = [`--data-dir=${join(folder, 'desk')}`, `--exchange=${exchange.url}`];
    const { runtime, display, flags } = desktop;
    const desk = await launchDesk({ executable: runtime.executable, flags, args, env: display.env });
    try {
      await desk.window.locator('html[data-first-price-at]').waitFor({ state: 'attached' });
      await desk.window.setViewportSize({ width: 1_920, height: 1_080 });
      await showFourCharts(desk.window);
      const load = await putUnderLoad(desk.window);
      await play(desk.window, SPEED);
      const { accessToken } = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as { accessToken: string };
      const tap = await tapPrices(exchange.url, accessToken, load.symbols);
      await desk.window.waitForTimeout(WARM_UP_MS);
      const progress = await meanwhile?.(desk.window);
      const { painted, longTasks, frames } = await watchPrices(desk.window, quick ? 10_000 : 30_000);
      const beside = progress === undefined ? '' : `; ${await progress()}`;
      tap.close();
      const { took, unheard } = priceTimes(painted, tap.prices);
      const [p50, p99] = [percentile(took, 0.5), percentile(took, 0.99)];
      const longest = Math.max(0, ...longTasks);
      return {
        value: p99,
        peerValue: null,
        note: `p50 ${p50.toFixed(1)} ms; ${took.length} prices painted in ${frames} frames, ${unheard} before this listener heard them; ${longTasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms; ${load.symbols.length} options subscribed, ${load.legs} legs held, ${tap.perSecond().toFixed(0)} packets/s${beside}`,
      };
    } finally {
      await desk.kill();
    }
  } finally {
    await exchange.stop();
    desktop.display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The window remembers how many charts it shows, beside chain, premium and positions. */
async function showFourCharts(window: Page): Promise<void> {
  await window.evaluate(() => {
    const known = JSON.parse(localStorage.getItem('kitedesk.ui') ?? '{"state":{},"version":1}') as { state: object };
    localStorage.setItem('kitedesk.ui', JSON.stringify({ ...known, state: { ...known.state, chartGrid: 'four' } }));
  });
  await window.reload();
  await window.locator('[data-testid="candles"]').nth(3).waitFor();
}

async function play(window: Page, speed: number): Promise<void> {
  await window.evaluate(
    (times) => globalThis.window.desk.request('playback.set', { speed: times, isPaused: false }),
    speed,
  );
}

/** Opens positions in the options around the money. */
async function putUnderLoad(window: Page): Promise<{ readonly symbols: readonly string[]; readonly legs: number }> {
  return window.evaluate(
    async ({ LEGS, LEGS_OF_A_TRADE, STRIKES_A_SIDE }) => {
      const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
      const tables = async () => (await globalThis.window.desk.request('desk.snapshot')).tables;
      const wide = [{ name: 'NIFTY', optionRange: STRIKES_A_SIDE }];
      await globalThis.window.desk.request('settings.setUnderlyings', { underlyings: wide });
      const expiryOf = ({ chains }: Awaited<ReturnType<typeof tables>>) => Object.keys(chains).toSorted()[0] ?? '';
      let now = await tables();
      while (!now.desk.desk.isArmed || !now.desk.desk.isReconciled || expiryOf(now) === '') {
        await sleep(500);
        now = await tables();
      }
      await sleep(3_000);
      now = await tables();
      const key = expiryOf(now);
      const rows = Object.entries(now.strikes)
        .filter(([name]) => name.startsWith(key))
        .map(([, row]) => row);
      const cells = rows.flatMap(({ ce, pe }) => [ce, pe]).filter((cell) => cell !== null);
      const atm = now.chains[key]?.atmStrike ?? 0;
      const nearest = rows.toSorted((a, b) => Math.abs(a.strike - atm) - Math.abs(b.strike - atm));
      const held = nearest.flatMap(({ ce, pe }) => (ce && pe ? [ce, pe] : [])).slice(0, LEGS);
      for (let from = 0; from < held.length; from += LEGS_OF_A_TRADE) {
        const legs = held
          .slice(from, from + LEGS_OF_A_TRADE)
          .map(({ id }) => ({ instrument: id, side: 'buy', lots: 1, limit: null, stop: null, target: null }) as const);
        const trade = { key: `load ${from}`, name: `Load ${from}`, legs, product: 'intraday' } as const;
        await globalThis.window.desk.request('trade.open', trade);
        await sleep(3_000);
      }
      const legsHeld = Object.values((await tables()).trades)
        .flatMap(({ legs }) => legs)
        .filter(({ position }) => position.qty !== 0).length;
      return { symbols: cells.map(({ id }) => id.slice(id.indexOf(':') + 1)), legs: legsHeld };
    },
    { LEGS, LEGS_OF_A_TRADE, STRIKES_A_SIDE },
  );
}

interface Watched {
  readonly painted: readonly PaintedPrice[];
  readonly longTasks: readonly number[];
  readonly frames: number;
}

/** Notes every price of the chain when the frame that it is first in has been drawn, and every task that held the page up. */
async function watchPrices(window: Page, forMs: number): Promise<Watched> {
  return window.evaluate(async (ms) => {
    const painted: { symbol: string; text: string; at: number }[] = [];
    const longTasks: number[] = [];
    let waiting: { symbol: string; text: string }[] = [];
    let frames = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    });
    tasks.observe({ type: 'longtask' });
    const changes = new MutationObserver((records) => {
      if (waiting.length === 0) {
        requestAnimationFrame(() => {
          const begun = waiting;
          waiting = [];
          frames += 1;
          // The frame draws when all that it runs has run, and ends before the next task.
          setTimeout(() => {
            const at = performance.timeOrigin + performance.now();
            for (const each of begun) painted.push({ ...each, at });
          });
        });
      }
      for (const { target } of records) {
        const button = target.parentElement?.closest('button[aria-label^="Chart of"]');
        const symbol = /Chart of ([\d,.]+ [CP]E)/.exec(button?.getAttribute('aria-label') ?? '')?.[1];
        if (button && symbol) waiting.push({ symbol, text: button.textContent ?? '' });
      }
    });
    const table = document.querySelector('table[aria-label^="Option chain"]');
    if (table) changes.observe(table, { subtree: true, characterData: true });
    await new Promise((done) => setTimeout(done, ms));
    changes.disconnect();
    tasks.disconnect();
    return { painted, longTasks, frames };
  }, forMs);
}
