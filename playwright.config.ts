import { defineConfig } from '@playwright/test';

/** One app at a time: the journeys measure and kill real processes on a small machine. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  globalSetup: './e2e/desktop.setup.ts',
  workers: 1,
  // Real processes on a shared machine; a journey that needed its second try is listed as flaky.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/reports/e2e.json' }]],
});
