import { chainNeeds, chainOf, EXPIRY_PARAM } from '#shared/domain/at-the-money';
import type { Bar } from '#shared/domain/bars';
import { boundsOf, bracketDrawings, bracketOf, passedEnd, type Bracket } from '#shared/domain/bracket';
import { NO_CANDLES, remember, type CandleMemory } from '#shared/domain/candle-memory';
import { candleBlock, entryBlock } from '#shared/domain/entry-conditions';
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
import { keyZones, openInterestOf, previousDayOf } from '#shared/domain/key-zones';
import type { ParamSchema, ParamsOf } from '#shared/domain/params';
import { err, type Result } from '#shared/domain/result';
import {
  act,
  defineStrategy,
  hold,
  SESSION_PARAMS,
  type Decision,
  type StrategyContext,
} from '#shared/domain/strategy';
import {
  ATR_PARAM,
  INTERVAL_PARAM,
  OPENING_PARAM,
  SWING_PARAMS,
  SYMBOL_PARAM,
  TARGET_PARAM,
  VOLUME_PARAMS,
} from '#shared/domain/strategy-params';
import { liveSince, openWith, settled } from '#shared/domain/signal-trade';
import { istClock, istDate, type IstDate } from '#shared/domain/time';
import { isLive } from '#shared/domain/trade';
import { describeTrade } from '#shared/domain/trade-words';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, type EpochMs } from '#shared/domain/units';
import { carry, QUANTITY_PARAM, vehicleNeeds, VEHICLES, type Carrier, type Direction } from '#shared/domain/vehicle';
import { hasVolume, NO_VOLUME, volumeRatio, volumeWords, type VolumeState } from '#shared/domain/volume-ratio';
import { inPercent, inPoints, symbolOf } from '#shared/domain/words';
import {
  endZone,
  NO_ZONES_WATCHED,
  watchZones,
  type ZoneEvent,
  type ZoneSpan,
  type ZoneWatch,
} from '#shared/domain/zone-watch';
import { eventWords, nearestWords, spanWords, zoneDrawings } from '#shared/domain/zone-view';

const inAtr = { kind: 'decimal', max: 5, step: 0.05, unit: 'ATR' } as const;
const params = {
  symbol: SYMBOL_PARAM,
  vehicle: {
    kind: 'choice',
    label: 'Trade with',
    hint: 'What carries the reversal: the future, an ATM option bought with it or sold against it, or the share itself.',
    initial: 'future',
    options: [VEHICLES.future, VEHICLES.boughtOption, VEHICLES.soldOption, VEHICLES.itself],
  },
  expiry: EXPIRY_PARAM,
  quantity: QUANTITY_PARAM,
  interval: INTERVAL_PARAM,
  openingMinutes: OPENING_PARAM,
  ...SWING_PARAMS,
  atr: ATR_PARAM,
  tolerance: {
    ...inAtr,
    label: 'Zone width',
    hint: 'Levels no further apart than this are one zone.',
    min: 0,
    initial: 0.5,
  },
  wick: {
    kind: 'decimal',
    label: 'Wick',
    hint: 'Least part of the rejecting candle that its wick into the zone takes up.',
    min: 0,
    max: 1,
    step: 0.05,
    unit: '%',
    initial: 0.5,
  },
  ...VOLUME_PARAMS,
  stopBeyond: {
    ...inAtr,
    label: 'Stop beyond the zone',
    hint: 'Distance of the stop from the far edge of the zone.',
    min: 0,
    initial: 0.25,
  },
  breakBeyond: {
    ...inAtr,
    label: 'Break',
    hint: 'A close so far beyond a zone kills it for the day.',
    min: 0,
    initial: 0.5,
  },
  targetR: { ...TARGET_PARAM, hint: 'Times the risk, unless the next zone comes first.' },
  leastReward: {
    kind: 'decimal',
    label: 'Least reward',
    hint: 'Passes a rejection by whose next zone leaves less than this; 0 takes every one, 0.5 spares trades that cannot pay their charges.',
    min: 0,
    max: 5,
    step: 0.1,
    unit: 'R',
    initial: 0,
  },
  ...SESSION_PARAMS,
} as const satisfies ParamSchema;

type Params = ParamsOf<typeof params>;
type Context = StrategyContext<Params>;

/** The trade that was called, and where it ends. */
interface Setup extends Bracket {
  readonly at: EpochMs;
}

interface State extends CandleMemory {
  /** The newest two or three day bars: one is the previous day's. */
  readonly days: readonly Bar[];
  readonly volume: VolumeState;
  readonly day: IstDate | null;
  readonly zones: readonly ZoneSpan[];
  readonly watch: ZoneWatch;
  readonly setup: Setup | null;
  /** What the last tested zone did; null before any. */
  readonly last: string | null;
  readonly signalId: InstrumentId;
}

