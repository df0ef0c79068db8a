import { describe, expect, it } from 'vitest';
import { bar, ist } from '#shared/engine/testing/market';
import { buildUpOf, convictionOf, disagreement, shiftWords, type ConvictionInputs } from './conviction';
import { MINUTE } from './time';

const terms = { volumeFactor: 1.5, threshold: 60 };
const agreed: ConvictionInputs = {
  bar: bar(ist('10:00'), { open: 100, close: 101 }),
  beyond: 0.25,
  volume: 1.5,
  buildUp: 'long-build-up',
  shift: { units: 5_000, share: 0.02, minutes: 15 },
};
const verdict = (change: Partial<ConvictionInputs>, direction: 'long' | 'short' = 'long', threshold = 60) =>
  disagreement(convictionOf({ ...agreed, ...change }, terms), direction, { ...terms, threshold });

describe('disagreement', () => {
  it('is none when volume, future, chain and score all go one way', () => {
    expect(verdict({})).toBeNull();
    const mirrored = {
      bar: bar(ist('10:00'), { open: 101, close: 100 }),
      beyond: -0.25,
      buildUp: 'short-build-up',
      shift: { units: -5_000, share: -0.02, minutes: 15 },
    } as const;
    expect(verdict(mirrored, 'short')).toBeNull();
  });

  it('names the first that does not', () => {
    expect(verdict({ volume: 1.4 })).toBe('volume 1.40× average, needs 1.5×');
    expect(verdict({ buildUp: 'short-covering' })).toBe('the future shows short covering, needs long build up');
    expect(verdict({ shift: null })).toBe("the chain's change of open interest is not known yet");
    expect(verdict({ shift: { units: -260, share: -0.001, minutes: 15 } })).toBe(
      'the chain disagrees: put minus call OI -260 (-0.10 %) in 15 min',
    );
    expect(verdict({ beyond: 0.05 }, 'long', 70)).toBe(
      'bias +68: price +8, volume +30, future +15, chain +15, needs past 70',
    );
  });
});

describe('buildUpOf', () => {
  const candles = (...points: readonly (readonly [minute: number, close: number, oi: number])[]) =>
    points.map(([minute, close, oi]) => bar(ist('10:00') + minute * MINUTE, { close, oi }));

  it('compares price and open interest with a quarter of an hour ago', () => {
    expect(buildUpOf(candles([0, 100, 500], [5, 90, 900], [15, 101, 510]), 15)).toBe('long-build-up');
    expect(buildUpOf(candles([0, 100, 500], [15, 99, 510]), 15)).toBe('short-build-up');
    expect(buildUpOf(candles([0, 100, 500], [15, 101, 490]), 15)).toBe('short-covering');
  });

  it('says none while it cannot know', () => {
    expect(buildUpOf(candles([0, 100, 500], [10, 101, 510]), 15)).toBe('none');
    expect(buildUpOf([bar(ist('10:00'), { close: 100 }), bar(ist('10:15'), { close: 101 })], 15)).toBe('none');
  });
});

describe('shiftWords', () => {
  it('says what is known', () => {
    expect(shiftWords(agreed.shift)).toBe('put minus call OI +5,000 (2.00 %) in 15 min');
    expect(shiftWords(null)).toBe('put minus call OI unknown');
  });
});
