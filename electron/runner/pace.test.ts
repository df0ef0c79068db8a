import { describe, expect, it } from 'vitest';
import { Pace } from './pace';
import { Times } from './times.testkit';

function paced() {
  const times = new Times();
  const ran: number[] = [];
  const pace = new Pace(16, () => ran.push(times.now()), times);
  return { times, ran, pace };
}

describe('the pace', () => {
  it('runs at once after a rest, and once for all that is due together', () => {
    const { times, ran, pace } = paced();
    times.pass(100);
    pace.due();
    pace.due();
    expect(ran).toEqual([]);
    times.pass(0);
    expect(ran).toEqual([100]);
  });

  it('runs no sooner than it may again, and then with what was due meanwhile', () => {
    const { times, ran, pace } = paced();
    for (let ms = 0; ms < 40; ms += 1) {
      pace.due();
      times.pass(1);
    }
    times.pass(100);
    expect(ran).toEqual([0, 16, 32, 48]);
  });

  it('waits where it is told to', () => {
    const { times, ran, pace } = paced();
    pace.due(40);
    pace.due();
    times.pass(39);
    expect(ran).toEqual([]);
    times.pass(1);
    expect(ran).toEqual([40]);
  });

  it('rests while nothing is due, and for good once it is stopped', () => {
    const { times, ran, pace } = paced();
    times.pass(1_000);
    pace.due();
    pace.stop();
    times.pass(1_000);
    expect(ran).toEqual([]);
  });
});
