import { describe, expect, it } from 'vitest';
import { istAt } from '#shared/domain/time';
import { gapWords } from './gap-words';

const OPENS = istAt('2026-08-18', '09:15');

describe('gapWords', () => {
  it('names the breaks by their clock', () => {
    expect(gapWords('0001101', OPENS)).toBe('No prices 09:15–09:18, 09:20–09:21');
  });

  it('says nothing of a whole session', () => {
    expect(gapWords('1111', OPENS)).toBe('');
  });

  it('counts breaks beyond a few', () => {
    expect(gapWords('01'.repeat(7), OPENS)).toMatch(/09:21–09:22 and 3 more times$/);
  });
});
