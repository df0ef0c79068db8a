import { describe, expect, it } from 'vitest';
import { Ration } from './ration';

function framed(perFrame: number) {
  const due: (() => void)[] = [];
  const ration = new Ration(perFrame, (run) => due.push(run));
  return { ration, frame: () => due.shift()?.(), isQuiet: () => due.length === 0 };
}

describe('a ration', () => {
  it('makes so many changes in each frame, the oldest first', () => {
    const { ration, frame, isQuiet } = framed(2);
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) ration.take(() => made.push(name) > 0);
    expect(made).toEqual([]);
    frame();
    expect(made).toEqual(['a', 'b']);
    frame();
    expect(made).toEqual(['a', 'b', 'c']);
    expect(isQuiet()).toBe(true);
  });

  it('does not count what changes nothing', () => {
    const { ration, frame } = framed(1);
    const made: string[] = [];
    const unchanged = () => {
      made.push('same');
      return false;
    };
    ration.take(unchanged);
    ration.take(() => made.push('other') > 0);
    frame();
    expect(made).toEqual(['same', 'other']);
  });

  it('makes once what was asked for twice, and nothing for who has left', () => {
    const { ration, frame } = framed(9);
    const made: string[] = [];
    const twice = () => made.push('twice') > 0;
    const gone = () => made.push('gone') > 0;
    ration.take(twice);
    ration.take(gone);
    ration.take(twice);
    ration.leave(gone);
    frame();
    expect(made).toEqual(['twice']);
  });
});
