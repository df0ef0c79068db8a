import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';
import { Stop } from './say.mjs';

/**
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined>, capture?: boolean, quiet?: boolean, isAnswer?: boolean, shell?: boolean }} RunOptions
 */

/**
 * Runs a program to its end. Output is shown on stderr, unless `capture` asks for stdout as text or `isAnswer` says that
 * it is what this script was run for.
 * A program that cannot be started ends with code 127, as in a shell.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export function run(command, args, options = {}) {
  goOn();
  const { cwd = projectRoot, env = {}, capture = false, quiet = false, isAnswer = false, shell = false } = options;
  const child = spawn(command, args, {
    cwd,
    shell,
    env: { ...process.env, ...env },
    // 1 and 2: this process's own stdout and stderr.
    stdio: ['ignore', capture || quiet ? 'pipe' : isAnswer ? 1 : 2, quiet ? 'ignore' : 2],
  });
  children.add(child);
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
