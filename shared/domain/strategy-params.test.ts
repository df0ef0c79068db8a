import { describe, expect, it } from 'vitest';
import { BAR_INTERVALS } from './bars';
import { INTERVAL_PARAM } from './strategy-params';

describe('the candles a strategy may look at', () => {
  it('are all that a chart has within the day: one of a day closes after the last entry', () => {
    expect(INTERVAL_PARAM.options.map(({ value }) => value)).toEqual(BAR_INTERVALS.filter((each) => each !== '1d'));
  });
});
