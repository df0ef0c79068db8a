import { EXPIRY_PARAM } from '#shared/domain/at-the-money';
import { boundsOf, bracketDrawings, passedEnd } from '#shared/domain/bracket';
import type { Catalogue } from '#shared/domain/catalogue';
import { candleBlock, entryBlock } from '#shared/domain/entry-conditions';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ParamSchema, ParamsOf } from '#shared/domain/params';
import { err, type Result } from '#shared/domain/result';
import { openWith, type SignalTrade } from '#shared/domain/signal-trade';
import {
  act,
  defineStrategy,
  hold,
  SESSION_PARAMS,
  type ClosedBar,
  type Decision,
  type Drawing,
  type StrategyContext,
} from '#shared/domain/strategy';
import { INTERVAL_PARAM, SYMBOL_PARAM } from '#shared/domain/strategy-params';
import {
  breakOf,
  pointOf,
  pointsNeeded,
  supportResistance,
  type Point,
  type SupportResistance,
} from '#shared/domain/support-resistance';
import { istClock } from '#shared/domain/time';
import { isLive, tradeSince } from '#shared/domain/trade';
import { describeTrade } from '#shared/domain/trade-words';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, type EpochMs, type Paise } from '#shared/domain/units';
import {
  carry,
  nearFuture,
  QUANTITY_PARAM,
  VEHICLES,
  vehicleNeeds,
  type Carrier,
  type Direction,
} from '#shared/domain/vehicle';
import { inPercent, inPoints, symbolOf } from '#shared/domain/words';

const params = {
  symbol: SYMBOL_PARAM,
  vehicle: {
    kind: 'choice',
    label: 'Trade with',
    hint: 'What is bought or sold on a breakout. An index cannot be traded itself.',
    initial: 'future',
    options: [VEHICLES.itself, VEHICLES.future, VEHICLES.boughtOption],
  },
  candlesOf: {
    kind: 'choice',
    label: 'Candles of',
    hint: 'Where levels and breakouts are looked for.',
    initial: 'spot',
    options: [
      { value: 'spot', label: 'The index or share' },
      { value: 'future', label: 'Its near future' },
    ],
  },
  expiry: EXPIRY_PARAM,
  quantity: QUANTITY_PARAM,
  interval: INTERVAL_PARAM,
  lookback: {
    kind: 'integer',
    label: 'Lookback',
    hint: 'A swing is the extreme of so many candles around it, half of them on either side.',
    min: 2,
    max: 50,
    unit: 'candles',
    initial: 10,
  },
  window: {
    kind: 'integer',
    label: 'Window',
    hint: 'Levels are the outermost swings of so many candles; 60 of five minutes are five hours.',
    min: 12,
    max: 300,
    unit: 'candles',
    initial: 60,
  },
  target: {
    kind: 'decimal',
    label: 'Target',
    hint: 'Gain at which to leave, from the entry price of the future or share; for an option, of the index or share.',
    min: 0.001,
    max: 0.5,
    step: 0.001,
    unit: '%',
    initial: 0.03,
  },
  stop: {
    kind: 'decimal',
    label: 'Stop',
    hint: 'Loss at which to leave, measured like the target.',
    min: 0.001,
    max: 0.5,
    step: 0.001,
    unit: '%',
    initial: 0.01,
  },
  ...SESSION_PARAMS,
  squareOffAt: {
    ...SESSION_PARAMS.squareOffAt,
    hint: 'Everything is exited at this time (IST); a share at 15:10 at the latest, because its continuous trading ends at 15:15.',
  },
} as const satisfies ParamSchema;

type Params = ParamsOf<typeof params>;
type Context = StrategyContext<Params>;

/** The breakout that the last call was made on. */
interface Breakout {
  readonly at: EpochMs;
  readonly direction: Direction;
  /** Close of the breaking candle. */
  readonly price: Paise;
  readonly stop: Paise;
  readonly target: Paise;
}

