import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../build/command-line.mjs';
import { projectRoot } from '../setup/paths.mjs';

/**
 * @typedef {object} Headless
 * @property {string} url
 * @property {string} token
 * @property {string} folder
 * @property {import('node:child_process').ChildProcess} process
 * @property {(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<{ status: number, body: any }>} call
 * @property {() => Promise<number | null>} stop SIGTERM, and the exit code
 */

/**
 * A desk without a window, in a process of its own, as a person starts it. In a folder that is given, it stays afterwards.
 *
 * @param {{ settings?: object, args?: readonly string[], folder?: string, environment?: Readonly<Record<string, string>> }} [terms]
 * @returns {Promise<Headless>}
 */
export async function startHeadless({ settings, args = [], folder, environment } = {}) {
  // Built before, so that nobody takes the time that it needs for the desk's.
  await commandLine();
  const home = folder ?? mkdtempSync(join(tmpdir(), 'kitedesk-headless-'));
  mkdirSync(home, { recursive: true });
  if (settings) writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, ...settings }));
  const script = join(projectRoot, 'scripts', 'kitedesk.mjs');
  const child = spawn(process.execPath, [script, 'serve', '--data', home, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  const { url, tokenFile } = await Promise.race([
    once(child.stdout, 'data').then(([line]) => JSON.parse(String(line))),
    ended.then(([code]) => Promise.reject(new Error(`The desk did not start (code ${code}), see above`))),
  ]);
  const token = readFileSync(tokenFile, 'utf8').trim();
  return {
    url,
    token,
    folder: home,
    process: child,
    async call(method, path, body) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await ended;
      if (folder === undefined) rmSync(home, { recursive: true, force: true });
      return code;
    },
  };
}
