import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '#shared/domain/schedule';
import { SECOND } from '#shared/domain/time';
import { ist } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

const usual: Schedule = {
  startMinute: 10 * 60 + 20,
  stopMinute: 15 * 60 + 10,
  weekdays: [1, 2, 3, 4, 5],
  isExpiryOnly: false,
  isFlattening: false,
};

/** A stopped strategy with this schedule, set at ten on a Monday. */
function scheduled(change: Partial<Schedule> = {}, params = { underlying: 'NIFTY' }): World {
  const world = new World();
  world.reconcile();
  world.command({ kind: 'arm' });
  const instance = world.command({
    kind: 'add-instance',
    strategy: 'atm-straddle-sell',
    name: 'Morning',
    params,
    approval: 'automatic',
  });
  world.command({ kind: 'set-schedule', instance, schedule: { ...usual, ...change } });
  return world;
}

function at(world: World, clock: string): World {
  world.now = ist(clock);
  world.handle({ kind: 'time' });
  return world;
}

const own = (world: World) => {
  const [instance] = world.engine.desk.instances.values();
  if (!instance) throw new Error('There is no instance');
  return instance;
};
const statusOf = (world: World) => [own(world).status, own(world).statusReason];
const lastNotice = (world: World) => {
  const notice = [...world.engine.desk.notices.values()].at(-1);
  return notice ? `${notice.title}: ${notice.detail}` : null;
};
const start = (world: World) => world.command({ kind: 'start', instance: own(world).id });
const stop = (world: World) => world.command({ kind: 'stop', instance: own(world).id, flatten: false });

describe('a scheduled strategy', () => {
  it('starts and stops at its times, not before', () => {
    const world = at(scheduled(), '10:19:59');
    expect(own(world).status).toBe('stopped');
    expect(statusOf(at(world, '10:20:00'))).toEqual(['running', 'Started by its schedule at 10:20']);
    expect(own(at(world, '15:09:59')).status).toBe('running');
    expect(statusOf(at(world, '15:10:00'))).toEqual(['stopped', 'Stopped by its schedule']);
    expect(lastNotice(world)).toBeNull();
  });

  it('meets each time once: what a person does after it stands', () => {
    const world = at(scheduled(), '10:20:00');
    stop(world);
    expect(own(at(world, '10:20:10')).status).toBe('stopped');
    start(at(world, '15:10:00'));
    expect(own(at(world, '15:11:00')).status).toBe('running');
  });

  it('is never started late: what was missed is told', () => {
    const world = at(scheduled(), '11:00:05');
    expect(own(world).status).toBe('stopped');
    expect(lastNotice(world)).toBe(
      'Morning was not started at 10:20: The desk was not open and ready then; it is 11:00:05 now. Start it by hand if you still want it today.',
    );
    const before = world.entries.length;
    at(world, '11:00:06');
    expect(world.entries).toHaveLength(before);
  });

  it('that was told to start in the past waits for the next day, for nobody missed that', () => {
    const world = scheduled();
    world.now = ist('12:00');
    world.command({ kind: 'set-schedule', instance: own(world).id, schedule: usual });
    expect([own(at(world, '12:00:01')).status, lastNotice(world)]).toEqual(['stopped', null]);
  });

  it('starts once the books have been compared, within its minute', () => {
    const world = scheduled();
    world.now = ist('10:20');
    world.restart(() => expect(own(world).status).toBe('stopped'));
    expect(own(at(world, '10:20:20')).status).toBe('running');
  });

  it('goes on after a restart where it was: a start that was met is not made again, a stop is', () => {
    const world = at(scheduled(), '10:20:00');
    world.now = ist('14:00');
    world.restart();
    expect(own(at(world, '14:00:01')).status).toBe('running');
    world.now = ist('15:30');
    world.restart();
    expect(statusOf(at(world, '15:30:01'))).toEqual(['stopped', 'Stopped by its schedule']);
  });

  it.each([
    ['paused', 'It is paused'],
    ['failed', 'It had failed: Crashed'],
    ['halted', 'Trading is halted: Exit all by hand'],
  ])('that is %s is not started by a clock', (state, why) => {
    const world = scheduled();
    if (state === 'paused') {
      start(world);
      world.command({ kind: 'pause', instance: own(world).id });
    } else if (state === 'failed') world.handle({ kind: 'host-failed', instance: own(world).id, message: 'Crashed' });
    else world.command({ kind: 'exit-all', reason: 'Exit all by hand' });
    const before = own(world).status;
    at(world, '10:20:00');
    expect([own(world).status, lastNotice(world)]).toEqual([before, expect.stringContaining(`${why}. Start it`)]);
  });

  it('keeps its open trades protected at its stop, or exits them, as was chosen', () => {
    for (const [isFlattening, status, reason] of [
      [false, 'open', 'Stopped by its schedule; its open trades stay protected'],
      [true, 'closed', 'Stopped by its schedule'],
    ] as const) {
      const world = at(scheduled({ isFlattening, stopMinute: 11 * 60 }), '10:20:00');
      for (const leg of [CALL, PUT]) world.price(leg, 100);
      world.open(own(world).id, straddle('1'));
      world.pass(5 * SECOND);
      at(world, '11:00:00');
      world.pass(5 * SECOND);
      expect([...world.engine.desk.trades.values()].map((trade) => trade.status)).toEqual([status]);
      expect(own(world).statusReason).toBe(reason);
    }
  });

  it('stays away on other weekdays, and on days on which nothing of its symbol expires', () => {
    expect(own(at(scheduled({ weekdays: [2] }), '10:20:00')).status).toBe('stopped');
    const world = at(scheduled({ isExpiryOnly: true }), '10:20:00');
    expect([own(world).status, lastNotice(world)]).toEqual(['stopped', null]);
  });

  it('on expiry days alone is refused where nothing ever expires', () => {
    expect(() => scheduled({ isExpiryOnly: true }, { underlying: 'RELIANCE' })).toThrow(
      'Morning would never start: RELIANCE has no options that expire',
    );
  });

  it('does nothing on the day after: that begins with a desk of its own', () => {
    const world = scheduled();
    world.now = ist('10:20') + 24 * 3_600 * SECOND;
    world.handle({ kind: 'time' });
    expect([own(world).status, lastNotice(world)]).toEqual(['stopped', null]);
  });
});

describe('whenever the desk looks, and however often it is started again', () => {
  it('a start is made once and within its minute or told once, and a stop is made once', () => {
    const look = fc.record({ afterMs: fc.integer({ min: 1, max: 2 * 3_600_000 }), isRestart: fc.boolean() });
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 12 }), (looks) => {
        const world = scheduled();
        for (const { afterMs, isRestart } of looks) {
          world.now += afterMs;
          if (isRestart) world.restart();
          world.handle({ kind: 'time' });
        }
        const said = (status: string) =>
          world.entries.filter(({ fact }) => fact.kind === 'instance-status' && fact.status === status);
        const starts = said('running');
        const missed = world.entries.filter(
          ({ fact }) => fact.kind === 'noticed' && /not started/.test(fact.notice.title),
        );
        expect(starts.length + missed.length).toBe(world.now >= ist('10:20') ? 1 : 0);
        for (const { at: time } of starts) expect(time - ist('10:20')).toBeLessThan(60 * SECOND);
        expect(said('stopped')).toHaveLength(starts.length > 0 && world.now >= ist('15:10') ? 1 : 0);
      }),
      { numRuns: 200 },
    );
  });
});