interface State {
  /** Candles since the levels were last cleared, at most a window of them. */
  readonly points: readonly Point[];
  /** Candles that began earlier belong to levels that have been used. */
  readonly since: EpochMs;
  readonly levels: SupportResistance | null;
  /** While set, the levels are locked. */
  readonly breakout: Breakout | null;
  /** Why the breakout of the last candle was not traded; null when there was none. */
  readonly missed: string | null;
  readonly signalId: InstrumentId;
}

/** Trades the first close beyond support or resistance, then looks for new levels. */
export const strategy = defineStrategy({
  id: 'sr-breakout',
  name: 'S/R breakout',
  summary:
    'Finds support and resistance from the swings of past candles. Goes long when a candle closes above resistance and short when one closes below support: one trade per breakout. Leaves at the target or the stop, then forgets the levels and finds new ones. Earns when ranges give way, loses a little on false breaks.',
  params,
  initial: (given): State => fresh(0, spotOf(given.symbol)),

  needs(given, catalogue) {
    const instrument = signalOf(given, catalogue);
    if (!instrument || !catalogue.get(instrument)) return [];
    return [
      ...vehicleNeeds(given, catalogue),
      { kind: 'quote', instrument },
      { kind: 'bars', instrument, interval: given.interval, history: given.window },
    ];
  },

  onTrade: (state, _, context) => hold(cleared(state, context, null)),
  onBar: (state, bar, context) => onCandle(cleared(state, context, bar), bar, context),
  describe,
  drawings: drawingsOf,
});

function onCandle(state: State, bar: ClosedBar, context: Context): Decision<State> {
  const { params: given } = context;
  const previous = state.points.at(-1);
  const isNew = bar.startAt >= state.since && bar.startAt > (previous?.startAt ?? -1);
  if (state.breakout || !isNew) return hold(state);

  const points = [...state.points, pointOf(bar)].slice(-given.window);
  const next: State = {
    ...state,
    points,
    levels: supportResistance(points, given.lookback),
    missed: null,
    signalId: bar.instrument,
  };
  // The candle is held against the levels of the candles before it.
  const direction = state.levels && previous ? breakOf(state.levels, previous.close, bar.close) : null;
  if (!state.levels || direction === null) return hold(next);

  const broken =
    direction === 'long'
      ? `above resistance ${inPoints(state.levels.resistance)}`
      : `below support ${inPoints(state.levels.support)}`;
  const found = `${symbolOf(bar.instrument)} closed at ${inPoints(bar.close)}, ${broken}`;
  const breakout = breakoutAt(direction, bar, context);
  const carrier = mayEnter(breakout, bar, context);
  if (!carrier.ok) return hold({ ...next, missed: `${found}: not traded, ${carrier.error}` });
  return enter({ ...next, levels: state.levels, breakout }, { found, bar, carrier: carrier.value }, given);
}

function breakoutAt(direction: Direction, { close }: ClosedBar, { params: given, now }: Context): Breakout {
  const sign = direction === 'long' ? 1 : -1;
  return {
    at: now,
    direction,
    price: close,
    stop: nearestPaise(close * (1 - sign * given.stop)),
    target: nearestPaise(close * (1 + sign * given.target)),
  };
}

function mayEnter(breakout: Breakout, bar: ClosedBar, context: Context): Result<Carrier, string> {
  const { params: given } = context;
  // A future's or share's own stop and target count from where it is filled.
  const passed = given.vehicle === 'bought-option' ? passedEnd(breakout, context.quote(bar.instrument)?.ltp) : null;
  const block = candleBlock(bar.startAt, bar.interval, context) ?? passed;
  return block === null ? carry(breakout.direction, given, context) : err(block);
}

interface Signal {
  readonly found: string;
  readonly bar: ClosedBar;
  readonly carrier: Carrier;
}

