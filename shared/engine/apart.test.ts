import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { ExitPlan } from '#shared/domain/exit-plan';
import { spotOf } from '#shared/domain/underlyings';
import { qty, rupees } from '#shared/domain/units';
import { createDesk } from './desk';
import { foldEntries } from './engine';
import { DATE } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

/** Both leave all their legs at a leg's stop; the first has further exits. */
function twoStraddles(exits: Partial<ExitPlan> = {}): World {
  const world = new World();
  const instance = world.begin();
  const plan = { legStop: 0.25, afterLegStop: 'close-all' as const };
  world.open(instance, straddle('1', 1, { ...plan, ...exits }));
  world.open(instance, straddle('2', 1, plan));
  world.pass(2 * SECOND);
  return world;
}

const titles = (world: World): readonly string[] => [...world.engine.desk.notices.values()].map(({ title }) => title);
const statuses = (world: World): readonly string[] =>
  [...world.engine.desk.trades.values()].map(({ status }) => status);

describe('what contradicts the desk', () => {
  it('is set aside with its own trade: the stops of the others go on, and no entry leaves', () => {
    const bank = spotOf('BANKNIFTY');
    const world = twoStraddles({ move: { instrument: bank, fraction: 0.01, reference: rupees(58_000) } });
    world.unreadable.add(bank);
    world.price(CALL, 130);
    world.pass(5 * SECOND);
    expect(statuses(world)).toEqual(['open', 'closed']);
    expect([world.engine.desk.isArmed, titles(world)]).toEqual([false, ['Sell straddle 1 was set aside']]);
  });

  it('is told once, though it comes back with every comparison, and the other fills are read', () => {
    const world = new World({ loseUpdate: 1, random: () => 0.9 });
    world.open(world.begin(), straddle('1'));
    world.pass(SECOND / 2);
    const books = world.broker.books();
    const fills = books.fills.map((fill) => (fill.instrument === CALL ? { ...fill, qty: qty(6_500) } : fill));
    for (let round = 0; round < 3; round += 1) world.handle({ kind: 'books', books: { ...books, fills } });
    expect(titles(world).filter((title) => title.endsWith('was set aside'))).toHaveLength(1);
    expect(world.engine.desk.isArmed).toBe(false);
    expect([...world.engine.desk.fills.values()].map(({ instrument }) => instrument)).toEqual([PUT]);
  });
});

describe('a journal with an entry that contradicts those before it', () => {
  it('is folded without that entry, which is named', () => {
    const { entries, limits } = twoStraddles();
    const twice = entries.flatMap((entry) => (entry.fact.kind === 'filled' ? [entry, entry] : [entry]));
    const desk = createDesk(DATE, limits);
    const { contradictions } = foldEntries(desk, twice);
    expect(contradictions).toHaveLength(4);
    expect(contradictions[0]).toMatch(/^Entry \d+ \(filled\): Fill F1 was applied twice$/);
    expect([...desk.trades.values()].map(({ status }) => status)).toEqual(['open', 'open']);
  });
});
