import { EXPIRY_PARAM } from '#shared/domain/at-the-money';
import { passedEnd } from '#shared/domain/bracket';
import { candleBlock, entryBlock } from '#shared/domain/entry-conditions';
import {
  FORWARD_PARAMS,
  forwardTable,
  noteSignal,
  NO_SIGNALS,
  passBar,
  proofOf,
  type ForwardState,
} from '#shared/domain/forward-performance';
import { forwardFigures } from '#shared/domain/forward-table';
import { Atr, type AtrState } from '#shared/domain/indicators/atr';
import { Ema, type EmaState } from '#shared/domain/indicators/ema';
import type { InstrumentId } from '#shared/domain/instrument';
import {
  barNeeds,
  foldJoined,
  join,
  NOTHING_JOINED,
  sourcesOf,
  type JoinedBar,
  type Joining,
} from '#shared/domain/joined-bars';
import type { ParamSchema, ParamsOf } from '#shared/domain/params';
import {
  act,
  defineStrategy,
  hold,
  SESSION_PARAMS,
  type Action,
  type Decision,
  type StrategyContext,
} from '#shared/domain/strategy';
import { ATR_PARAM, INTERVAL_PARAM, SYMBOL_PARAM, VOLUME_PARAMS } from '#shared/domain/strategy-params';
import { isOverSince, openWith } from '#shared/domain/signal-trade';
import { istClock, istStamp } from '#shared/domain/time';
import { isLive } from '#shared/domain/trade';
import { describeTrade } from '#shared/domain/trade-words';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, type EpochMs, type Fraction, type Paise } from '#shared/domain/units';
import { carry, QUANTITY_PARAM, vehicleNeeds, VEHICLES, type Carrier, type Direction } from '#shared/domain/vehicle';
import { hasVolume, NO_VOLUME, volumeRatio, volumeWords, type VolumeState } from '#shared/domain/volume-ratio';
import { err, type Result } from '#shared/domain/result';
import { inPercent, inPoints, symbolOf } from '#shared/domain/words';

const params = {
  symbol: SYMBOL_PARAM,
  vehicle: {
    kind: 'choice',
    label: 'Trade with',
    hint: 'What is bought or sold on a cross. An index cannot be traded itself.',
    initial: 'future',
    options: [VEHICLES.itself, VEHICLES.future, VEHICLES.boughtOption],
  },
  expiry: EXPIRY_PARAM,
  quantity: QUANTITY_PARAM,
  interval: INTERVAL_PARAM,
  fast: {
    kind: 'integer',
    label: 'Fast EMA',
    hint: 'Candles of the average that turns first.',
    min: 2,
    max: 100,
    unit: 'candles',
    initial: 9,
  },
  slow: {
    kind: 'integer',
    label: 'Slow EMA',
    hint: 'Candles of the average that is crossed; longer than the fast one.',
    min: 3,
    max: 400,
    unit: 'candles',
    initial: 21,
  },
  filter: {
    kind: 'decimal',
    label: 'Breakout filter',
    hint: 'The crossing candle has to close so far beyond the slow EMA; it keeps sideways markets out.',
    min: 0,
    max: 0.05,
    step: 0.0005,
    unit: '%',
    initial: 0.001,
  },
  ...VOLUME_PARAMS,
  atr: ATR_PARAM,
  stopAtr: {
    kind: 'decimal',
    label: 'Stop',
    hint: 'Distance of the stop from the close of the crossing candle.',
    min: 0.1,
    max: 10,
    step: 0.1,
    unit: 'ATR',
    initial: 1.5,
  },
  ...FORWARD_PARAMS,
  history: {
    kind: 'integer',
    label: 'History',
    hint: 'Past candles to learn from; 1,500 of five minutes are twenty days.',
    min: 100,
    max: 5_000,
    unit: 'candles',
    initial: 1_500,
  },
  ...SESSION_PARAMS,
} as const satisfies ParamSchema;

type Params = ParamsOf<typeof params>;
type Context = StrategyContext<Params>;

/** What the last candle looked like. */
interface Look {
  readonly close: Paise;
  readonly fast: number;
  readonly slow: number;
  readonly atr: number;
  readonly volume: number | null;
}

interface State {
  readonly lastAt: EpochMs;
  readonly fast: EmaState;
  readonly slow: EmaState;
  readonly atr: AtrState | null;
  readonly volume: VolumeState;
  readonly look: Look | null;
  /** Which side of the slow EMA the fast one is on; null before both are known. */
  readonly side: Direction | null;
  readonly forward: ForwardState;
  /** What became of the last cross when it was not traded. */
  readonly missed: string | null;
  readonly stop: { readonly price: Paise; readonly direction: Direction; readonly at: EpochMs } | null;
  readonly signalId: InstrumentId;
}

