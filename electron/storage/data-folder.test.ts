import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskUsage, openDataFolder } from './data-folder';

let parent: string;
let root: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kitedesk-folder-'));
  root = join(parent, 'desk');
});

afterEach(() => rm(parent, { recursive: true, force: true }));

async function open() {
  const folder = await openDataFolder(root);
  if (!folder.ok) throw new Error(`Expected the folder, found it held by ${folder.error.pid}`);
  return folder.value;
}

describe('the data folder', () => {
  it('belongs to one program at a time', async () => {
    const folder = await open();
    expect(await openDataFolder(root)).toMatchObject({ ok: false, error: { pid: process.pid } });
    await folder.release();
    await (await open()).release();
  });

  it.runIf(process.platform !== 'win32')('is closed to other users, also when it was not before', async () => {
    const folder = await open();
    await folder.release();
    await chmod(folder.logs, 0o755);
    await (await open()).release();
    const modes = await Promise.all(
      [folder.root, folder.logs, folder.resources].map(async (path) => (await stat(path)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o700, 0o700]);
  });

  it('counts what it holds', async () => {
    const folder = await open();
    await writeFile(join(folder.resources, 'a'), 'x'.repeat(10));
    await writeFile(join(folder.exchange, 'b'), 'x'.repeat(20));
    const usage = await diskUsage(root);
    expect(['resources', 'exchange', 'logs'].map((name) => usage.get(name))).toEqual([10, 20, 0]);
    await folder.release();
  });

  it('says what to do when it cannot be made', async () => {
    await writeFile(join(parent, 'file'), '');
    root = join(parent, 'file', 'desk');
    await expect(openDataFolder(root)).rejects.toThrow(
      `Could not make the data folder (${root}). A file stands where a folder is needed`,
    );
  });
});
