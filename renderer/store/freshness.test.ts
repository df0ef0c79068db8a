import { describe, expect, it } from 'vitest';
import { SECOND } from '#shared/domain/time';
import type { DeskView } from '#shared/ipc/views';
import { isStale } from './freshness';

// Only what the function reads of the limits and of the playback is given.
const desk = (speed: number | null) =>
  ({ at: 100 * SECOND, limits: { staleAfterMs: 5 * SECOND }, playback: speed === null ? null : { speed } }) as DeskView;

describe('isStale', () => {
  it('takes a price for stale once it is older than the limit allows', () => {
    expect(isStale(desk(null), 95 * SECOND)).toBe(false);
    expect(isStale(desk(null), 95 * SECOND - 1)).toBe(true);
  });

  it('allows for the speed of a played day', () => {
    expect(isStale(desk(15), 30 * SECOND)).toBe(false);
    expect(isStale(desk(15), 20 * SECOND)).toBe(true);
  });
});