const NO_AVERAGE: EmaState = { seen: 0, value: 0 };

/** Follows the cross of two averages, for as long as following it has paid. */
export const strategy = defineStrategy({
  id: 'moving-average',
  name: 'Moving average',
  summary:
    'Goes long when the fast average crosses above the slow one and short when it crosses below, if the candle closes clear of the slow average on good volume. Leaves on the opposite cross or at an ATR stop. Measures what every past signal earned 5, 10 and 20 candles later and trades only while that is a gain after costs. Earns in trends, bleeds in ranges.',
  params,
  initial: ({ symbol }): Joining<State> => ({ join: NOTHING_JOINED, own: fresh(spotOf(symbol)) }),

  needs(given, catalogue) {
    const bars = barNeeds(sourcesOf(given.symbol, catalogue), given.interval, given.history, catalogue);
    return bars.length === 0 ? [] : [...vehicleNeeds(given, catalogue), ...bars];
  },

  onTrade: ({ join: waiting, own }, _, context) => hold({ join: waiting, own: settled(own, context) }),
  onBar({ join: waiting, own }, bar, context) {
    const joined = join(waiting, bar, sourcesOf(context.params.symbol, context.catalogue));
    return foldJoined(joined, settled(own, context), (state, candle) => onCandle(state, candle, context));
  },
  describe: ({ own }, context) => describe(own, context),
  figures: ({ own: { forward } }, { cost }) => forwardFigures(forward, cost),
  drawings: ({ own: { stop, signalId } }) =>
    stop ? [{ instrument: signalId, price: stop.price, label: `Stop of the ${stop.direction}`, tone: 'stop' }] : [],
});

function fresh(signalId: InstrumentId): State {
  return {
    lastAt: 0,
    fast: NO_AVERAGE,
    slow: NO_AVERAGE,
    atr: null,
    volume: NO_VOLUME,
    look: null,
    side: null,
    forward: NO_SIGNALS,
    missed: null,
    stop: null,
    signalId,
  };
}

/** A trade that has ended needs no stop. */
function settled(state: State, { trades }: Context): State {
  return isOverSince(trades, state.stop) ? { ...state, stop: null } : state;
}

function onCandle(before: State, bar: JoinedBar, context: Context): Decision<State> {
  if (bar.startAt <= before.lastAt) return hold(before);
  const averaged = average(before, bar, context.params);
  const { look, side } = averaged;
  if (!look || before.side === null || side === null || side === before.side) return hold(averaged);
  return onCross(averaged, { look, bar, crossed: side }, context);
}

interface Cross {
  readonly crossed: Direction;
  readonly look: Look;
  readonly bar: JoinedBar;
}

function onCross(averaged: State, { crossed, look, bar }: Cross, context: Context): Decision<State> {
  const live = context.trades.findLast(isLive);
  const { params: given } = context;
  const leaving: readonly Action[] = live
    ? [{ kind: 'close', tradeId: live.id, reason: `Opposite cross: ${crossWords(look, given)}` }]
    : [];
  const name = `${crossed} cross of ${istClock(bar.startAt)}`;
  const tooClose = closeness(look, crossed, given);
  const tooThin = hasVolume(look.volume, given.volumeFactor) ? null : volumeWords(look.volume, given.volumeFactor);
  // Where the past tells no volume, its crosses are measured by the price alone.
  const counts = tooClose === null && (tooThin === null || bar.traded === null);
  const noted: State = counts ? { ...averaged, forward: noteSignal(averaged.forward, crossed, bar.close) } : averaged;
  const lacking = tooClose ?? tooThin;
  const stop = nearestPaise(bar.close - (crossed === 'long' ? 1 : -1) * given.stopAtr * look.atr);
  const carrier = lacking === null ? mayEnter({ direction: crossed, stop }, bar, averaged, context) : err(lacking);
  if (!carrier.ok) return leave({ ...noted, missed: `${name} not traded, ${carrier.error}` }, leaving);
  return enter(noted, { direction: crossed, stop, look, bar, carrier: carrier.value, leaving }, context);
}

