import { describe, expect, it } from 'vitest';
import { Ration } from './ration';

describe('a ration', () => {
  it('makes so many changes in each turn, the oldest first', () => {
    const ration = new Ration(2);
    const made: string[] = [];
    for (const name of ['a', 'b', 'c']) ration.take(() => made.push(name) > 0);
    expect(made).toEqual([]);
    ration.spend();
    expect(made).toEqual(['a', 'b']);
    ration.spend();
    ration.spend();
    expect(made).toEqual(['a', 'b', 'c']);
  });

  it('does not count what changes nothing', () => {
    const ration = new Ration(1);
    const made: string[] = [];
    const unchanged = () => {
      made.push('same');
      return false;
    };
    ration.take(unchanged);
    ration.take(() => made.push('other') > 0);
    ration.spend();
    expect(made).toEqual(['same', 'other']);
  });

  it('makes once what was asked for twice, and nothing for who has left', () => {
    const ration = new Ration(9);
    const made: string[] = [];
    const twice = () => made.push('twice') > 0;
    const gone = () => made.push('gone') > 0;
    ration.take(twice);
    ration.take(gone);
    ration.take(twice);
    ration.leave(gone);
    ration.spend();
    expect(made).toEqual(['twice']);
  });
});
