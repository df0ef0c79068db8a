import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from './turns';

const turns = new Turns(50);
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

describe('turns', () => {
  it('draw one chart at a time, in the order they asked, and none at once', () => {
    const [first, second] = [chart('first'), chart('second')];
    turns.take(first);
    turns.take(second);
    expect(log).toEqual([]);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(['first']);
    vi.advanceTimersToNextTimer();
    expect(log).toEqual(['first', 'second']);
  });

  it('draw a chart once, however often it asked while it waited', () => {
    const only = chart('only');
    for (let asked = 0; asked < 5; asked += 1) turns.take(only);
    vi.runAllTimers();
    expect(log).toEqual(['only']);
  });

  it('let a busy chart go behind the others', () => {
    const [busy, quiet] = [chart('busy'), chart('quiet')];
    turns.take(busy);
    turns.take(quiet);
    vi.advanceTimersToNextTimer();
    turns.take(busy);
    vi.runAllTimers();
    expect(log).toEqual(['busy', 'quiet', 'busy']);
  });

  it('pass over a chart that went away', () => {
    const [gone, left] = [chart('gone'), chart('left')];
    turns.take(gone);
    turns.take(left);
    turns.leave(gone);
    vi.runAllTimers();
    expect(log).toEqual(['left']);
  });

  it('go on after a chart that failed', () => {
    turns.take(() => {
      throw new Error('no canvas');
    });
    turns.take(chart('next'));
    expect(() => vi.advanceTimersToNextTimer()).toThrow('no canvas');
    vi.runAllTimers();
    expect(log).toEqual(['next']);
  });

  it('end when nobody waits, and begin again', () => {
    turns.take(chart('early'));
    vi.runAllTimers();
    expect(vi.getTimerCount()).toBe(0);
    turns.take(chart('late'));
    vi.runAllTimers();
    expect(log).toEqual(['early', 'late']);
  });
});
