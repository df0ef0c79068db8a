import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { projectRoot, scratchDir } from '../setup/paths.mjs';

const SUFFIX = '?modulePath';

/** CommonJS packages (write-file-atomic) ask for the name of their file, which an ES module does not have by itself. */
const COMMONJS_NAMES =
  "import { fileURLToPath as pathOfUrl } from 'node:url'; const __filename = pathOfUrl(import.meta.url);";

/**
 * Gives `import path from './x.worker?modulePath'` its meaning under vitest and in benchmarks: the worker is bundled,
 * once per run, and the import yields the bundle's path. The app's build has the same import built in.
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

/** @type {Map<string, Promise<string>>} */
const bundles = new Map();

/** @returns {Promise<string>} the path of the bundle */
function bundleForNode(/** @type {string} */ entry) {
  const bundle = bundles.get(entry) ?? writeBundle(entry);
  bundles.set(entry, bundle);
  return bundle;
}

async function writeBundle(/** @type {string} */ entry) {
  const outDir = mkdtempSync(join(workersDir(), `${basename(entry, '.ts')}-`));
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
      rolldownOptions: {
        output: { entryFileNames: 'worker.mjs', chunkFileNames: '[name]-[hash].mjs', banner: COMMONJS_NAMES },
        checks: { bundlerTimings: false },
      },
    },
  });
  return join(outDir, 'worker.mjs');
}

/** @type {string | undefined} */
let folder;

/** Of this process, and gone with it. */
function workersDir() {
  if (folder !== undefined) return folder;
  const parent = join(scratchDir, 'workers');
  mkdirSync(parent, { recursive: true });
  const own = mkdtempSync(join(parent, 'run-'));
  process.once('exit', () => rmSync(own, { recursive: true, force: true }));
  folder = own;
  return own;
}
