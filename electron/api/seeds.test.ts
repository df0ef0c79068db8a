import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiApp, type ApiApp } from './api.testkit';

const run = promisify(execFile);
/** The address in the Python server's README. */
const SEED_URL = 'http://localhost:5000';

let api: ApiApp;
beforeAll(async () => {
  api = await startApiApp();
});
afterAll(() => api.close());

async function curlLines(): Promise<readonly string[]> {
  const readme = await readFile(join(import.meta.dirname, 'fixtures/seeds/sr-breakout.md'), 'utf8');
  const blocks = [...readme.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split(/\n(?=curl|#)/))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('curl'));
}

/** As a shell runs it, on this desk's port: nothing else of the line is changed. */
async function shell(line: string): Promise<{ readonly status: string; readonly message: string }> {
  const here = line.replace(SEED_URL, api.url.replace('127.0.0.1', 'localhost'));
  const { stdout } = await run('sh', ['-c', `${here} --silent --ipv4`]);
  // Whatever is answered is JSON with these two.
  return JSON.parse(stdout) as { status: string; message: string };
}

describe("the Python server's own curl lines", () => {
  it('are run as written, and each is answered in its words', async () => {
    const lines = await curlLines();
    const answers = [];
    for (const line of lines) answers.push(await shell(line));
    expect(lines.length).toBe(7);
    expect(answers.map(({ status, message }) => `${status}: ${message}`)).toEqual([
      'success: The demo is logged in by itself',
      'success: Insufficient data points: 1 of 12',
      'success: Insufficient data points: 1 of 12',
      "error: Order placement failed: RELIANCE is not among today's instruments",
      'success: Prices of webhooks are taken; stops and targets of open trades are watched on every tick, always',
      'success: Insufficient data points: 1 of 12',
      'success: RELIANCE has no open trade',
    ]);
  });

  it('need the token once the demo asks for it', async () => {
    await api.app.handlers['settings.setApi']({ asksTokenInDemo: true });
    const answers = [];
    for (const line of await curlLines()) answers.push(await shell(line));
    expect(answers.map(({ message }) => message.slice(0, 21))).toEqual(answers.map(() => 'Access token required'));
  });
});