/** Trades away from a zone that was tested and held. */
export const strategy = defineStrategy({
  id: 'reversal-zones',
  name: 'Reversal at key zones',
  summary:
    "Marks the prices that matter today: yesterday's high, low and close, pivots, the opening range, swings, the strikes with most open interest. When the price comes to such a zone and a candle closes back out with a long wick on good volume, it trades away from the zone. The stop lies behind it. Each zone is traded once; one that breaks is dead for the day.",
  params,
  initial: ({ symbol }): Joining<State> => ({ join: NOTHING_JOINED, own: fresh(spotOf(symbol)) }),

  needs(given, catalogue) {
    const sources = sourcesOf(given.symbol, catalogue);
    const bars = barNeeds(sources, given.interval, Math.max(given.window, 100), catalogue);
    if (bars.length === 0) return [];
    const chain = chainOf(given.symbol, given.expiry, catalogue);
    return [
      ...vehicleNeeds(given, catalogue),
      ...chainNeeds(chain, 15),
      { kind: 'bars', instrument: sources.signal, interval: '1d', history: 3 },
      ...bars,
    ];
  },

  onTrade: ({ join: waiting, own }, _, context) => hold({ join: waiting, own: settled(own, context.trades) }),
  onBar({ join: waiting, own }, bar, context) {
    const before = settled(own, context.trades);
    if (bar.interval === '1d') return hold({ join: waiting, own: withDayBar(before, bar, context) });
    const joined = join(waiting, bar, sourcesOf(context.params.symbol, context.catalogue));
    return foldJoined(joined, before, (state, candle) => onCandle(state, candle, context));
  },
  describe: ({ own }, context) => describe(own, context),
  drawings: ({ own: { zones, watch, setup, candles, signalId } }) => [
    ...zoneDrawings(zones, watch, candles.at(-1)?.close ?? 0, signalId),
    ...(setup ? bracketDrawings(setup, signalId) : []),
  ],
});

function fresh(signalId: InstrumentId): State {
  return {
    ...NO_CANDLES,
    days: [],
    volume: NO_VOLUME,
    day: null,
    zones: [],
    watch: NO_ZONES_WATCHED,
    setup: null,
    last: null,
    signalId,
  };
}

/** Yesterday is known: its levels are there before the first candle of today. */
function withDayBar(before: State, bar: Bar, context: Context): State {
  const state = forDay({ ...before, days: [...before.days, bar].slice(-3) }, istDate(context.now));
  return { ...state, zones: zonesAt(context.now, state, context) };
}

/** The state as a day begins, or as it is during that day. */
function forDay(state: State, day: IstDate): State {
  return state.day === day ? state : { ...state, day, opening: [], watch: NO_ZONES_WATCHED, last: null };
}

function onCandle(before: State, bar: JoinedBar, context: Context): Decision<State> {
  const previous = before.candles.at(-1);
  if (previous && bar.startAt <= previous.startAt) return hold(before);
  const { params: given } = context;
  const fresh = forDay(before, istDate(bar.startAt));
  const { state: volume, ratio } = volumeRatio(fresh.volume, bar.traded?.volume ?? null, given.volumeBars);
  // The candle is held against the zones of the candles before it.
  const step =
    previous && fresh.range !== null
      ? watchZones(
          fresh.watch,
          fresh.zones,
          { ...bar, previous: previous.close },
          { wick: given.wick, breakBeyond: given.breakBeyond * fresh.range },
        )
      : { watch: fresh.watch, events: [] };
  const next = withCandle({ ...fresh, volume, watch: step.watch }, bar, context);
  const rejection = step.events.find(({ kind }) => kind === 'rejected');
  const told = rejection ?? step.events.at(-1);
  if (!rejection) return hold(told ? { ...next, last: eventWords(told, bar) } : next);

  const found = eventWords(rejection, bar);
  const bracket = bracketAt(rejection, bar, next, given);
  const reading: Reading = { signalId: next.signalId, bar, ratio, bracket };
  const carrier = mayEnter(rejection, reading, context);
  if (!carrier.ok) return hold({ ...next, last: `${found}: not traded, ${carrier.error}` });
  return enter(next, { ...reading, rejection, found, carrier: carrier.value }, context);
}

/** Folds the candle in and finds the zones anew. */
function withCandle(state: State, bar: JoinedBar, context: Context): State {
  const next: State = { ...state, ...remember(state, bar, context.params) };
  return { ...next, zones: zonesAt(bar.startAt, next, context) };
}