function enter(
  state: State & { readonly breakout: Breakout },
  { found, bar, carrier }: Signal,
  given: Params,
): Decision<State> {
  const { direction } = state.breakout;
  const call = openWith(
    {
      carrier,
      signal: `${direction} on the candle of ${istClock(bar.startAt)}`,
      title: `${given.symbol} ${direction} breakout`,
      inputs: {
        Close: inPoints(bar.close),
        Support: inPoints(state.levels?.support ?? 0),
        Resistance: inPoints(state.levels?.resistance ?? 0),
        Candles: `${state.points.length} of ${given.interval}`,
        Stop: inPercent(given.stop),
        Target: inPercent(given.target),
      },
      exits: exitsOf(state.breakout, bar.instrument, given),
    },
    given,
  );
  return act(state, `${direction}: ${found}; ${carrier.title}`, call);
}

/** A future or share is held against its own entry price; an option against the prices of what gave the signal. */
function exitsOf(breakout: Breakout, instrument: InstrumentId, given: Params): SignalTrade['exits'] {
  if (given.vehicle !== 'bought-option') return { legStop: given.stop, legTarget: given.target };
  return { bounds: { instrument, ...boundsOf(breakout) } };
}

function describe(state: State, context: Context): string {
  const { breakout, missed } = state;
  const trade = breakout ? tradeSince(context.trades, breakout.at) : undefined;
  if (trade) return describeTrade(trade, context);
  if (breakout) return `called the ${breakout.direction} breakout at ${istClock(breakout.at)}; no trade yet`;
  const watching = watchingOf(state, context);
  return missed === null ? watching : `${missed}; ${watching}`;
}

function watchingOf({ signalId, levels, points }: State, context: Context): string {
  const { interval, lookback } = context.params;
  const ltp = context.quote(signalId)?.ltp;
  const price = `${symbolOf(signalId)} ${ltp === undefined ? 'not priced yet' : inPoints(ltp)}`;
  const needed = pointsNeeded(lookback);
  if (points.length < needed) return `insufficient data points: ${points.length} of ${needed}; ${price}`;
  if (!levels) return `no valid levels in ${points.length} candles; ${price}`;
  const watched = `support ${inPoints(levels.support)}, resistance ${inPoints(levels.resistance)}; ${price}`;
  const block = entryBlock(context);
  return block === null ? `waiting for a ${interval} close beyond ${watched}` : `${block}; ${watched}`;
}

/**
 * The state without levels that have been used: their trade is over, or, by the candle after the call, there
 * never was one (refused, or signals only). New levels come from candles that begin later.
 */
function cleared(state: State, context: Context, bar: ClosedBar | null): State {
  if (!state.breakout) return state;
  const trade = tradeSince(context.trades, state.breakout.at);
  if (trade) return isLive(trade) ? state : fresh(trade.closedAt ?? context.now, state.signalId);
  return bar && bar.startAt >= state.breakout.at ? fresh(state.breakout.at, state.signalId) : state;
}

function fresh(since: EpochMs, signalId: InstrumentId): State {
  return { points: [], since, levels: null, breakout: null, missed: null, signalId };
}

function signalOf({ symbol, candlesOf }: Params, catalogue: Catalogue): InstrumentId | undefined {
  return candlesOf === 'spot' ? spotOf(symbol) : nearFuture(symbol, catalogue);
}

function drawingsOf({ levels, breakout, signalId: instrument }: State): readonly Drawing[] {
  const lines: readonly Drawing[] = levels
    ? [
        { instrument, price: levels.support, label: 'Support', tone: 'support' },
        { instrument, price: levels.resistance, label: 'Resistance', tone: 'resistance' },
      ]
    : [];
  if (!breakout) return lines;
  return [
    ...lines,
    { instrument, price: breakout.price, label: `Broke ${breakout.direction}`, tone: 'neutral' },
    ...bracketDrawings(breakout, instrument),
  ];
}
