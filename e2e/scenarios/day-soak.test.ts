import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { istAt, istClock } from '#shared/domain/time';
import { strategies } from '#shared/engine/registry';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import { createRandom } from '../../scripts/fuzz/random';
import { leaveEverything, order, pass, startStrategy } from './play';
import { openStage, type Stage } from './stage';
import { settled } from './verdict';

/** Set by `npm run soak -- --day`. */
const SEED = process.env['KITEDESK_SOAK_DAY'];
const SPEED = 60;
const LAST_MINUTE = '15:12';
/** Market minutes between two restarts of the desk. */
const RESTART_EVERY = 45;

const orders = { scope: 'orders', count: 1 } as const;
const FAULTS: readonly [ControlCommand, ...ControlCommand[]] = [
  { kind: 'drop-sockets' },
  { kind: 'fault', name: 'silence' },
  { kind: 'fault', name: 'short-frame', count: 3 },
  { kind: 'fault', name: 'frozen-prices' },
  { kind: 'fault', name: 'repeated-frames' },
  { kind: 'fault', name: 'unknown-packets' },
  { kind: 'fault', name: 'bad-prices' },
  { kind: 'fault', name: 'old-stamps' },
  { kind: 'fault', name: 'rate-limit-json', count: 2 },
  { kind: 'fault', name: 'gateway-html', count: 2 },
  { kind: 'fault', name: 'server-error', ...orders },
  { kind: 'fault', name: 'empty-body', ...orders },
  { kind: 'fault', name: 'drop-request', ...orders },
  { kind: 'fault', name: 'drop-reply', ...orders },
  { kind: 'fault', name: 'delay', milliseconds: 300, count: 5 },
  { kind: 'fault', name: 'duplicate-updates', count: 3 },
  { kind: 'fault', name: 'reorder-updates', count: 3 },
  { kind: 'fault', name: 'no-updates', count: 3 },
  { kind: 'fault', name: 'partial-fills' },
  { kind: 'fault', name: 'reject-order', ...orders },
  { kind: 'fault', name: 'refuse-change', ...orders },
];

/** One market minute: a fault, whatever the strategies do, and the questions that the desk asks of itself. */
async function liveAMinute(stage: Stage, fault: ControlCommand): Promise<readonly string[]> {
  order(stage, { kind: 'clear-faults' });
  order(stage, fault);
  await pass(stage, 60);
  return stage.host.selfCheck()?.check().faults ?? ['There was no self-check'];
}

describe.runIf(SEED !== undefined)('a whole day at sixty times its pace', () => {
  it('with every strategy, a fault each market minute and restarts loses and doubles nothing', async () => {
    const random = createRandom(Number(SEED));
    const stage = await openStage({ day: '2026-08-18', at: undefined, speed: SPEED });
    const delay = monitorEventLoopDelay();
    delay.enable();
    try {
      for (const { id } of strategies()) startStrategy(stage, id, {});
      const end = istAt('2026-08-18', LAST_MINUTE);
      const memory: number[] = [];
      let minutes = 0;
      for (; stage.exchange.control.state().marketAt < end; minutes += 1) {
        const at = istClock(stage.exchange.control.state().marketAt);
        expect(await liveAMinute(stage, random.pick(FAULTS)), at).toEqual([]);
        memory.push(process.memoryUsage().rss);
        if (minutes % RESTART_EVERY !== RESTART_EVERY - 1) continue;
        // A desk that cannot log in would not open: that is another test.
        order(stage, { kind: 'clear-faults' });
        await stage.restart();
      }
      order(stage, { kind: 'clear-faults' });
      await leaveEverything(stage);
      const { desk } = stage.session();
      const megabytes = (bytes: number | undefined): string => `${Math.round((bytes ?? 0) / 1e6)} MB`;
      process.stdout.write(
        `${minutes} market minutes, a fault in each; ${desk.orders.size} orders, ${desk.fills.size} fills, ${desk.trades.size} trades; ` +
          `memory ${megabytes(memory[9])} after ten minutes, ${megabytes(memory.at(-1))} at the end; ` +
          `event loop 99 % ${Math.round(delay.percentile(99) / 1e6)} ms; ${process.getActiveResourcesInfo().length} handles\n`,
      );
      expect(await settled(stage, {})).toEqual([]);
    } finally {
      delay.disable();
      await stage.close();
    }
  }, 1_800_000);
});