/** The zones of the day that `at` is in; none before distances can be measured. */
function zonesAt(at: EpochMs, state: State, { params: given, catalogue, quote }: Context): readonly ZoneSpan[] {
  const { days, candles, opening, range } = state;
  if (range === null) return [];
  return keyZones({
    previousDay: previousDayOf(days, at),
    candles,
    opening,
    openInterest: openInterestOf(chainOf(given.symbol, given.expiry, catalogue), catalogue, quote),
    lookback: given.lookback,
    tolerance: given.tolerance * range,
  });
}

interface Reading {
  readonly signalId: InstrumentId;
  readonly bar: JoinedBar;
  readonly ratio: number | null;
  readonly bracket: Bracket;
}

function mayEnter(rejection: ZoneEvent, reading: Reading, context: Context): Result<Carrier, string> {
  const { signalId, bar, ratio, bracket } = reading;
  const { params: given } = context;
  if (!hasVolume(ratio, given.volumeFactor)) return err(volumeWords(ratio, given.volumeFactor));
  const reward = Math.abs(bracket.target - bar.close) / Math.abs(bar.close - bracket.stop);
  const poor = `the next zone leaves ${reward.toFixed(2)} R, needs ${given.leastReward}`;
  const block =
    candleBlock(bar.startAt, given.interval, context) ??
    (context.trades.some(isLive) ? 'a trade is open' : null) ??
    (reward < given.leastReward ? poor : null) ??
    passedEnd(bracket, context.quote(signalId)?.ltp);
  return block === null ? carry(directionOf(rejection), given, context) : err(block);
}

function directionOf({ zone }: ZoneEvent): Direction {
  return zone.from === 'above' ? 'long' : 'short';
}

/** Stop behind the zone, target at a multiple of the risk or the next zone. */
function bracketAt(rejection: ZoneEvent, { close }: Bar, { zones, range }: State, given: Params): Bracket {
  const { zone } = rejection;
  const direction = directionOf(rejection);
  const isLong = direction === 'long';
  const beyond = given.stopBeyond * (range ?? 0);
  return bracketOf({
    direction,
    entry: close,
    stop: nearestPaise(isLong ? zone.low - beyond : zone.high + beyond),
    targetR: given.targetR,
    obstacles: zones.map(({ low, high }) => (isLong ? low : high)),
  });
}

interface Signal extends Reading {
  readonly rejection: ZoneEvent;
  readonly found: string;
  readonly carrier: Carrier;
}

function enter(
  state: State,
  { rejection, bar, ratio, bracket, found, carrier }: Signal,
  { params: given, now }: Context,
): Decision<State> {
  const { zone } = rejection;
  const range = state.range ?? 0;
  const direction = directionOf(rejection);
  return act(
    { ...state, setup: { ...bracket, at: now }, watch: endZone(state.watch, zone), last: found },
    `${direction}: ${found}; ${carrier.title}`,
    openWith(
      {
        carrier,
        signal: `${direction} at ${inPoints(zone.low)}–${inPoints(zone.high)} on the candle of ${istClock(bar.startAt)}`,
        title: `${given.symbol} reversal at ${inPoints(zone.low)}–${inPoints(zone.high)}`,
        inputs: {
          Zone: `${inPoints(zone.low)}–${inPoints(zone.high)}: ${zone.name}`,
          Close: inPoints(bar.close),
          Wick: inPercent(rejection.wick),
          Volume: volumeWords(ratio, given.volumeFactor),
          ATR: inPoints(range),
          Stop: inPoints(bracket.stop),
          Target: `${inPoints(bracket.target)} (${bracket.isAtObstacle ? 'next zone' : `${given.targetR} R`})`,
        },
        exits: { bounds: { instrument: state.signalId, ...boundsOf(bracket) } },
      },
      given,
    ),
  );
}

/** Zones under test, or the nearest ones, or the open trade. */
function describe(state: State, context: Context): string {
  const { setup, signalId, candles, range } = state;
  const live = liveSince(context.trades, setup);
  if (live) return describeTrade(live, context);
  const price = context.quote(signalId)?.ltp ?? candles.at(-1)?.close ?? null;
  if (range === null || price === null)
    return `reading past candles of ${symbolOf(signalId)}: ${candles.length} of ${context.params.atr + 1}`;
  const tests = state.watch.tests.map((zone) => `testing ${spanWords(zone)} from ${zone.from}`);
  const near = [nearestWords(state, price, 'support'), nearestWords(state, price, 'resistance')];
  const block = entryBlock(context);
  const sentences = [
    ...(block === null ? [] : [block]),
    ...(tests.length > 0 ? tests : near),
    `${symbolOf(signalId)} ${inPoints(price)}, ATR ${inPoints(range)}`,
    ...(state.last === null ? [] : [`last: ${state.last}`]),
  ];
  return sentences.join('; ');
}
