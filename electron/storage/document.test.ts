import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Low } from 'lowdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDocument, documentAdapter } from './document';

const NOW = Date.UTC(2026, 7, 18, 3, 45, 0);

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kitedesk-document-'));
  path = join(directory, 'plan.json');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function plan(options: { readonly version?: number; readonly keepsLastGood?: boolean } = {}) {
  const schema = z.object({ lots: z.number().int() });
  return createDocument({ path, name: 'the plan', version: 1, schema, now: () => NOW, ...options });
}

async function filesAside() {
  return (await readdir(directory)).filter((name) => name.includes('.damaged-'));
}

describe('a document', () => {
  it('is read as it was written, by a person too', async () => {
    await plan().write({ lots: 2 });
    expect(await plan().read()).toEqual({ value: { lots: 2 }, notes: [] });
    expect(await readFile(path, 'utf8')).toBe(
      '{\n  "version": 1,\n  "savedAt": "2026-08-18T09:15:00+05:30",\n  "data": {\n    "lots": 2\n  }\n}\n',
    );
  });

  it('that is not there yet is nothing to talk about', async () => {
    expect(await plan().read()).toEqual({ value: null, notes: [] });
  });

  it('cut or changed anywhere is kept aside, and the last good copy is used', async () => {
    await plan().write({ lots: 2 });
    const good = await readFile(path);
    const damage = fc.oneof(
      fc.nat(good.length - 3).map((length) => good.subarray(0, length)),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        await writeFile(path, bytes);
        const { value, notes } = await plan().read();
        expect(value).toEqual({ lots: 2 });
        expect(notes[0]).toMatch(
          /^The plan .*plan\.json could not be used: .* It is kept as .*; the last good copy, saved 2026-08-18T09:15:00\+05:30, is used\.$/,
        );
        expect(await plan().read()).toEqual({ value: { lots: 2 }, notes: [] });
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('says which field is wrong when a hand has edited it', async () => {
    await writeFile(path, '{"version":1,"savedAt":"x","data":{"lots":"two"}}');
    const { value, notes } = await plan().read();
    expect(value).toBeNull();
    expect(notes).toEqual([
      `The plan ${path} could not be used: lots: Invalid input: expected number, received string. ` +
        `It is kept as ${path}.damaged-20260818T034500Z; there is no good copy of it.`,
    ]);
    expect(await filesAside()).toEqual(['plan.json.damaged-20260818T034500Z']);
  });

  it('of a newer program is kept for it', async () => {
    await plan({ version: 2 }).write({ lots: 2 });
    const { value, notes } = await plan().read();
    expect(value).toBeNull();
    expect(notes[0]).toContain('a newer KiteDesk wrote it (format 2)');
    expect(await readFile(join(directory, (await filesAside())[0] ?? ''), 'utf8')).toContain('"version": 2');
  });

  it('keeps no copy when asked not to', async () => {
    await plan({ keepsLastGood: false }).write({ lots: 2 });
    expect(await readdir(directory)).toEqual(['plan.json']);
  });

  it('says what failed when the disk refuses', async () => {
    await writeFile(join(directory, 'file'), '');
    path = join(directory, 'file', 'plan.json');
    await expect(plan().write({ lots: 1 })).rejects.toThrow(
      `Could not save the plan (${path}). A file stands where a folder is needed`,
    );
  });

  it('holds a lowdb database', async () => {
    const db = new Low(documentAdapter(plan()), { lots: 0 });
    await db.update((data) => {
      data.lots = 3;
    });
    const again = new Low(documentAdapter(plan()), { lots: 0 });
    await again.read();
    expect(again.data).toEqual({ lots: 3 });
  });
});
