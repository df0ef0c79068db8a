import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#shared/domain/time';
import { createClockWatch, inWords } from './clock-watch';

function aWatch() {
  const clocks = { wall: 1_000_000, monotonic: 5_000 };
  const watch = createClockWatch({ wall: () => clocks.wall, monotonic: () => clocks.monotonic });
  return {
    look: () => watch.look(),
    pass: (wall: number, monotonic = wall) => {
      clocks.wall += wall;
      clocks.monotonic += monotonic;
    },
  };
}

describe('the watch over the clock', () => {
  it('is quiet while both clocks go on, also on a busy machine and when a time server corrects a little', () => {
    const watch = aWatch();
    for (const [wall, monotonic] of [
      [SECOND, SECOND],
      [9 * SECOND, 9 * SECOND],
      [900, 1_000],
      [2_500, 1_000],
    ] as const) {
      watch.pass(wall, monotonic);
      expect(watch.look()).toBeNull();
    }
  });

  it('tells a sleep of an hour, whether the steady clock stood still in it or went on', () => {
    const still = aWatch();
    still.pass(HOUR, SECOND);
    expect(still.look()).toEqual({ kind: 'ahead', ms: HOUR });
    expect(still.look()).toBeNull();
    const going = aWatch();
    going.pass(HOUR);
    expect(going.look()).toEqual({ kind: 'ahead', ms: HOUR });
  });

  it('tells a clock that was set back', () => {
    const watch = aWatch();
    watch.pass(-5 * MINUTE, SECOND);
    expect(watch.look()).toEqual({ kind: 'back', ms: 5 * MINUTE + SECOND });
  });

  it('says how long in words', () => {
    expect([35 * SECOND, 12 * MINUTE, HOUR + 5 * MINUTE].map(inWords)).toEqual(['35 s', '12 min', '1 h 5 min']);
  });
});
