import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../setup/paths.mjs';
import { watchForErrors } from './errors.mjs';

/**
 * The running app, under Playwright's eyes.
 * @typedef {{
 *   readonly app: import('playwright').ElectronApplication,
 *   readonly window: import('playwright').Page,
 *   readonly process: import('node:child_process').ChildProcess,
 *   readonly startedAt: number,
 *   readonly errors: readonly string[],
 *   readonly close: () => Promise<void>,
 *   readonly kill: () => Promise<void>,
 * }} LaunchedDesk
 *
 * @typedef {{
 *   readonly executable: string,
 *   readonly flags: readonly string[],
 *   readonly appDir?: string,
 *   readonly args?: readonly string[],
 *   readonly env?: Readonly<Record<string, string>>,
 * }} LaunchOptions
 */

/**
 * Starts the built app (or the one in `appDir`). `errors` fills with whatever goes wrong in any of its processes;
 * `kill` ends them all at once, as a crash of the machine would.
 *
 * @returns {Promise<LaunchedDesk>}
 */
export async function launchDesk(/** @type {LaunchOptions} */ options) {
  const { executable, flags, appDir = projectRoot, args = [], env = {} } = options;
  const { _electron } = await import('playwright');
  const startedAt = Date.now();
  const app = await _electron.launch({
    executablePath: executable,
    args: [...flags, appDir, ...args],
    env: { ...definedOnly(process.env), ...env },
    cwd: projectRoot,
    chromiumSandbox: !flags.includes('--no-sandbox'),
  });
  const child = app.process();
  /** @type {string[]} */
  const errors = [];
  watchForErrors(app, errors);
  const window = await app.firstWindow();
  return { app, window, process: child, startedAt, errors, close: () => app.close(), kill: () => killTree(child) };
}

/** Playwright starts the app as the leader of a process group of its own, so the group is the tree. */
async function killTree(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
  else process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** @returns {Record<string, string>} */
function definedOnly(/** @type {NodeJS.ProcessEnv} */ env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
