import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDamaged, readIfThere, writeDurably } from './durable-file';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-file-'));
  path = join(directory, 'a.json');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writeDurably', () => {
  it('replaces the file and leaves nothing else behind', async () => {
    await writeDurably(path, 'old');
    await writeDurably(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(directory)).toEqual(['a.json']);
  });

  it('shows a reader the old version or the new one, never a mixture', async () => {
    const versions = ['a', 'b'].map((letter) => letter.repeat(500_000));
    await writeDurably(path, versions[0] ?? '');
    const state = { isWriting: true };
    const writing = (async () => {
      for (let round = 0; round < 20; round += 1) await writeDurably(path, versions[round % 2] ?? '');
      state.isWriting = false;
    })();
    const seen = new Set<string>();
    while (state.isWriting) seen.add(await readFile(path, 'utf8'));
    await writing;
    expect([...seen].filter((content) => !versions.includes(content))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('lets nobody but the owner read', async () => {
    await writeDurably(path, 'secret');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('leaves the old version and no litter when it cannot write the new one', async () => {
    await writeDurably(path, 'old');
    await expect(writeDurably(join(path, 'under-a-file'), 'new')).rejects.toThrow('ENOTDIR');
    await expect(writeDurably(join(directory, 'none', 'a.json'), 'new')).rejects.toThrow('ENOENT');
    expect(await readdir(directory)).toEqual(['a.json']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});

describe('keepDamaged', () => {
  it('says when, and never replaces an earlier copy', async () => {
    const at = Date.UTC(2026, 7, 18, 3, 45, 1);
    await writeFile(path, 'broken');
    expect(await keepDamaged(path, at)).toBe(`${path}.damaged-20260818T034501Z`);
    expect(await keepDamaged(path, at)).toBe(`${path}.damaged-20260818T034501Z-1`);
  });
});

describe('readIfThere', () => {
  it('answers null when there is no file', async () => {
    expect(await readIfThere(path)).toBeNull();
  });
});
