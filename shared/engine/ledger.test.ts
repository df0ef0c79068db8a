import { describe, expect, it } from 'vitest';
import type { Quote } from '#shared/domain/quote';
import { SECOND } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import { createLedger, type DayLedger } from './ledger';
import { CALL, straddle, World } from './testing/world';

/** Two strategies: the first makes a trade and leaves it, then the second opens one. `look` is called after each step. */
function day(look: (world: World) => void): World {
  const world = new World();
  const [first, second] = [world.begin(), world.begin()];
  const steps = [
    () => world.open(first, straddle('1')),
    () => world.price(CALL, 104),
    () => world.command({ kind: 'exit-all', reason: 'By hand' }),
    () => world.command({ kind: 'arm' }),
    () => world.command({ kind: 'start', instance: second }),
    () => world.open(second, straddle('2')),
    () => world.price(CALL, 91),
  ];
  for (const step of steps) {
    step();
    world.pass(2 * SECOND);
    look(world);
  }
  return world;
}

/** Charges a paisa a unit; the call is marked at `mark.ltp`, everything else at cost. */
function ledgerOf({ engine }: World, mark: { ltp: number }): DayLedger {
  // A ledger reads nothing else of a quote.
  const quoteOf = (id: string) => (id === CALL ? ({ ltp: paise(mark.ltp) } as Quote) : null);
  return createLedger(engine.desk, quoteOf, (order) => paise(order.filledQty));
}

describe('the ledger', () => {
  it('that has looked all day says what one says that looks for the first time', () => {
    const mark = { ltp: 10_000 };
    let old: DayLedger | null = null;
    const seen = new Set<number>();
    day((world) => {
      old ??= ledgerOf(world, mark);
      mark.ltp += 150;
      expect(old.day()).toEqual(ledgerOf(world, mark).day());
      seen.add(old.dayPnl());
    });
    expect(seen.size).toBeGreaterThan(3);
  });

  it('says for each strategy what its own trades made, and for the day what all did', () => {
    const world = day(() => undefined);
    const ledger = ledgerOf(world, { ltp: 9_700 });
    const [first = 0, second = 0] = [...world.engine.desk.instances.keys()].map((id) => ledger.instancePnl(id));
    expect([first, second].every((pnl) => pnl !== 0)).toBe(true);
    expect(first + second).toBe(ledger.dayPnl());
  });
});
