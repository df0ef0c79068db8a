import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveTurn, takeTurn } from './turns';

const log: string[] = [];
const chart = (name: string) => () => void log.push(name);

beforeEach(() => {
  vi.useFakeTimers();
  log.length = 0;
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

describe('the turns of the charts', () => {
  it('draw one chart at a time, in the order they asked, and none at once', () => {
    const [first, second] = [chart('first'), chart('second')];
    takeTurn(first);
    takeTurn(second);
    expect(log).toEqual([]);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(['first']);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(['first', 'second']);
  });

  it('draw a chart once, however often it asked while it waited', () => {
    const only = chart('only');
    for (let asked = 0; asked < 5; asked += 1) takeTurn(only);
    vi.runAllTimers();
    expect(log).toEqual(['only']);
  });

  it('let a busy chart go behind the others', () => {
    const [busy, quiet] = [chart('busy'), chart('quiet')];
    takeTurn(busy);
    takeTurn(quiet);
    vi.advanceTimersToNextTimer();
    takeTurn(busy);
    vi.runAllTimers();
    expect(log).toEqual(['busy', 'quiet', 'busy']);
  });

  it('pass over a chart that went away', () => {
    const [gone, left] = [chart('gone'), chart('left')];
    takeTurn(gone);
    takeTurn(left);
    leaveTurn(gone);
    vi.runAllTimers();
    expect(log).toEqual(['left']);
  });

  it('go on after a chart that failed', () => {
    takeTurn(() => {
      throw new Error('no canvas');
    });
    takeTurn(chart('next'));
    expect(() => vi.advanceTimersToNextTimer()).toThrow('no canvas');
    vi.runAllTimers();
    expect(log).toEqual(['next']);
  });

  it('end when nobody waits, and begin again', () => {
    takeTurn(chart('early'));
    vi.runAllTimers();
    expect(vi.getTimerCount()).toBe(0);
    takeTurn(chart('late'));
    vi.runAllTimers();
    expect(log).toEqual(['early', 'late']);
  });
});
