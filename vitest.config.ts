import { configDefaults, defineConfig } from 'vitest/config';
import { modulePath } from './scripts/build/module-path.mjs';

export default defineConfig({
  plugins: [modulePath()],
  test: {
    environment: 'node',
    include: ['{shared,electron,renderer,scripts,bench,e2e/scenarios}/**/*.test.{ts,tsx}'],
    exclude: configDefaults.exclude,
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    // For the scenarios, which mostly wait for an exchange.
    maxConcurrency: 3,
    restoreMocks: true,
    // A busy machine is no failure: this only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Real processes on a shared machine: a second try for all but a property's counterexample, which is a fault found.
    retry: { count: 1, condition: /^(?!Property failed)/ },
  },
});
