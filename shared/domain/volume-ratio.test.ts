import { describe, expect, it } from 'vitest';
import { hasVolume, NO_VOLUME, volumeRatio, volumeWords } from './volume-ratio';

function ratios(volumes: readonly (number | null)[], bars: number): readonly (number | null)[] {
  let state = NO_VOLUME;
  return volumes.map((volume) => {
    const next = volumeRatio(JSON.parse(JSON.stringify(state)), volume, bars);
    state = next.state;
    return next.ratio;
  });
}

describe('volumeRatio', () => {
  it('compares a candle with the ones before it, not with itself', () => {
    expect(ratios([100, 200, 300, 400, 60], 3)).toEqual([null, null, null, 2, 0.2]);
  });

  it('says nothing where nothing traded before', () => {
    expect(ratios([0, 0, 50, 50], 2)).toEqual([null, null, null, 2]);
  });
});

describe('a candle without a known volume', () => {
  it('has no ratio and leaves the average as it is', () => {
    expect(ratios([100, null, 200, null, 300], 2)).toEqual([null, null, null, null, 2]);
  });
});

describe('hasVolume', () => {
  it('passes a candle at the factor, and any when the factor is 0', () => {
    expect([hasVolume(1.2, 1.2), hasVolume(1.19, 1.2), hasVolume(null, 1.2), hasVolume(null, 0)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('puts figures into words', () => {
    expect(volumeWords(0.84, 1.5)).toBe('volume 0.84× average, needs 1.5×');
    expect(volumeWords(null, 0)).toBe('volume unknown');
  });
});
