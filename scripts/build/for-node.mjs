import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from '../setup/alone.mjs';
import { projectRoot } from '../setup/paths.mjs';
import { modulePath } from './module-path.mjs';

/**
 * Bundles programs for plain Node into out/`folder`, one NAME.mjs for each of `input`: the registry of strategies finds its files by a
 * glob, which Node does not know. The project's own code becomes what it is in the app; packages stay as published.
 *
 * @param {string} folder
 * @param {readonly string[]} input
 */
export async function buildForNode(folder, input) {
  const { build } = await import('vite');
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    plugins: [modulePath(), scriptsStayInPlace()],
    build: {
      ssr: true,
      outDir: join(projectRoot, 'out', folder),
      target: 'node20.18',
      rolldownOptions: {
        input: [...input],
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        checks: { bundlerTimings: false },
      },
    },
  });
}

/** Bundles one program alone and answers its path. */
export async function builtForNode(/** @type {string} */ folder, /** @type {string} */ file) {
  await alone(folder, () => buildForNode(folder, [file]));
  return join(projectRoot, 'out', folder, 'main.mjs');
}

/**
 * The scripts find the project by their own place in it, so they are imported from there and not bundled.
 *
 * @returns {import('vite').Plugin}
 */
function scriptsStayInPlace() {
  return {
    name: 'kitedesk:scripts-stay-in-place',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || !source.endsWith('.mjs')) return null;
      return { id: pathToFileURL(join(dirname(importer), source)).href, external: true };
    },
  };
}
