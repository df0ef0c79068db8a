import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../scripts/fuzz/random';
import { playDay, type PlayedDay } from './day';
import { comparedTo } from './day-differences';
import { FAULTS } from './day-faults';
import { leaveEverything, order } from './play';
import { settled } from './verdict';

/** Set by `npm run soak -- --day`. */
const SEED = process.env['KITEDESK_SOAK_DAY'];
/** By default shortly before the broker squares off. */
const UNTIL = process.env['KITEDESK_SOAK_UNTIL'] ?? '15:12';

/** For one whole day on a machine that has other work. */
const PATIENCE = 1_800_000;

function summary({ minutes, calls, trades }: PlayedDay): string {
  const digest = createHash('sha256').update(JSON.stringify(trades)).digest('hex');
  return `${minutes} minutes, ${calls.length} calls, ${trades.length} trades, ${digest.slice(0, 16)}`;
}

describe.runIf(SEED !== undefined)('a whole day with every strategy', { timeout: PATIENCE }, () => {
  let calm: PlayedDay;
  beforeAll(async () => {
    calm = await playDay({ fault: null, isRestarted: false, until: UNTIL });
  }, PATIENCE);

  it('trades alike to the paisa when the desk is restarted every twenty minutes', async () => {
    const restarted = await playDay({ fault: null, isRestarted: true, until: UNTIL });
    process.stdout.write(`undisturbed ${summary(calm)}\nrestarted   ${summary(restarted)}\n`);
    expect(calm.trades.length).toBeGreaterThan(0);
    expect(restarted.trades).toEqual(calm.trades);
  });

  it('loses and doubles nothing at sixty times its pace with a fault each market minute and restarts', async () => {
    const random = createRandom(Number(SEED));
    const delay = monitorEventLoopDelay();
    delay.enable();
    const memory: number[] = [];
    const told: string[] = [];
    const violations: string[] = [];
    const faulted = await playDay({
      fault: () => random.pick(FAULTS),
      isRestarted: true,
      until: UNTIL,
      onMinute({ host }, minute) {
        const faults = host.selfCheck()?.check().faults ?? ['There was no self-check'];
        violations.push(...faults.map((fault) => `${minute} ${fault}`));
        memory.push(process.memoryUsage().rss);
      },
      async onEnd(stage) {
        order(stage, { kind: 'clear-faults' });
        await leaveEverything(stage);
        const { desk } = stage.session();
        told.push(`${desk.orders.size} orders, ${desk.fills.size} fills, ${desk.trades.size} trades`);
        violations.push(...(await settled(stage, {})));
      },
    });
    delay.disable();
    const megabytes = (bytes: number | undefined): string => `${Math.round((bytes ?? 0) / 1e6)} MB`;
    process.stdout.write(
      `${faulted.minutes} market minutes, a fault in each; ${told.join()}; ` +
        `memory ${megabytes(memory[9])} after ten minutes, ${megabytes(memory.at(-1))} at the end; ` +
        `event loop 99 % ${Math.round(delay.percentile(99) / 1e6)} ms; ${process.getActiveResourcesInfo().length} handles\n`,
    );
    process.stdout.write(`${comparedTo(calm, faulted).join('\n')}\n`);
    expect(violations).toEqual([]);
  });
});
