import { afterEach, describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { connectControl, type ControlClient } from '../control-client';
import type { ControlState } from '../control/protocol';
import { startExchange, type Exchange } from '../server';
import { DAYS } from '../testing/demo';

const FROM = istAt('2026-08-18', '11:15');
const SECOND = 1_000;

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** An exchange at sixty times the speed that waits for a desk, and a connection to it. */
async function awaited(): Promise<{ exchange: Exchange; control: ControlClient }> {
  const exchange = await startExchange({
    daysDirectory: DAYS,
    dayId: '2026-08-18',
    startAt: FROM,
    speed: 60,
    isAwaited: true,
  });
  undo.push(() => exchange.close());
  const control = await connectControl(exchange.controlUrl);
  undo.push(() => control.close());
  return { exchange, control };
}

/** Follows for as many questions as that, and answers what the clock was at each. */
function followed(control: ControlClient, questions: number, work: () => Promise<void> = () => Promise.resolve()) {
  const seen: number[] = [];
  return new Promise<readonly number[]>((resolve) => {
    const stop = control.follow(async () => {
      seen.push(control.clock());
      if (seen.length === questions) {
        stop();
        resolve(seen);
      }
      await work();
    });
  });
}

function reported(control: ControlClient, isSo: (state: ControlState) => boolean): Promise<ControlState> {
  return new Promise((resolve) => {
    const stop = control.onChange((state) => {
      if (!isSo(state)) return;
      stop();
      resolve(state);
    });
  });
}

describe('a paced market', () => {
  it('stands still until a desk follows, and then misses no second, before and after its prices', async () => {
    const { exchange, control } = await awaited();
    expect(exchange.control.state()).toMatchObject({ marketAt: FROM, isPaced: true });
    const seconds = [1, 2, 3, 4].flatMap((second) => [second, second]);
    // The very first one is asked about once more: nobody had been asked before.
    expect(await followed(control, 9)).toEqual([1, ...seconds].map((second) => FROM + second * SECOND));
  });

  it('does not go on while the desk works, however much time passes', async () => {
    const { exchange, control } = await awaited();
    let isDone = false;
    const working = followed(control, 3, async () => {
      const before = exchange.control.state().marketAt;
      await reported(control, () => true);
      expect(exchange.control.state().marketAt).toBe(before);
      isDone = true;
    });
    await working;
    expect(isDone).toBe(true);
  });

  it('runs freely when the desk has gone, and while a fault is switched on', async () => {
    const { exchange, control } = await awaited();
    await followed(control, 2);
    control.follow(() => Promise.resolve());
    await control.ask({ kind: 'fault', name: 'frozen-prices' });
    expect(await reported(control, ({ isPaced }) => !isPaced)).toMatchObject({ isPaused: false });
    await control.ask({ kind: 'clear-faults' });
    await reported(control, ({ isPaced }) => isPaced);
    control.close();
    const other = await connectControl(exchange.controlUrl);
    undo.push(() => other.close());
    await reported(other, ({ isPaced }) => !isPaced);
    expect(exchange.control.state().isPaced).toBe(false);
  });
});
