import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { CALL, straddle, World } from './testing/world';

describe('the exit of one leg', () => {
  it('that the broker rejected is sent again although the rest of the trade stays open', () => {
    let isRejecting = false;
    const world = new World({ reject: 0.5, random: () => (isRejecting ? 0 : 0.9) });
    world.open(world.begin(), straddle('1', 1, { legStop: 0.25, afterLegStop: 'keep' }));
    world.pass(SECOND);
    isRejecting = true;
    world.price(CALL, 130);
    isRejecting = false;
    world.pass(SECOND);
    expect(world.broker.positions().get(CALL)).toBe(-65);
    world.pass(5 * SECOND);
    expect(world.broker.positions().get(CALL)).toBe(0);
  });
});
