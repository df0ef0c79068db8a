import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveFaults, fuseFaults, resourceFaults } from './package-faults.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kitedesk-package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The part of an executable that counts: the sentinel, the version of the wire, its length, and each fuse as '0'. */
async function anExecutable(): Promise<string> {
  const path = join(folder, 'kitedesk');
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  const head = Buffer.alloc(64, 7);
  await writeFile(path, Buffer.concat([head, sentinel, Buffer.from([1, 8]), Buffer.from('00000000'), head]));
  return path;
}

describe('a packaged executable', () => {
  it('is found fault with for each fuse that is not as it must be', async () => {
    const faults = await fuseFaults(await anExecutable());
    expect(faults.map((fault) => /The fuse (\w+) must be (on|off)/.exec(fault)?.slice(1).join(' '))).toEqual([
      'EnableCookieEncryption on',
      'EnableEmbeddedAsarIntegrityValidation on',
      'OnlyLoadAppFromAsar on',
    ]);
  });

  it('is in order with exactly the fuses that are set at packaging', async () => {
    const path = await anExecutable();
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    await flipFuses(path, { version: FuseVersion.V1, ...Object.fromEntries(on.map((fuse) => [fuse, true])) });
    expect(await fuseFaults(path)).toEqual([]);
    await flipFuses(path, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
    expect(await fuseFaults(path)).toEqual([`The fuse RunAsNode must be off in ${path}`]);
  });
});

describe('what is shipped beside it', () => {
  it('is our bundles and nothing else', async () => {
    const source = join(folder, 'source');
    for (const path of ['out/main', 'out/renderer', 'node_modules/evil'])
      await mkdir(join(source, path), { recursive: true });
    for (const path of ['package.json', 'out/main/main.js', 'out/main/main.js.map', 'node_modules/evil/index.js'])
      await writeFile(join(source, path), '');
    const archive = join(folder, 'app.asar');
    await createPackage(source, archive);
    expect(archiveFaults(archive).map((fault) => fault.split(' ')[0])).toEqual([
      '/node_modules',
      '/node_modules/evil',
      '/node_modules/evil/index.js',
      '/out/main/main.js.map',
    ]);
  });

  it('holds no code that Electron would load instead', async () => {
    const resources = join(folder, 'resources');
    await mkdir(join(resources, 'app'), { recursive: true });
    await writeFile(join(resources, 'app.asar'), '');
    expect(resourceFaults(resources)).toEqual([`${join(resources, 'app')} must not be in the package`]);
  });
});
