import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';

/**
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined>, capture?: boolean, quiet?: boolean, shell?: boolean }} RunOptions
 */

/**
 * Runs a program to its end. Output is shown on stderr unless `capture` asks for stdout as text.
 * A program that cannot be started ends with code 127, as in a shell.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string }>}
 */
export function run(command, args, options = {}) {
  const { cwd = projectRoot, env = {}, capture = false, quiet = false, shell = false } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      // 2: this process's own stderr.
      stdio: ['ignore', capture || quiet ? 'pipe' : 2, quiet ? 'ignore' : 2],
    });
    let stdout = '';
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    child.on('error', () => resolve({ code: 127, stdout }));
    child.on('close', (code) => resolve({ code: code ?? 1, stdout }));
  });
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
