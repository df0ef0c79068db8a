import { describe, expect, it } from 'vitest';
import { HOUR, istAt, MINUTE, SECOND } from '#shared/domain/time';
import { timeLook } from './time-notices';

function aDesk() {
  const clocks = { wall: istAt('2026-08-17', '14:00'), monotonic: 0 };
  const told: string[] = [];
  let comparisons = 0;
  const look = timeLook(
    {
      handle: (input) => void (input.kind === 'tell' && told.push(`${input.level}: ${input.title}`)),
      reconcile: () => void (comparisons += 1),
    },
    { wall: () => clocks.wall, monotonic: () => clocks.monotonic },
  );
  return {
    told,
    comparisons: () => comparisons,
    pass: (wall: number, monotonic = wall) => {
      clocks.wall += wall;
      clocks.monotonic += monotonic;
      look();
    },
  };
}

describe('when time jumps', () => {
  it('after an hour of sleep the books are compared, and the trader is told', () => {
    const desk = aDesk();
    desk.pass(HOUR, SECOND);
    expect(desk.told).toEqual(['warning: The computer slept, or its clock was set forward: 1 h 0 min are missing']);
    expect(desk.comparisons()).toBe(1);
    desk.pass(SECOND);
    expect(desk.told).toHaveLength(1);
  });

  it('a clock set back is told as what it is', () => {
    const desk = aDesk();
    desk.pass(-10 * MINUTE, SECOND);
    expect(desk.told).toEqual(["error: The computer's clock was set back by 10 min"]);
  });
});
