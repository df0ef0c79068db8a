import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../setup/paths.mjs';
import { startHeadless } from './headless.mjs';

const run = promisify(execFile);
const SCRIPT = join(projectRoot, 'scripts', 'kitedesk.mjs');
const ASK_AGAIN_MS = 50;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-headless-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Asks until the answer is so: only what the desk itself says ends the wait. A caller who never pauses is turned away (429). */
async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await pause(ASK_AGAIN_MS);
  }
}

function serve(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  return run(process.execPath, [SCRIPT, 'serve', ...args]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    // What execFile rejects with for a program that failed.
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

describe('the desk without a window', () => {
  it('trades, outlives a SIGKILL with its position, and ends cleanly at SIGTERM', async () => {
    const first = await startHeadless({ folder, args: ['--speed', '10', '--day', '2026-08-18'] });
    expect((await stat(join(folder, 'api-token'))).mode & 0o777).toBe(0o600);
    await until(
      () => first.call('GET', '/health'),
      ({ body }) => body.armed,
    );
    const bought = await first.call('POST', '/webhook', { symbol: 'NIFTY26AUGFUT', action: 'buy', quantity: 65 });
    expect(bought).toMatchObject({ status: 200, body: { outcome: 'traded' } });
    const held = await until(
      () => first.call('GET', '/positions'),
      ({ body }) => body.positions.length === 1,
    );
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');

    const second = await startHeadless({ folder });
    await until(
      () => second.call('GET', '/health'),
      ({ body }) => body.reconciled,
    );
    const after = await second.call('GET', '/positions');
    expect(after.body.positions).toMatchObject([
      { trade: held.body.positions[0].trade, quantity: 65, average_price: held.body.positions[0].average_price },
    ]);
    expect(second.token).toBe(first.token);
    await second.call('POST', '/exit-all');
    await until(
      () => second.call('GET', '/positions'),
      ({ body }) => body.positions.length === 0,
    );
    expect(await second.stop()).toBe(0);
  });

  it('keeps no secret in a log, and none that the environment gave', async () => {
    const secrets = await readFile(join(folder, 'secrets.json'), 'utf8');
    const token = (await readFile(join(folder, 'api-token'), 'utf8')).trim();
    const { stdout } = await run('grep', ['-rl', token, folder]).catch(() => ({ stdout: '' }));
    expect(stdout.trim().split('\n')).toEqual([join(folder, 'api-token')]);
    expect(secrets).toContain(Buffer.from(`plain:${token}`).toString('base64'));
  });

  it('says in one sentence and by its exit code why it does not start', async () => {
    expect(await serve('--mode', 'dream')).toMatchObject({ code: 2, said: expect.stringContaining('--mode expects') });
    expect(await serve('--speed', '61')).toMatchObject({ code: 2, said: expect.stringContaining('from 1 to 60') });
    const running = await startHeadless({ folder });
    const port = new URL(running.url).port;
    expect(await serve('--data', folder, '--port', '0')).toMatchObject({
      code: 4,
      said: expect.stringContaining(`Another KiteDesk (process ${running.process.pid}) works in ${folder}`),
    });
    expect(await serve('--data', join(folder, 'other'), '--port', port)).toMatchObject({
      code: 4,
      said: expect.stringContaining(`Another program uses port ${port}`),
    });
    expect(await running.stop()).toBe(0);
  });
});
