import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launchDesk } from './launch.mjs';

const FIRST_PRICE_TIMEOUT_MS = 60_000;

const CLOSE_TIMEOUT_MS = 10_000;

/** @typedef {import('./launch.mjs').LaunchedDesk} LaunchedDesk */

/**
 * Opens the app on a throw-away data folder, waits for the first painted price, and prints one line of JSON.
 * Ends with 0 when nothing at all went wrong.
 *
 * The app's part: it keeps its files in `--data-dir`, and the renderer sets `data-first-price-at` (epoch ms) and
 * `data-mode` on <html> once a live price is on the screen.
 *
 * @returns {Promise<number>}
 */
export async function runSmoke(
  /** @type {import('../setup/desktop.mjs').Desktop} */ { runtime, display, flags },
  /** @type {{ shot?: string | undefined, args?: readonly string[] }} */ { shot, args = [] },
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kitedesk-smoke-'));
  const options = { executable: runtime.executable, flags, args: [`--data-dir=${dataDir}`, ...args], env: display.env };
  const seen = await watchStart(options, shot).finally(() => rmSync(dataDir, { recursive: true, force: true }));
  process.stdout.write(`${JSON.stringify({ runtime: runtime.name, ...seen })}\n`);
  return seen.errors.length === 0 ? 0 : 1;
}

async function watchStart(
  /** @type {import('./launch.mjs').LaunchOptions} */ options,
  /** @type {string | undefined} */ shot,
) {
  /** @type {LaunchedDesk} */
  let desk;
  try {
    desk = await launchDesk(options);
  } catch (error) {
    return { mode: null, msToFirstPrice: null, errors: [`The app did not start. ${error}`] };
  }
  const { complaints, ...price } = await firstPrice(desk);
  if (shot !== undefined) {
    mkdirSync(dirname(shot), { recursive: true });
    await desk.window.screenshot({ path: shot });
  }
  return { ...price, errors: [...complaints, ...(await close(desk)), ...desk.errors] };
}

async function firstPrice(/** @type {LaunchedDesk} */ { window, startedAt }) {
  const root = window.locator('html[data-first-price-at]');
  try {
    await root.waitFor({ state: 'attached', timeout: FIRST_PRICE_TIMEOUT_MS });
  } catch {
    const complaint = `No live price was painted within ${FIRST_PRICE_TIMEOUT_MS / 1000} s`;
    return { mode: null, msToFirstPrice: null, complaints: [complaint] };
  }
  const paintedAt = Number(await root.getAttribute('data-first-price-at'));
  const mode = await root.getAttribute('data-mode');
  return { mode, msToFirstPrice: Math.round(paintedAt - startedAt), complaints: [] };
}

/** @returns {Promise<string[]>} what there is to complain about */
async function close(/** @type {LaunchedDesk} */ desk) {
  const waited = new AbortController();
  const isClosed = await Promise.race([
    desk.close().then(() => true),
    setTimeout(CLOSE_TIMEOUT_MS, false, { signal: waited.signal }),
  ]);
  waited.abort();
  if (isClosed) return [];
  await desk.kill();
  return [`The app did not close within ${CLOSE_TIMEOUT_MS / 1000} s of being asked`];
}
