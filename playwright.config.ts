import { defineConfig } from '@playwright/test';

/** Two apps at a time, each with a data folder of its own: a journey often waits for its market, and the other then has both cores. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  globalSetup: './e2e/desktop.setup.ts',
  workers: 2,
  fullyParallel: true,
  // Real processes on a shared machine; a journey that needed its second try is listed as flaky.
  retries: 1,
  forbidOnly: true,
  // A busy machine is no failure: these only end what hangs.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
});
