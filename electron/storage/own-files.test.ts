import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseOwnFiles } from './own-files';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kitedesk-own-files-'));
  await mkdir(join(root, 'desk', 'data'), { recursive: true });
  await writeFile(join(root, 'desk', 'secrets.json'), '{}');
  await writeFile(join(root, 'desk', 'data', 'prices.csv'), 'time,close');
  await symlink(join(root, 'desk', 'secrets.json'), join(root, 'prices.json'));
  await symlink(join(root, 'desk'), join(root, 'elsewhere'));
});
afterEach(() => rm(root, { recursive: true }));

const refusal = (...paths: string[]) => refuseOwnFiles(join(root, 'desk'), paths);

describe('a file of prices', () => {
  it('is none of those that lie in the data folder itself, however they are reached', async () => {
    const ways = [
      join(root, 'desk', 'secrets.json'),
      join(root, 'desk', 'data', '..', 'secrets.json'),
      join(root, 'elsewhere', 'secrets.json'),
      join(root, 'prices.json'),
    ];
    for (const way of ways) await expect(refusal(way)).rejects.toThrow("KiteDesk's own and none of prices");
    await expect(refusal(join(root, 'desk', 'data', 'prices.csv'), ways[0] ?? '')).rejects.toThrow('secrets.json');
  });

  it('may lie below it, anywhere else, or not be there', async () => {
    await expect(
      refusal(join(root, 'desk', 'data', 'prices.csv'), join(root, 'missing.csv'), '14.2'),
    ).resolves.toBeUndefined();
  });
});
