import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../setup/paths.mjs';

/** A checkout with an `out` of its own, because what is built in this one is what other tests are running. */
let checkout: string;
beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'kitedesk-checkout-'));
  for (const part of ['shared', 'electron', 'node_modules', 'package.json', 'package-lock.json'])
    await symlink(join(projectRoot, part), join(checkout, part));
  // Scripts find the project by where they are themselves.
  await cp(join(projectRoot, 'scripts'), join(checkout, 'scripts'), { recursive: true });
});
afterAll(() => rm(checkout, { recursive: true }));

/** Starts it, and interrupts it once it has said so. */
async function interruptedAt(word: string) {
  const child = spawn(process.execPath, [join(checkout, 'scripts', 'kitedesk.mjs'), '--help']);
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (!child.killed && said.includes(word)) child.kill('SIGINT');
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, said };
}

describe('a command line whose sources have changed', () => {
  it('builds nothing to its end when it is interrupted, runs no command, and leaves nothing that passes for new', async () => {
    const bundles = join(checkout, 'out', 'cli');
    await mkdir(bundles, { recursive: true });
    await writeFile(join(bundles, 'kitedesk.mjs'), "process.stdout.write('the old one');");
    await writeFile(join(bundles, '.built'), '');
    await utimes(join(bundles, '.built'), 0, 0);
    const { code, out, said } = await interruptedAt('Building');
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(said).toBe('KiteDesk: Building the command line…\nKiteDesk: Interrupted.\n');
    expect(await readdir(bundles)).not.toContain('.built');
  });
});
