import { ensureDependencies } from './setup/dependencies.mjs';
import { tool } from './setup/run.mjs';
import { say } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

const PROJECTS = ['tsconfig.tools.json', 'electron', 'renderer', 'shared'];

/**
 * Each is one question about the sources; all are asked, so that one run tells everything. The longest come first: a short one fills
 * the end. One checker for each project, because several would each resolve what all of them need: half the work on two cores.
 */
const CHECKS = [
  { name: 'lint and import rules', ask: () => tool('oxlint/bin/oxlint', []) },
  { name: 'unused code', ask: () => tool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']) },
  ...PROJECTS.map((project) => ({
    name: `types of ${project.replace(/^tsconfig\.(\w+)\.json$/, '$1')}`,
    ask: () => tool('typescript/bin/tsc', ['--noEmit', '--checkers', '1', '--project', project]),
  })),
  { name: 'format', ask: () => tool('oxfmt/bin/oxfmt', ['--check']) },
];

/** `npm run check`: types, lint with the import rules, format and unused code. `-- --fix` mends lint and format first. */
await runScript(async () => {
  await ensureDependencies();
  if (process.argv.includes('--fix')) {
    await tool('oxlint/bin/oxlint', ['--fix']);
    await tool('oxfmt/bin/oxfmt', []);
  }
  /** @type {string[]} */
  const failed = [];
  const open = [...CHECKS];
  const askTheRest = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const { code } = await next.ask();
      say(`${code === 0 ? '✓' : '✗'} ${next.name}`);
      if (code !== 0) failed.push(next.name);
    }
  };
  // Each is one process with one busy thread or two.
  await Promise.all([askTheRest(), askTheRest()]);
  if (failed.length > 0) say(`The check failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
