import { describe, expect, it } from 'vitest';
import { buildUp } from './build-up';

describe('buildUp', () => {
  it.each([
    [5, 100, 'long-build-up'],
    [-5, 100, 'short-build-up'],
    [5, -100, 'short-covering'],
    [-5, -100, 'long-unwinding'],
    [0, 100, 'none'],
    [5, 0, 'none'],
    [Number.NaN, 100, 'none'],
  ])('of a price change of %d and an OI change of %d is %s', (price, oi, expected) => {
    expect(buildUp(price, oi)).toBe(expected);
  });
});
