import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../setup/paths.mjs';
import { modulePath } from './module-path.mjs';

/**
 * Bundles benchmarks into out/bench, with the project's own code optimised as it is in the app;
 * packages stay as published, so that peers run as everybody runs them.
 */
export async function buildBenchmarks(/** @type {readonly string[]} */ files) {
  const { build } = await import('vite');
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    plugins: [modulePath(), scriptsStayInPlace()],
    build: {
      ssr: true,
      outDir: join(projectRoot, 'out', 'bench'),
      target: 'node20.18',
      rolldownOptions: {
        input: [...files],
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
        checks: { bundlerTimings: false },
      },
    },
  });
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
