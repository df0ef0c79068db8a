import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { projectRoot } from '../setup/paths.mjs';
import { ErrorList, watchStderr, watchWindows } from './errors.mjs';

const LAUNCH_TIMEOUT_MS = 60_000;

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
  const errors = new ErrorList();
  const stopWaiting = watchStderr(options.executable, errors);
  const startedAt = Date.now();
  const app = await start(options, errors).finally(stopWaiting);
  const child = app.process();
  try {
    const window = await withinTimeout(attach(app, errors));
    const close = async () => {
      // An app that has ended asks nothing.
      await answerForNobody(app).catch(() => undefined);
      await app.close();
    };
    return { app, window, process: child, startedAt, errors: errors.list, close, kill: () => killTree(child) };
  } catch (error) {
    await killTree(child);
    throw failure(error, errors);
  }
}

async function attach(/** @type {import('playwright').ElectronApplication} */ app, /** @type {ErrorList} */ errors) {
  await hearUncaught(app);
  await watchWindows(app, errors);
  return app.firstWindow();
}

/** Nobody is there to be asked whether to quit with trades open, so the answer is given beforehand: "Quit anyway". */
async function answerForNobody(/** @type {import('playwright').ElectronApplication} */ app) {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 2, checkboxChecked: false });
  });
}

/** Electron answers an uncaught error with a dialog that only a person would see; this makes it heard as well. */
async function hearUncaught(/** @type {import('playwright').ElectronApplication} */ app) {
  const listen = () =>
    app.evaluate(() => {
      process.on('uncaughtExceptionMonitor', (error) => process.stderr.write(`Uncaught: ${error.stack}\n`));
    });
  try {
    await listen();
  } catch (error) {
    // A process that is still starting may collect the promise that Playwright waits for; heard twice is noted once.
    if (!String(error).includes('promise was garbage collected')) throw error;
    await listen();
  }
}

/**
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function withinTimeout(work) {
  const waited = new AbortController();
  const tooLate = setTimeout(LAUNCH_TIMEOUT_MS, null, { signal: waited.signal }).then(() => {
    throw new Error(`No usable window within ${LAUNCH_TIMEOUT_MS / 1000} s; an error dialog may be holding the app`);
  });
  return Promise.race([work, tooLate]).finally(() => waited.abort());
}

async function start(/** @type {LaunchOptions} */ options, /** @type {ErrorList} */ errors) {
  const { executable, flags, appDir = projectRoot, args = [], env = {} } = options;
  const { _electron } = await import('playwright');
  try {
    return await _electron.launch({
      executablePath: executable,
      args: [...flags, appDir, ...args],
      env: { ...definedOnly(process.env), ...env },
      cwd: projectRoot,
      chromiumSandbox: !flags.includes('--no-sandbox'),
      timeout: LAUNCH_TIMEOUT_MS,
    });
  } catch (error) {
    throw failure(error, errors);
  }
}

/** Playwright's first line, and what the app itself said, instead of the protocol in between. */
function failure(/** @type {unknown} */ error, /** @type {ErrorList} */ errors) {
  const [first = ''] = String(error).split('\n');
  return new Error([first, ...errors.list].join('\n'), { cause: error });
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
