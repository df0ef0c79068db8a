import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../scripts/setup/paths.mjs';
import type { Benchmark } from './benchmark';

const MEGABYTE = 1e6;

/** What a download carries beyond Electron itself: our archive and the recorded days beside it, packaged afresh. */
export const benchmark: Benchmark = {
  id: 'package-size',
  unit: 'MB',
  better: 'lower',
  peer: null,
  aim: { text: '< 15 MB', isMet: ({ value }) => value < 15 },
  async run() {
    await promisify(execFile)(process.execPath, ['scripts/package.mjs'], { cwd: projectRoot });
    const dist = join(projectRoot, 'dist');
    const archive = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find(
      (path) => basename(path) === 'app.asar',
    );
    if (archive === undefined) throw new Error(`There is no app.asar in ${dist}`);
    const folder = join(dist, dirname(archive));
    const sizes = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, size: statSync(join(entry.parentPath, entry.name)).size }));
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    const own = sizes.find(({ name }) => name === 'app.asar')?.size ?? 0;
    return {
      value: total / MEGABYTE,
      peerValue: null,
      note: `${(own / MEGABYTE).toFixed(2)} MB of it is the program, the rest recorded days`,
    };
  },
};
