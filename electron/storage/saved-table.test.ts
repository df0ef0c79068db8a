import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsers } from '#shared/ipc/contract';
import { saveTable } from './saved-table';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-exports-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('saveTable', () => {
  it('writes the table into the data folder and says where', async () => {
    const path = await saveTable(folder, { name: 'orders_2026-08-18_11-15-02', csv: 'Time\r\n11:15:02\r\n' });
    expect(path).toBe(join(folder, 'exports', 'orders_2026-08-18_11-15-02.csv'));
    expect(await readFile(path, 'utf8')).toBe('Time\r\n11:15:02\r\n');
  });

  it('replaces the table of the same name', async () => {
    await saveTable(folder, { name: 'orders', csv: 'first and longer' });
    expect(await readFile(await saveTable(folder, { name: 'orders', csv: 'second' }), 'utf8')).toBe('second');
  });

  it.each(['../settings', 'a/b', '..', 'con.txt', 'Orders', ''])('is never asked to write to "%s"', (name) => {
    expect(parsers['app.saveTable'].safeParse({ name, csv: '' }).success).toBe(false);
  });
});
