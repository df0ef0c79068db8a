import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import { optionId } from './testing/market';
import { CALL, PUT, straddle, World } from './testing/world';

describe('stops that two legs reach in one step', () => {
  it('leave the whole trade, hedges too: alone they protect nothing', () => {
    const world = new World();
    const wing = optionId(24_700, 'CE');
    world.price(wing, 8);
    world.open(world.begin(), straddle('1', 1, { legStop: 0.25, afterLegStop: 'keep' }, [wing]));
    world.pass(SECOND);
    world.jump([CALL, 130], [PUT, 120]);
    world.pass(2 * SECOND);
    const [trade] = world.engine.desk.trades.values();
    expect(trade?.status).toBe('closed');
    expect([...world.broker.positions().values()]).toEqual([0, 0, 0]);
  });
});
