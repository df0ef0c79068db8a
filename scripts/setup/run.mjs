import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';
import { Stop } from './say.mjs';

/**
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined>, capture?: boolean, quiet?: boolean, isAnswer?: boolean, isAside?: boolean, shell?: boolean }} RunOptions
 */

/**
 * Runs a program to its end. Output is shown on stderr, unless `capture` asks for stdout as text or `isAnswer` says that
 * it is what this script was run for. A program `isAside` leaves the processor to others, and is heard at its end.
 * A program that cannot be started ends with code 127, as in a shell.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export function run(command, args, options = {}) {
  goOn();
  const { cwd = projectRoot, env = {}, capture = false, quiet = false, isAside = false, shell = false } = options;
  // 1 and 2: this process's own stdout and stderr.
  const heard = isAside ? 'pipe' : 2;
  const shown = options.isAnswer ? 1 : heard;
  const child = spawn(command, args, {
    cwd,
    shell,
    env: { ...process.env, ...env },
    stdio: ['ignore', capture || quiet ? 'pipe' : shown, quiet ? 'ignore' : heard],
  });
  children.add(child);
  if (isAside) stepAside(child);
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      children.delete(child);
      resolve({ code, stdout });
    };
    child.on('error', () => end(127));
    child.on('close', (code) => end(code ?? 1));
  });
}

function stepAside(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  child.on('close', () => process.stderr.write(said));
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let hasBeenStopped = false;

/** Where shells look whether a program was interrupted. */
const INTERRUPTED = 130;

/** Ends a script that was told to end while it waited for something. */
export function goOn() {
  if (hasBeenStopped) throw new Stop('Interrupted.', INTERRUPTED);
}

/** Passes a signal on to the programs that are running, and lets no further one start. */
export function stopChildren(/** @type {NodeJS.Signals} */ signal) {
  hasBeenStopped = true;
  // Ctrl-C in a terminal reaches them without us, and twice might be read as "at once".
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  for (const child of children) child.kill(signal);
}

/** Runs npm itself: the one that started us, if any, because its path needs no shell on Windows. */
export function npm(/** @type {readonly string[]} */ args, /** @type {RunOptions} */ options = {}) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js')
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Runs a tool of node_modules by its JavaScript entry, which works alike on every platform. */
export function tool(
  /** @type {string} */ entry,
  /** @type {readonly string[]} */ args,
  /** @type {RunOptions} */ options = {},
) {
  return run(process.execPath, [join(projectRoot, 'node_modules', entry), ...args], options);
}
