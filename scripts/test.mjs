import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { projectRoot, scratchDir } from './setup/paths.mjs';
import { run, tool } from './setup/run.mjs';
import { say } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const UNIT_REPORT = join(scratchDir, 'reports', 'unit.json');
const E2E_REPORT = join(scratchDir, 'reports', 'e2e.json');

/** `npm test`: everything that has to hold, ending with one line that counts the tests. */
await runScript(async () => {
  await ensureDependencies();
  for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(report, { force: true });

  say('Unit and contract tests; beside them the check, and the build for the journeys…');
  const [unit, check] = await Promise.all([unitTests(), checkAndBuild()]);
  say('Journeys through the real app…');
  const e2e = await tool('@playwright/test/cli.js', ['test']);

  const { passed, failed } = sum(unitCount(), e2eCount());
  const broken = [
    ...(check.code === 0 ? [] : ['check']),
    ...(unit.code === 0 ? [] : ['unit and contract tests']),
    ...(e2e.code === 0 ? [] : ['e2e tests']),
  ];
  if (broken.length > 0) say(`Not in order: ${broken.join(', ')}. See above.`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return broken.length === 0 && failed === 0 && passed > 0 ? 0 : 1;
});

function unitTests() {
  return tool('vitest/vitest.mjs', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--reporter=${join(projectRoot, 'scripts', 'test', 'unsteady.mjs')}`,
    `--outputFile.json=${UNIT_REPORT}`,
  ]);
}

/** In the time that tests only wait. @returns {Promise<{ code: number }>} of the check */
async function checkAndBuild() {
  const check = await run(process.execPath, [join(projectRoot, 'scripts', 'check.mjs')], { isAside: true });
  // One that fails is told by the journeys, which try it again.
  await run(process.execPath, [join(projectRoot, 'scripts', 'build.mjs')], { isAside: true });
  return check;
}

/** @returns {Count} */
function unitCount() {
  const report = readReport(UNIT_REPORT);
  if (report === null) return { passed: 0, failed: 1 };
  // A test file that cannot even be loaded has no tests to count.
  const unloadable = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length };
}

/** @returns {Count} */
function e2eCount() {
  const stats = readReport(E2E_REPORT)?.stats;
  return stats === undefined
    ? { passed: 0, failed: 1 }
    : { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @returns {Count} */
function sum(/** @type {Count} */ a, /** @type {Count} */ b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
