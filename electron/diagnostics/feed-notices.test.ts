import { describe, expect, it } from 'vitest';
import { MINUTE } from '#shared/domain/time';
import { feedLook } from './feed-notices';

function aDesk() {
  const counts = { truncated: 0, unknownLength: 0, outdated: 0, unbelievable: 0 };
  const told: string[] = [];
  let now = 0;
  const look = feedLook({
    passedOver: () => counts,
    now: () => now,
    handle: (input) => void (input.kind === 'tell' && told.push(`${input.title}: ${input.detail.split('.')[0]}`)),
  });
  return {
    told,
    look,
    counts,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('prices that are passed over', () => {
  it('are told when they come, each kind by itself', () => {
    const desk = aDesk();
    desk.look();
    desk.counts.unbelievable += 3;
    desk.look();
    desk.counts.truncated += 1;
    desk.look();
    expect(desk.told).toEqual(['Prices come that cannot be: 3 so far', 'Frames of prices end too early: 1 so far']);
  });

  it('are not told at every look, and again when they still come later', () => {
    const desk = aDesk();
    for (let minute = 0; minute < 12; minute += 1) {
      desk.counts.unknownLength += 1;
      desk.look();
      desk.pass(MINUTE);
    }
    expect(desk.told).toEqual([
      'Prices come in packets of an unknown length: 1 so far',
      'Prices come in packets of an unknown length: 11 so far',
    ]);
  });

  it('are no news when a few overtake each other', () => {
    const desk = aDesk();
    desk.counts.outdated = 10;
    desk.look();
    expect(desk.told).toEqual([]);
    desk.counts.outdated = 30;
    desk.look();
    expect(desk.told).toHaveLength(1);
  });
});
