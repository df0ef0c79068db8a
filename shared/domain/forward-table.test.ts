import { describe, expect, it } from 'vitest';
import { noteSignal, NO_SIGNALS, passBar } from './forward-performance';
import { forwardFigures } from './forward-table';
import { paise } from './units';

describe('the table of forward performance', () => {
  it('has count, average, hit rate and expectancy after costs of each horizon', () => {
    // Long at 100.00; the fifth candle closes 1 % higher, the tenth 1 % lower.
    let state = noteSignal(NO_SIGNALS, 'long', paise(10_000));
    for (let bar = 1; bar <= 10; bar += 1) state = passBar(state, paise(bar === 5 ? 10_100 : 9_900));
    expect(forwardFigures(state, 0.001).rows).toEqual([
      ['5 candles', '1', '1.00 %', '1', '100.00 %', '0.90 %'],
      ['10 candles', '1', '-1.00 %', '1', '0.00 %', '-1.10 %'],
      ['20 candles', '0', '–', '–', '–', '–'],
    ]);
  });
});
