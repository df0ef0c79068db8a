import { describe, expect, it } from 'vitest';
import type { Fill } from '#shared/domain/fill';
import { SECOND } from '#shared/domain/time';
import { qty, paise } from '#shared/domain/units';
import type { MutableDesk } from '#shared/engine/desk';
import { straddle, World } from '#shared/engine/testing/world';
import type { Tables } from '#shared/ipc/views';
import { watchOver } from './self-check';

/** A desk with an open straddle and a viewer that is up to date, watched over. */
function watched() {
  const world = new World();
  const instance = world.begin();
  world.open(instance, straddle('1'));
  world.pass(3 * SECOND);
  // A fault is made by hand, behind the back of the engine.
  const desk = world.engine.desk as MutableDesk;
  const shown = (): Tables => {
    const rows = (['trades', 'orders', 'calls', 'fills', 'notices'] as const).map((name) => [
      name,
      Object.fromEntries(desk[name]),
    ]);
    return Object.fromEntries(rows);
  };
  let tables = shown();
  let listener = (): void => undefined;
  const check = watchOver(
    {
      desk,
      tables: () => tables,
      now: () => world.now,
      onDelta: (heard) => {
        listener = heard;
        return () => (listener = () => undefined);
      },
      handle: (input) => world.handle(input),
    },
    0,
  );
  const [trade] = desk.trades.values();
  const [order] = desk.orders.values();
  const [fill] = desk.fills.values();
  if (!trade || !order || !fill) throw new Error('The straddle was not sold');
  return {
    world,
    desk,
    check,
    trade,
    order,
    fill,
    /** A delta goes out, and whoever waits for it checks. */
    publish: (): void => {
      tables = shown();
      listener();
    },
    sendStale: (): void => listener(),
  };
}

function noticeTitles({ notices }: MutableDesk): string[] {
  return [...notices.values()].map(({ title }) => title);
}

describe('the self-check', () => {
  it('finds nothing on a desk that is well, and lets it trade', () => {
    const { desk, check, publish } = watched();
    publish();
    expect(check.last()).toMatchObject({ faults: [] });
    expect(desk).toMatchObject({ isArmed: true, haltReason: null });
  });

  it('halts loudly, once, when a position is not the sum of its fills (I3)', () => {
    const { desk, check, publish, fill } = watched();
    desk.fills.delete(fill.tradeId);
    publish();
    publish();
    expect(check.last()?.faults.join()).toContain('I3: ');
    expect(desk.isArmed).toBe(false);
    expect(desk.haltReason).toContain('The self-check failed: I3: ');
    expect(noticeTitles(desk).filter((title) => title.startsWith('The self-check failed'))).toHaveLength(1);
  });

  it('halts again when somebody arms and the fault is still there', () => {
    const { world, desk, publish, fill } = watched();
    desk.fills.delete(fill.tradeId);
    publish();
    world.command({ kind: 'arm' });
    expect(desk.haltReason).toBeNull();
    publish();
    expect(desk.haltReason).toContain('The self-check failed');
  });

  it('halts when booked money is not the cash that moved (I4)', () => {
    const { desk, check, publish, fill } = watched();
    desk.fills.set(fill.tradeId, { ...fill, price: paise(fill.price + 5) } satisfies Fill);
    publish();
    expect(check.last()?.faults.join()).toMatch(/^I4: .* has booked -?\d+, its cash says -?\d+$/);
    expect(desk.haltReason).toContain('I4');
  });

  it('halts when the screen shows something else than the desk has (I10)', () => {
    const { desk, check, sendStale, trade } = watched();
    desk.trades.set(trade.id, { ...trade });
    sendStale();
    expect(check.last()?.faults).toEqual([`I10: the screen shows another trade ${trade.id} than the desk has`]);
    expect(desk.haltReason).toContain('I10');
  });

  it('halts when more orders were sent in a second than allowed (I13)', () => {
    const { world, desk, check, publish, order } = watched();
    const times = { ...order.times, approvedAt: world.now };
    for (let count = 0; count <= desk.limits.maxOrdersPerSecond; count += 1) {
      const id = `${order.id}X${count}`;
      desk.orders.set(id, { ...order, id, times, filledQty: qty(0), status: 'rejected' });
    }
    publish();
    expect(check.last()?.faults.join()).toMatch(/I13: \d+ orders in one second; the limit is 8/);
    expect(desk.haltReason).toContain('I13');
  });

  it('takes no lowered limit for a fault: what was sent under the wider one was allowed', () => {
    const { desk, check, publish } = watched();
    desk.limits = { ...desk.limits, maxOrdersPerSecond: 1, maxOrdersPerDay: 1 };
    publish();
    publish();
    expect(check.last()).toMatchObject({ faults: [] });
  });
});