/** Folds the candle into every average. */
function average(before: State, bar: JoinedBar, given: Params): State {
  const fast = new Ema(given.fast, before.fast);
  const slow = new Ema(given.slow, before.slow);
  const atr = before.atr ? new Atr(given.atr, before.atr) : new Atr(given.atr);
  const { state: volume, ratio } = volumeRatio(before.volume, bar.traded?.volume ?? null, given.volumeBars);
  const values = { fast: fast.next(bar.close), slow: slow.next(bar.close), atr: atr.next(bar) };
  const look: Look | null =
    values.fast !== null && values.slow !== null && values.atr !== null
      ? { close: bar.close, fast: values.fast, slow: values.slow, atr: values.atr, volume: ratio }
      : null;
  // Written out, for a spread takes ten times as long and this runs for every candle of every back-test.
  return {
    lastAt: bar.startAt,
    fast: fast.state,
    slow: slow.state,
    atr: atr.state,
    volume,
    look,
    side: look && look.fast !== look.slow ? (look.fast > look.slow ? 'long' : 'short') : before.side,
    forward: passBar(before.forward, bar.close),
    missed: before.missed,
    stop: before.stop,
    signalId: before.signalId,
  };
}

/** How the crossing candle closes too near the slow average; null when it is clear of it. */
function closeness(look: Look, direction: Direction, { filter }: Params): string | null {
  const distance = beyond(look, direction);
  return distance >= filter ? null : `close ${inPercent(distance)} beyond the slow EMA, needs ${inPercent(filter)}`;
}

function beyond({ close, slow }: Look, direction: Direction): Fraction {
  return (direction === 'long' ? 1 : -1) * (close / slow - 1);
}

interface End {
  readonly direction: Direction;
  readonly stop: Paise;
}

function mayEnter(end: End, bar: JoinedBar, { forward, signalId }: State, context: Context): Result<Carrier, string> {
  const { params: given } = context;
  const proof = proofOf(forward, given);
  const block =
    candleBlock(bar.startAt, given.interval, context) ??
    (given.validate && !proof.isProven ? proof.words : null) ??
    passedEnd(end, context.quote(signalId)?.ltp);
  return block === null ? carry(end.direction, given, context) : err(block);
}

interface Signal extends End {
  readonly look: Look;
  readonly bar: JoinedBar;
  readonly carrier: Carrier;
  /** The exit of the opposite trade, when one is open. */
  readonly leaving: readonly Action[];
}

function enter(
  state: State,
  { direction, stop, look, bar, carrier, leaving }: Signal,
  { params: given, now }: Context,
): Decision<State> {
  const [below, above] = direction === 'long' ? [stop, null] : [null, stop];
  const words = crossWords(look, given);
  return act(
    { ...state, missed: null, stop: { price: stop, direction, at: now } },
    `${direction}: ${words}; ${carrier.title}`,
    ...leaving,
    openWith(
      {
        carrier,
        signal: `${direction} cross of ${istStamp(bar.startAt)}`,
        title: `${given.symbol} ${direction} cross`,
        inputs: {
          Close: inPoints(look.close),
          Averages: words,
          Volume: volumeWords(look.volume, given.volumeFactor),
          ATR: inPoints(look.atr),
          Stop: inPoints(stop),
          ...forwardTable(state.forward, given.cost),
        },
        exits: { bounds: { instrument: state.signalId, below, above } },
      },
      given,
    ),
  );
}

/** Leaves the opposite trade, if there is one, without entering. */
function leave(state: State, leaving: readonly Action[]): Decision<State> {
  return leaving.length > 0 ? act(state, `leaving: ${state.missed}`, ...leaving) : hold(state);
}

/** What the averages, the validation or the open trade say. */
function describe({ look, missed, slow, signalId, forward }: State, context: Context): string {
  const { params: given } = context;
  const live = context.trades.findLast(isLive);
  if (live) return describeTrade(live, context);
  if (!look) return `reading past candles of ${symbolOf(signalId)}: ${slow.seen} of ${given.slow}`;
  const sentences = [
    ...(missed === null ? [] : [missed]),
    `${entryBlock(context) ?? 'waiting for a cross'}: ${crossWords(look, given)}`,
    volumeWords(look.volume, given.volumeFactor),
    ...(given.validate ? [proofOf(forward, given).words] : []),
  ];
  return sentences.join('; ');
}

function crossWords({ close, fast, slow }: Look, given: Params): string {
  return `EMA ${given.fast} ${inPoints(fast)} ${fast > slow ? 'above' : 'below'} EMA ${given.slow} ${inPoints(slow)}, close ${inPoints(close)}`;
}
