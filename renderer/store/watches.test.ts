import { describe, expect, it } from 'vitest';
import { hold } from './watches';

describe('hold', () => {
  it('lets go of what is watched when the last of its holders does', () => {
    const log: string[] = [];
    const first = hold('NIFTY', () => log.push('released'));
    const second = hold('NIFTY', () => log.push('released'));
    first();
    expect(log).toEqual([]);
    second();
    expect(log).toEqual(['released']);
  });

  it('counts a holder that lets go twice once', () => {
    const log: string[] = [];
    const first = hold('BANKNIFTY', () => log.push('released'));
    const second = hold('BANKNIFTY', () => log.push('released'));
    first();
    first();
    expect(log).toEqual([]);
    second();
    expect(log).toEqual(['released']);
  });

  it('begins anew after everything was let go', () => {
    const log: string[] = [];
    hold('SENSEX', () => log.push('first'))();
    hold('SENSEX', () => log.push('second'))();
    expect(log).toEqual(['first', 'second']);
  });
});
