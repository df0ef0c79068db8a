import { ATR, EMA, RSI } from 'technicalindicators';
import { Atr } from '../shared/domain/indicators/atr';
import { Ema } from '../shared/domain/indicators/ema';
import { Rsi } from '../shared/domain/indicators/rsi';
import { median, type Benchmark } from './benchmark';
import { close, high, low, nanosecondsPerBar } from './indicator-bars';

/** The same three bar by bar, as a running strategy does it. */
export const benchmark: Benchmark = {
  id: 'indicators-incremental',
  unit: 'ns per bar for all three',
  better: 'lower',
  peer: 'npm technicalindicators, nextValue',
  aim: { text: '≥ 5 × faster', isMet: ({ ratio }) => ratio !== null && ratio >= 5 },
  run({ quick }) {
    const rounds = quick ? 12 : 40;
    return {
      value: median(nanosecondsPerBar(rounds, own)),
      peerValue: median(nanosecondsPerBar(Math.ceil(rounds / 4), peer)),
    };
  },
};

function own(): number {
  const [ema, rsi, atr] = [new Ema(21), new Rsi(14), new Atr(14)];
  let sum = 0;
  for (let row = 0; row < close.length; row += 1) {
    const price = close[row] ?? 0;
    sum += (ema.next(price) ?? 0) + (rsi.next(price) ?? 0);
    sum += atr.nextOf(high[row] ?? 0, low[row] ?? 0, price) ?? 0;
  }
  return sum;
}

function peer(): number {
  const ema = new EMA({ period: 21, values: [] });
  const rsi = new RSI({ period: 14, values: [] });
  const atr = new ATR({ period: 14, high: [], low: [], close: [] });
  let sum = 0;
  for (let row = 0; row < close.length; row += 1) {
    const price = close[row] ?? 0;
    // Before there are enough values each answers undefined.
    sum += (ema.nextValue(price) ?? 0) + (rsi.nextValue(price) ?? 0);
    sum += atr.nextValue({ high: high[row] ?? 0, low: low[row] ?? 0, close: price }) ?? 0;
  }
  return sum;
}
