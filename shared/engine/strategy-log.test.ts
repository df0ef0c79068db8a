import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#shared/domain/catalogue';
import { SECOND } from '#shared/domain/time';
import { StrategyLogs } from './strategy-log';
import { INSTRUMENTS } from './testing/market';
import { CALL, straddle, World } from './testing/world';

/** Told everything at once, as after a restart. */
function logOf(world: World, instance: string): readonly string[] {
  const logs = new StrategyLogs(world.engine.desk, createCatalogue(INSTRUMENTS));
  logs.note(world.entries);
  return logs
    .of(instance)
    .toReversed()
    .map(({ kind, text }) => `${kind}: ${text}`);
}

function sees(world: World, instance: string, why: string, value: number): void {
  const decision = { instance, at: world.now, state: { value }, why, actions: [], drawings: [] };
  world.handle({ kind: 'decision', decision });
}

describe("a strategy's log", () => {
  it('tells what it saw, called and traded, in that order', () => {
    const world = new World();
    const id = world.begin();
    sees(world, id, 'waiting for 09:20', 1);
    world.open(id, straddle('first'));
    world.pass(SECOND);
    world.command({ kind: 'exit-instance', instance: id });
    world.pass(SECOND);
    world.command({ kind: 'pause', instance: id });
    expect(logOf(world, id)).toEqual([
      'done: Set up',
      'done: Started by hand',
      'seen: waiting for 09:20',
      'traded: Call: Sell straddle first',
      'traded: Call taken',
      'traded: Filled: sold 65 NIFTY 24200 CE 18 Aug at ₹100.00',
      'traded: Filled: sold 65 NIFTY 24200 PE 18 Aug at ₹90.00',
      'traded: Leaving: Exit of Test by hand',
      'traded: Filled: bought 65 NIFTY 24200 CE 18 Aug at ₹100.00',
      'traded: Filled: bought 65 NIFTY 24200 PE 18 Aug at ₹90.00',
      'traded: Call closed: Exit of Test by hand; realised ₹0.00',
      'done: Paused by hand; open trades stay protected',
    ]);
  });

  it('says once what it goes on seeing, and forgets the oldest of too many', () => {
    const world = new World();
    const id = world.begin();
    for (let memory = 0; memory < 3; memory += 1) sees(world, id, 'waiting', memory);
    expect(logOf(world, id).filter((line) => line === 'seen: waiting')).toHaveLength(1);
    for (let candle = 0; candle < 600; candle += 1) sees(world, id, `candle ${candle}`, candle + 10);
    const log = logOf(world, id);
    expect([log.length, log[0], log.at(-1)]).toEqual([500, 'seen: candle 100', 'seen: candle 599']);
  });

  it('tells of nothing but its own', () => {
    const world = new World({ reject: 1 });
    const [one, other] = [world.begin(), world.begin()];
    world.open(one, straddle('first'));
    world.pass(5 * SECOND);
    expect(logOf(world, other)).toEqual(['done: Set up', 'done: Started by hand']);
    expect(logOf(world, one)).toContainEqual(expect.stringContaining('Order rejected, NIFTY 24200 CE 18 Aug: '));
    expect(world.engine.desk.trades.size).toBe(1);
    expect(world.broker.positions().get(CALL) ?? 0).toBe(0);
  });
});
