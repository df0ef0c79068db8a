import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { projectRoot } from './paths.mjs';
import { tool } from './run.mjs';
import { say, Stop } from './say.mjs';

const STAMP = join(projectRoot, 'out', '.built-from');
const SOURCES = ['shared', 'electron', 'renderer'];
const SETTINGS = ['package.json', 'package-lock.json', 'electron.vite.config.ts'];

/** Builds main, workers, preload and renderer into out/ unless they were built from these very sources. */
export async function ensureBuild() {
  if (readStamp() === digestSources()) return;
  await alone('build', build);
}

async function build() {
  const digest = digestSources();
  if (readStamp() === digest) return;
  say('Building the app…');
  const startedAt = performance.now();
  rmSync(STAMP, { force: true });
  const { code } = await tool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn']);
  if (code !== 0) throw new Stop('The build failed, see above.');
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  writeFileSync(STAMP, digest);
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

/** By content, not by date: switching branches back and forth builds nothing twice, and a copied checkout stays valid. */
function digestSources() {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((dir) =>
    readdirSync(join(projectRoot, dir), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  ).sort();
  for (const file of [...files, ...SETTINGS.map((name) => join(projectRoot, name))]) {
    hash.update(file.slice(projectRoot.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
