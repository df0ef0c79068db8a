import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { ExitPlan } from '#shared/domain/exit-plan';
import { CALL, straddle, World } from '#shared/engine/testing/world';
import { happeningsBetween, type Scene } from './happenings';

/** A straddle of one strategy that was entered under an exit plan, and what happens to it from then on. */
function straddled(exits: Partial<ExitPlan>) {
  const world = new World();
  world.open(world.begin(), straddle('1', 1, exits));
  world.pass(SECOND);
  let before = sceneOf(world);
  return {
    world,
    told: (): readonly string[] => {
      const after = sceneOf(world);
      const happenings = happeningsBetween(before, after);
      before = after;
      return happenings.map(({ event, said }) => `${event}: ${said}`);
    },
  };
}

function sceneOf({ engine: { desk } }: World): Scene {
  const connection = { state: 'connected', reason: '' } as const;
  return {
    desk: { desk: { haltReason: desk.haltReason, feed: connection, orders: connection } },
    trades: Object.fromEntries(desk.trades),
    instances: {},
  };
}

describe('what happens to a trade', () => {
  it('is a stop when a stop of a leg is hit, in the words of that leg, once', () => {
    const { world, told } = straddled({ legStop: 0.25, afterLegStop: 'keep' });
    world.price(CALL, 130);
    world.pass(SECOND);
    expect(told()).toEqual([expect.stringMatching(/^stop: .*Stop ₹[\d.]+ hit at ₹130/)]);
    world.pass(SECOND);
    expect(told()).toEqual([]);
  });

  it('is a stop when the legs together have lost what they may', () => {
    const { world, told } = straddled({ combinedStop: 0.2 });
    world.price(CALL, 190);
    world.pass(2 * SECOND);
    expect(told()).toContainEqual(expect.stringMatching(/^stop: .*Combined stop/));
  });

  it('is none when it is left by a target, or by a reason that only sounds like one', () => {
    const target = straddled({ combinedTarget: 0.2 });
    target.world.price(CALL, 20);
    target.world.pass(2 * SECOND);
    expect(target.told()).toEqual([expect.stringContaining('exit: ')]);
    const byHand = straddled({});
    const [trade] = byHand.world.engine.desk.trades.keys();
    byHand.world.command({ kind: 'exit-trade', trade: trade ?? '' });
    byHand.world.pass(2 * SECOND);
    expect(byHand.told()).toEqual([expect.stringContaining('exit: ')]);
  });
});

describe('the login of a new day', () => {
  const scene = (state: 'connecting' | 'login-required' | 'connected'): Scene => {
    const connection = { state, reason: state === 'login-required' ? 'the session has ended' : '' };
    return { desk: { desk: { haltReason: null, feed: connection, orders: connection } }, trades: {}, instances: {} };
  };

  it('is asked for once, also by a desk that was never connected', () => {
    const asked = happeningsBetween(scene('connecting'), scene('login-required'));
    expect(asked.map(({ said }) => said)).toEqual(['Log in to Kite: the session has ended']);
    expect(happeningsBetween(scene('login-required'), scene('login-required'))).toEqual([]);
    expect(happeningsBetween(scene('connecting'), scene('connected'))).toEqual([]);
  });
});
