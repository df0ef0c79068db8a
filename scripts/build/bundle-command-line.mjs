import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../setup/paths.mjs';
import { COMMAND_LINE_OUT } from './command-line.mjs';

const SUFFIX = '?modulePath';

/** Gives `import path from './x.worker?modulePath'` the path of that worker's own bundle, beside this one. */
const workerPaths = {
  name: 'kitedesk:worker-paths',
  /** @type {'pre'} */
  enforce: 'pre',
  load(/** @type {string} */ id) {
    if (!id.endsWith(SUFFIX)) return null;
    const name = JSON.stringify(`${nameOf(id.slice(0, -SUFFIX.length))}.mjs`);
    return `import { join } from 'node:path'; export default join(import.meta.dirname, ${name});`;
  },
};

/** Vite builds the command line because the registry of strategies finds its files by a glob. All packages are in it. */
await build({
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  plugins: [workerPaths],
  // Hundreds of small files would take most of the time that a desk needs to come back after a crash.
  ssr: { noExternal: true },
  // Packages in CommonJS may ask where they are.
  define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' },
  build: {
    ssr: true,
    outDir: COMMAND_LINE_OUT,
    target: 'node20.18',
    minify: true,
    // In files of their own: inline, they are read at each start.
    sourcemap: true,
    rolldownOptions: {
      // Optional native speed-ups that ws asks for and does without.
      external: ['bufferutil', 'utf-8-validate'],
      input: {
        kitedesk: join(projectRoot, 'electron', 'research', 'cli', 'kitedesk.cli.ts'),
        // For journeys that need a market which outlives their desk.
        exchange: join(projectRoot, 'electron', 'exchange', 'exchange.cli.ts'),
        ...workers(),
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      checks: { bundlerTimings: false },
    },
  },
});

/** Every thread that the program may start, each a bundle of its own. @returns {Record<string, string>} */
function workers() {
  const files = readdirSync(join(projectRoot, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.worker.ts') && !file.includes('testing'))
    .map((file) => join(projectRoot, 'electron', file));
  return Object.fromEntries(files.map((file) => [nameOf(file), file]));
}

/** 'runner-hosting-strategy.worker' */
function nameOf(/** @type {string} */ file) {
  return relative(join(projectRoot, 'electron'), file).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-');
}
