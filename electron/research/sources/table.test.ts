import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBytes } from './table';

const MEGABYTE = 1024 * 1024;
const TEXT = Buffer.from('time,close\n');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-table-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Buffer): Promise<string> {
  const path = join(folder, 'prices.csv');
  await writeFile(path, bytes);
  return path;
}

describe('the bytes of a file', () => {
  it('are unpacked where they are gzip, whatever the name says', async () => {
    expect(readBytes(await file(TEXT))).toEqual(TEXT);
    expect(readBytes(await file(gzipSync(TEXT)))).toEqual(TEXT);
  });

  it('are refused where they are too many, before memory is taken for them', async () => {
    const zeros = Buffer.alloc(2 * MEGABYTE);
    const packed = gzipSync(zeros);
    expect(packed.length).toBeLessThan(4_096);
    for (const bytes of [zeros, packed]) {
      const path = await file(bytes);
      expect(() => readBytes(path, MEGABYTE)).toThrow('cannot be read: expected at most 1 MB, unpacked');
      expect(readBytes(path, 2 * MEGABYTE)).toHaveLength(2 * MEGABYTE);
    }
  });

  it('are refused where the gzip breaks off', async () => {
    const path = await file(gzipSync(TEXT).subarray(0, -4));
    expect(() => readBytes(path)).toThrow(
      'prices.csv: cannot be read: its gzip is cut short; get the whole file again',
    );
  });
});
