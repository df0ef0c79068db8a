import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../setup/paths.mjs';

const SUFFIX = '?modulePath';

/**
 * Gives `import path from './x.worker?modulePath'` its meaning under vitest and in benchmarks: the worker is bundled
 * once into .cache/workers and the import yields the bundle's path. The app's build has the same import built in.
 *
 * @returns {import('vite').Plugin}
 */
export function modulePath() {
  return {
    name: 'kitedesk:module-path',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const file = await bundleForNode(id.slice(0, -SUFFIX.length));
      return `export default ${JSON.stringify(file)};`;
    },
  };
}

/** @returns {Promise<string>} the path of the bundle */
async function bundleForNode(/** @type {string} */ entry) {
  // Test files are transformed in parallel; each source gets its own folder, written once per process.
  const name = createHash('sha256').update(entry).digest('hex').slice(0, 12);
  const outDir = join(projectRoot, '.cache', 'workers', `${name}-${process.pid}`);
  const existing = bundles.get(outDir);
  if (existing !== undefined) return existing;
  const bundle = writeBundle(entry, outDir);
  bundles.set(outDir, bundle);
  return bundle;
}

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

async function writeBundle(/** @type {string} */ entry, /** @type {string} */ outDir) {
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      target: 'node20.18',
      sourcemap: 'inline',
      rolldownOptions: { output: { entryFileNames: 'worker.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return join(outDir, 'worker.mjs');
}
