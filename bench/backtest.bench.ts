import { DataFrame } from 'data-forge';
import { backtest, type IBar, type IStrategy } from 'grademark';
import type { TradeDirection } from 'grademark/build/lib/strategy';
import { planInstances } from '../electron/research/instances';
import { researchLimits } from '../electron/research/limits';
import { play } from '../electron/research/play';
import type { PlayTerms } from '../electron/research/play-terms';
import { candleRecording, readCandles } from '../electron/research/sources/candles';
import { USUAL_SLIPPAGE } from '../electron/research/slippage';
import { EXECUTION } from '../electron/wiring/execution';
import type { Bar } from '../shared/domain/bars';
import { emaOf } from '../shared/domain/indicators/ema';
import { closedBar } from '../shared/domain/strategy';
import type { HostListener } from '../shared/engine/hosting';
import { createInlineHost } from '../shared/engine/inline-host';
import { strategyById } from '../shared/engine/registry';
import { rupees } from '../shared/domain/units';
import { median, type Benchmark } from './benchmark';

const [FAST, SLOW] = [9, 21];

// The package declares this enum and leaves it out of what can be imported; these are its values.
const LONG = 'long' as TradeDirection;
const SHORT = 'short' as TradeDirection;

/**
 * The cross of two averages over half a year of NIFTY minutes. Ours is the whole desk: the strategy with its reasons in words, risk
 * gate, orders, fills, charges, stops watched inside the candle, and a hundred candles of warm-up each morning. The peer is
 * entries and exits alone.
 */
export const benchmark: Benchmark = {
  id: 'backtest',
  unit: 'bars per second',
  better: 'higher',
  peer: 'grademark, without charges, stops or risk',
  aim: {
    text: '≥ 5 × and ≥ 5,000,000 bars/s',
    isMet: ({ value, ratio }) => value >= 5_000_000 && (ratio ?? 0) >= 5,
  },
  async run({ quick }) {
    const rounds = quick ? 2 : 5;
    const { bars } = candles();
    const [value, still] = [await ours(rounds, CROSSES), await ours(rounds, NO_CROSSES)];
    const note = `one trade in ${Math.round(bars.length / value.trades)} candles; ${Math.round(still.rate)} without any, ${Math.round(strategyAlone(rounds, bars))} by the strategy alone`;
    return { value: value.rate, peerValue: peers(rounds, bars), note };
  },
};

const EVERY_MINUTE = ['interval=1m', 'history=100', 'validate=false'];
const CROSSES = [...EVERY_MINUTE, 'filter=0'];
/** No minute closes a twentieth beyond its average: all is watched and nothing is traded. */
const NO_CROSSES = [...EVERY_MINUTE, 'filter=0.05'];

interface Played {
  /** Bars per second. */
  readonly rate: number;
  readonly trades: number;
}

function candles() {
  return readCandles('bench/recordings/NIFTY50-minute-2024H1.csv.gz', null);
}

async function ours(rounds: number, params: readonly string[]): Promise<Played> {
  const recorded = candles();
  const recording = candleRecording(recorded);
  const terms = termsFor(recording, params);
  const samples: number[] = [];
  let count = 0;
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    const { trades } = await play(recording, terms);
    const seconds = (performance.now() - began) / 1_000;
    if ((trades.length === 0) !== (params === NO_CROSSES)) throw new Error(`Did not expect ${trades.length} trades`);
    count = trades.length;
    if (round > 0) samples.push(recorded.bars.length / seconds);
  }
  return { rate: median(samples), trades: count };
}

function termsFor(recording: ReturnType<typeof candleRecording>, params: readonly string[]): PlayTerms {
  const strategy = strategyById('moving-average');
  if (!strategy) throw new Error('There is no moving average');
  const planned = planInstances([strategy], params, recording);
  if (!planned.ok) throw new Error(planned.error);
  const { instances } = planned.value;
  return {
    instances,
    limits: researchLimits(),
    policy: EXECUTION,
    slippage: USUAL_SLIPPAGE,
    capital: rupees(2_000_000),
  };
}

/** What no engine can exceed as long as strategies are what they are: the strategy folds all candles in one go, and nobody listens. */
function strategyAlone(rounds: number, bars: readonly Bar[]): number {
  const recording = candleRecording(candles());
  const [instance] = termsFor(recording, NO_CROSSES).instances;
  const instruments = recording.days.at(-1)?.instruments ?? [];
  if (!instance) throw new Error('There is no instance');
  const { strategy, params } = instance;
  const told = instruments.map(({ id }) => bars.map((bar) => closedBar(bar, id, '1m')));
  const inOrder = bars.flatMap((_, index) => told.flatMap((series) => series[index] ?? []));
  const samples: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const host = createInlineHost(NOBODY, { tells: 'actions' });
    host.start({ instance: 'alone', strategy, params, state: null, instruments, trades: [], at: 0 });
    const began = performance.now();
    host.send({ at: 0, quotes: [], bars: inOrder, trades: [], isWarmUp: false });
    const seconds = (performance.now() - began) / 1_000;
    if (!host.words().includes('not traded')) throw new Error(`Did not expect "${host.words()}"`);
    if (round > 0) samples.push(bars.length / seconds);
  }
  return median(samples);
}

const NOBODY: HostListener = {
  onNeeds: () => undefined,
  onDecision: () => undefined,
  onFailed: (_, message) => {
    throw new Error(message);
  },
};

interface PlainBar extends IBar {
  readonly time: Date;
  readonly volume: number;
}

/** −1 below, 1 above, 0 when not known: which side of the slow average the fast one is on. */
interface SidedBar extends PlainBar {
  readonly side: number;
  readonly sideBefore: number;
}

const CROSS: IStrategy<PlainBar, SidedBar, object> = {
  prepIndicators({ inputSeries }) {
    const bars = inputSeries.toArray();
    const closes = Float64Array.from(bars, ({ close }) => close);
    const [fast, slow] = [emaOf(closes, FAST), emaOf(closes, SLOW)];
    const side = (index: number) => Math.sign((fast[index] ?? 0) - (slow[index] ?? 0)) || 0;
    return new DataFrame<number, SidedBar>(
      bars.map((bar, index) => ({ ...bar, side: side(index), sideBefore: side(index - 1) })),
    );
  },
  entryRule(enterPosition, { bar }) {
    if (bar.side !== bar.sideBefore && bar.side !== 0) enterPosition({ direction: bar.side > 0 ? LONG : SHORT });
  },
  exitRule(exitPosition, { bar, position }) {
    if (bar.side === (position.direction === LONG ? -1 : 1)) exitPosition();
  },
};

function peers(rounds: number, bars: readonly Bar[]): number {
  const frame = new DataFrame<number, PlainBar>(
    bars.map(({ startAt, open, high, low, close, volume }) => ({
      time: new Date(startAt),
      open,
      high,
      low,
      close,
      volume,
    })),
  );
  const samples: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    const trades = backtest(CROSS, frame);
    const seconds = (performance.now() - began) / 1_000;
    if (trades.length === 0) throw new Error('Expected the peer to trade');
    if (round > 0) samples.push(bars.length / seconds);
  }
  return median(samples);
}
