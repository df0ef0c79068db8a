import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from './lock';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-lock-'));
  path = join(directory, 'desk.lock');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function acquire() {
  const lock = await acquireLock(path);
  if (!lock.ok) throw new Error(`Expected the lock, found it held by ${lock.error.pid}`);
  return lock.value;
}

describe('acquireLock', () => {
  it('gives the lock to one, names him to the next, and is free after the release', async () => {
    const lock = await acquire();
    expect(await acquireLock(path)).toMatchObject({ ok: false, error: { pid: process.pid } });
    await lock.release();
    await (await acquire()).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('goes to exactly one of many who ask at once, also when a stale one lies there', async () => {
    for (let round = 0; round < 20; round += 1) {
      await writeFile(path, JSON.stringify({ pid: 2 ** 30, startedAt: 'long ago' }));
      const locks = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path)));
      expect(locks.filter((lock) => lock.ok)).toHaveLength(1);
    }
  });

  it('is free as soon as its holder was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    await writeFile(path, JSON.stringify({ pid: child.pid, startedAt: '' }));
    expect(await acquireLock(path)).toMatchObject({ ok: false, error: { pid: child.pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await acquire()).release();
  });

  it.runIf(process.platform === 'linux')('is not kept by a later process that was given the same number', async () => {
    await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'another boot/1' }));
    expect(await acquireLock(path)).toMatchObject({ ok: true });
  });

  it('is not kept by a damaged file', async () => {
    await writeFile(path, 'nonsense');
    expect(await acquireLock(path)).toMatchObject({ ok: true });
  });

  it('is not taken away by a release that comes late', async () => {
    const first = await acquire();
    await first.release();
    const second = await acquire();
    await first.release();
    expect(await acquireLock(path)).toMatchObject({ ok: false });
    await second.release();
  });

  it('says what to do when the folder refuses', async () => {
    await expect(acquireLock(join(path, 'missing', 'desk.lock'))).rejects.toThrow('Could not take the lock');
  });
});
