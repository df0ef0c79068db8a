import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { tool } from './setup/run.mjs';
import { say, Stop } from './setup/say.mjs';
import { runScript } from './setup/script.mjs';

const LARGEST_SEED = 2 ** 31 - 1;

/**
 * `npm run soak -- --schedules N [--seed S]`: random schedules of faults, restarts and market moves against the engine in
 * virtual time. `npm run soak -- --day [--seed S] [--until 13:15]`: the recorded day with every strategy three times: undisturbed, with
 * restarts, and at 60× with restarts and a fault each market minute.
 */
await runScript(async () => {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      day: { type: 'boolean', default: false },
      until: { type: 'string' },
    },
  });
  const schedules = wholeNumber('--schedules', values.schedules);
  const seed = values.seed === undefined ? randomInt(1, LARGEST_SEED) : wholeNumber('--seed', values.seed);
  await ensureDependencies();
  if (values.day) return soakDay(seed, values.until);
  say(`${schedules.toLocaleString('en')} schedules from seed ${seed}…`);
  const begunAt = performance.now();
  const { code } = await tool('vitest/vitest.mjs', ['run', '--maxWorkers=1', 'shared/engine/engine.property'], {
    env: { KITEDESK_SCHEDULES: String(schedules), KITEDESK_SEED: String(seed) },
  });
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  const how = `schedules ${schedules}, seed ${seed}, ${seconds} s`;
  process.stdout.write(
    code === 0
      ? `No violation (${how})\n`
      : `Violated (${how}). The same again: npm run soak -- --schedules ${schedules} --seed ${seed}\n`,
  );
  return code === 0 ? 0 : 1;
});

async function soakDay(/** @type {number} */ seed, /** @type {string | undefined} */ until) {
  if (until !== undefined && !/^1[1-5]:[0-5]\d$/.test(until))
    throw new Stop(`--until takes a time of the day's market such as 13:15, found "${until}".`);
  say(`A day three times from seed ${seed}: at least ten minutes…`);
  const { code } = await tool(
    'vitest/vitest.mjs',
    ['run', 'e2e/scenarios/day-soak', '--maxWorkers=1', '--disableConsoleIntercept'],
    { env: { KITEDESK_SOAK_DAY: String(seed), ...(until !== undefined && { KITEDESK_SOAK_UNTIL: until }) } },
  );
  process.stdout.write(code === 0 ? `No violation (day, seed ${seed})\n` : `Violated (day, seed ${seed})\n`);
  return code === 0 ? 0 : 1;
}

function wholeNumber(/** @type {string} */ name, /** @type {string} */ text) {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0 && value <= LARGEST_SEED) return value;
  throw new Stop(`${name} takes a whole number from 1 to ${LARGEST_SEED}, found "${text}".`);
}
