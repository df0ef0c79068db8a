import { setImmediate as nextRound } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { takeTurns } from './turns';

describe('taking turns', () => {
  it('lets so many go on in each round of the thread, in the order in which they came', async () => {
    const turn = takeTurns(3);
    const gone: number[] = [];
    for (let index = 0; index < 8; index += 1) void turn().then(() => gone.push(index));
    const perRound: number[] = [];
    while (gone.length < 8) {
      await nextRound();
      perRound.push(gone.length);
    }
    expect(gone).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(perRound).toEqual([3, 6, 8]);
  });

  it('keeps nobody waiting who comes alone, also after others', async () => {
    const turn = takeTurns(3);
    await turn();
    await Promise.all([turn(), turn(), turn(), turn()]);
    await expect(turn()).resolves.toBeUndefined();
  });
});
