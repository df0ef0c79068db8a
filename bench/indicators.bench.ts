import { atrOf } from '../shared/domain/indicators/atr';
import { emaOf } from '../shared/domain/indicators/ema';
import { rsiOf } from '../shared/domain/indicators/rsi';
import { median, type Benchmark } from './benchmark';
import { close, high, low, nanosecondsPerBar } from './indicator-bars';

const out = new Float64Array(close.length);

/** EMA 21, RSI 14 and ATR 14 over columns, the three together, beside the shortest loops that give the same figures. */
export const benchmark: Benchmark = {
  id: 'indicators',
  unit: 'ns per bar for all three',
  better: 'lower',
  peer: 'bare loops',
  aim: { text: '≤ 1.5 × the bare loops', isMet: ({ ratio }) => ratio !== null && ratio >= 1 / 1.5 },
  run({ quick }) {
    const rounds = quick ? 15 : 60;
    return { value: median(nanosecondsPerBar(rounds, own)), peerValue: median(nanosecondsPerBar(rounds, bare)) };
  },
};

function own(): number {
  emaOf(close, 21, out);
  const ema = out.at(-1) ?? 0;
  rsiOf(close, 14, out);
  const rsi = out.at(-1) ?? 0;
  atrOf({ high, low, close }, 14, out);
  return ema + rsi + (out.at(-1) ?? 0);
}

function bare(): number {
  return bareEma() + bareRsi() + bareAtr();
}

function bareEma(): number {
  let average = close[0] ?? 0;
  for (let row = 1; row < close.length; row += 1) {
    average += (2 / 22) * ((close[row] ?? 0) - average);
    out[row] = average;
  }
  return average;
}

function bareRsi(): number {
  let gain = 0;
  let loss = 0;
  let last = close[0] ?? 0;
  for (let row = 1; row < close.length; row += 1) {
    const change = (close[row] ?? 0) - last;
    last = close[row] ?? 0;
    gain += (1 / 14) * ((change > 0 ? change : 0) - gain);
    loss += (1 / 14) * ((change < 0 ? -change : 0) - loss);
    out[row] = (100 * gain) / (gain + loss);
  }
  return gain;
}

function bareAtr(): number {
  let average = 0;
  let last = close[0] ?? 0;
  for (let row = 1; row < close.length; row += 1) {
    const top = high[row] ?? 0;
    const bottom = low[row] ?? 0;
    average += (1 / 14) * ((top > last ? top : last) - (bottom < last ? bottom : last) - average);
    last = close[row] ?? 0;
    out[row] = average;
  }
  return average;
}
