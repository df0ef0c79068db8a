import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from '../setup/alone.mjs';
import { projectRoot } from '../setup/paths.mjs';

const OUT = join(projectRoot, 'out', 'cli');
const BUNDLE = join(OUT, 'kitedesk.mjs');
const SOURCES = ['shared', 'electron', 'scripts/build'];

/**
 * Bundles the command line, unless nothing it could be made of is newer than what is there, and answers the bundle's path.
 * Vite builds it because the registry of strategies finds its files by a glob.
 */
export async function commandLine() {
  if (isOld()) await alone('cli', build);
  return BUNDLE;
}

async function build() {
  if (!isOld()) return;
  const vite = await import('vite');
  await vite.build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: OUT,
      target: 'node20.18',
      sourcemap: 'inline',
      rolldownOptions: {
        input: { kitedesk: join(projectRoot, 'electron', 'research', 'cli', 'kitedesk.cli.ts') },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        checks: { bundlerTimings: false },
      },
    },
  });
}

function isOld() {
  const built = statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }).some(
      (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).mtimeMs > built,
    ),
  );
}
