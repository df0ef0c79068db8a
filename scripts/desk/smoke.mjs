import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launchDesk } from './launch.mjs';

const FIRST_PRICE_TIMEOUT_MS = 60_000;

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
  try {
    const desk = await launchDesk({
      executable: runtime.executable,
      flags,
      args: [`--data-dir=${dataDir}`, ...args],
      env: display.env,
    });
    /** @type {string[]} */
    const errors = [];
    const { mode, msToFirstPrice } = await firstPrice(desk, errors);
    if (shot !== undefined) {
      mkdirSync(dirname(shot), { recursive: true });
      await desk.window.screenshot({ path: shot });
    }
    await desk.close();
    const allErrors = [...errors, ...desk.errors];
    process.stdout.write(`${JSON.stringify({ runtime: runtime.name, mode, msToFirstPrice, errors: allErrors })}\n`);
    return allErrors.length === 0 ? 0 : 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function firstPrice(
  /** @type {import('./launch.mjs').LaunchedDesk} */ { window, startedAt },
  /** @type {string[]} */ errors,
) {
  const root = window.locator('html[data-first-price-at]');
  try {
    await root.waitFor({ state: 'attached', timeout: FIRST_PRICE_TIMEOUT_MS });
  } catch {
    errors.push(`No live price was painted within ${FIRST_PRICE_TIMEOUT_MS / 1000} s`);
    return { mode: null, msToFirstPrice: null };
  }
  const paintedAt = Number(await root.getAttribute('data-first-price-at'));
  return { mode: await root.getAttribute('data-mode'), msToFirstPrice: Math.round(paintedAt - startedAt) };
}
