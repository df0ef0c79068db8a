import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** The oldest Electron that the project runs on (see docs/decisions/electron-runtime.md): 33, with Node 20.18 and Chromium 130. */
const NODE = 'node20.18';
const CHROME = 'chrome130';

/** Nothing of node_modules is shipped: every process is bundled with all that it uses, except Electron itself. */
export default defineConfig({
  main: {
    build: {
      target: NODE,
      externalizeDeps: false,
      sourcemap: true,
      // Less to read and compile at each start; stacks are read through the source map.
      minify: true,
      rolldownOptions: {
        input: { main: 'electron/main.ts' },
        // Optional native speed-ups that ws asks for and does without.
        external: ['bufferutil', 'utf-8-validate'],
        checks: { bundlerTimings: false },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        // A sandboxed preload has to be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      target: CHROME,
      outDir: 'out/renderer',
      minify: true,
      // What the first screen shows is one bundle; other panels are read from the disk when they are opened.
      chunkSizeWarningLimit: 2_000,
      // The content security policy allows no inline resources.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The dev server wants it absolute.
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
});
