import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { modulePath } from './scripts/build/module-path.mjs';

/** The files that start programs wait most: begun last, they would leave the other worker idle at the end. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const startsPrograms = ({ moduleId }: TestSpecification) => /\/(?:scripts|e2e)\//.test(moduleId);
    return [...sorted.filter(startsPrograms), ...sorted.filter((file) => !startsPrograms(file))];
  }
}

export default defineConfig({
  plugins: [modulePath()],
  test: {
    environment: 'node',
    exclude: configDefaults.exclude,
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    // For the scenarios, which mostly wait for an exchange.
    maxConcurrency: 3,
    sequence: { sequencer: ProgramsFirst },
    restoreMocks: true,
    // A busy machine is no failure: this only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Real processes on a shared machine: a second try for all but a property's counterexample, which is a fault found.
    retry: { count: 1, condition: /^(?!Property failed)/ },
    projects: [
      // No module keeps anything that the next file could stumble on, so the files of a folder share one graph of modules:
      // loaded once by each worker, not three hundred times.
      { extends: true, test: { name: 'shared', include: ['shared/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'electron', include: ['electron/**/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'renderer', include: ['renderer/**/*.test.{ts,tsx}'], isolate: false } },
      { extends: true, test: { name: 'programs', include: ['{scripts,bench,e2e}/**/*.test.ts'] } },
    ],
  },
});
