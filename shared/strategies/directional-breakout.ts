import { chainNeeds, chainOf, EXPIRY_PARAM, type Chain } from '#shared/domain/at-the-money';
import {
  barrierDrawings,
  barriersOf,
  barrierWords,
  beyondBarriers,
  brokenBarrier,
  widened,
  type Barrier,
  type Extremes,
} from '#shared/domain/barriers';
import type { Bar } from '#shared/domain/bars';
import { biasWords } from '#shared/domain/bias';
import {
  boundsOf,
  bracketDrawings,
  bracketOf,
  passedEnd,
  trail,
  type Bracket,
  type Trail,
} from '#shared/domain/bracket';
import { NO_CANDLES, remember, type CandleMemory } from '#shared/domain/candle-memory';
import {
  buildUpOf,
  buildUpWords,
  convictionOf,
  disagreement,
  shiftWords,
  type Conviction,
} from '#shared/domain/conviction';
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
import { oiShift, sampleOi, type OiSample } from '#shared/domain/oi-shift';
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
import { supportResistance } from '#shared/domain/support-resistance';
import { liveSince, openWith, settled } from '#shared/domain/signal-trade';
import { istClock, istDate, MINUTE, type IstDate } from '#shared/domain/time';
import { isLive } from '#shared/domain/trade';
import { describeTrade } from '#shared/domain/trade-words';
import { spotOf } from '#shared/domain/underlyings';
import { nearestPaise, type EpochMs } from '#shared/domain/units';
import { carry, QUANTITY_PARAM, vehicleNeeds, VEHICLES, type Carrier } from '#shared/domain/vehicle';
import { NO_VOLUME, volumeRatio, volumeWords, type VolumeState } from '#shared/domain/volume-ratio';
import { inPoints, symbolOf } from '#shared/domain/words';

/** Over which open interest is compared. */
const SPAN = 15;

const params = {
  symbol: SYMBOL_PARAM,
  vehicle: {
    kind: 'choice',
    label: 'Trade with',
    hint: 'What is bought on a break up; on a break down the put is bought or the future sold.',
    initial: 'bought-option',
    options: [VEHICLES.boughtOption, VEHICLES.future],
  },
  otm: {
    kind: 'integer',
    label: 'Out of the money',
    hint: '0 buys the option at the money, 1 the next one out.',
    min: 0,
    max: 5,
    unit: 'strikes',
    initial: 0,
  },
  expiry: EXPIRY_PARAM,
  quantity: QUANTITY_PARAM,
  interval: INTERVAL_PARAM,
  openingMinutes: OPENING_PARAM,
  ...SWING_PARAMS,
  ...VOLUME_PARAMS,
  volumeFactor: { ...VOLUME_PARAMS.volumeFactor, initial: 1.5 },
  atr: ATR_PARAM,
  threshold: {
    kind: 'integer',
    label: 'Bias',
    hint: 'The score from −100 to +100 has to be past this, on the side of the break.',
    min: 0,
    max: 100,
    unit: 'points',
    initial: 60,
  },
  stopInside: {
    kind: 'decimal',
    label: 'Stop inside the range',
    hint: 'How far the price has to come back behind the broken level; 0 stops on the level itself and so on any flicker.',
    min: 0,
    max: 3,
    step: 0.05,
    unit: 'ATR',
    initial: 0.25,
  },
  premiumStop: {
    kind: 'decimal',
    label: 'Premium stop',
    hint: 'Leaves an option that has lost this share of its entry price, whichever stop comes first; 0 is off.',
    min: 0,
    max: 1,
    step: 0.05,
    unit: '%',
    initial: 0.3,
  },
  targetR: TARGET_PARAM,
  trail: {
    kind: 'toggle',
    label: 'Trail after 1 R',
    hint: 'Once the price has gone the risk in favour, leaves when it comes back by as much from its best.',
    initial: true,
  },
  maxTrades: {
    kind: 'integer',
    label: 'Trades',
    hint: 'Most entries a day; a market that breaks both ways all day is no trend.',
    min: 1,
    max: 10,
    unit: 'a day',
    initial: 2,
  },
  ...SESSION_PARAMS,
} as const satisfies ParamSchema;

type Params = ParamsOf<typeof params>;
type Context = StrategyContext<Params>;

/** The trade that was called, and where it ends. */
interface Setup extends Bracket, Trail {
  readonly at: EpochMs;
}

interface State extends CandleMemory {
  /** The future's candles of the last quarter of an hour and one more. */
  readonly traded: readonly Bar[];
  readonly volume: VolumeState;
  readonly day: IstDate | null;
  readonly extremes: Extremes | null;
  readonly barriers: readonly Barrier[];
  readonly samples: readonly OiSample[];
  readonly look: Conviction | null;
  readonly setup: Setup | null;
  readonly entries: number;
  /** Why the last break was not traded; null when there was none. */
  readonly missed: string | null;
  readonly signalId: InstrumentId;
}

/** Follows a break that volume and open interest agree with. */
export const strategy = defineStrategy({
  id: 'directional-breakout',
  name: 'Directional breakout with OI',
  summary:
    "Waits for a candle that closes out of the opening range, of support and resistance or of the day so far. Trades with it when the future's volume is high, the future builds new positions that way and option writers move their open interest to the same side. The three make a bias score from −100 to +100. Risks the way back into the range for twice as much.",
  params,
  initial: ({ symbol }): Joining<State> => ({ join: NOTHING_JOINED, own: fresh(spotOf(symbol)) }),

  needs(given, catalogue) {
    const bars = barNeeds(sourcesOf(given.symbol, catalogue), given.interval, Math.max(given.window, 100), catalogue);
    const chain = chainOf(given.symbol, given.expiry, catalogue);
    if (bars.length === 0) return [];
    return [...vehicleNeeds(given, catalogue), ...chainNeeds(chain, 12), ...bars];
  },

  onTrade: ({ join: waiting, own }, _, context) => hold({ join: waiting, own: settled(own, context.trades) }),
  onQuotes({ join: waiting, own }, context) {
    const before = forDay(own, istDate(context.now), context.params);
    const samples = sampleOi(before.samples, chainFor(context), SPAN, context);
    const sampled = samples === before.samples ? before : { ...before, samples };
    const { state, why, actions } = trailed(sampled, context);
    return { state: { join: waiting, own: state }, why, actions };
  },
  onBar({ join: waiting, own }, bar, context) {
    const joined = join(waiting, bar, sourcesOf(context.params.symbol, context.catalogue));
    return foldJoined(joined, settled(own, context.trades), (state, candle) => onCandle(state, candle, context));
  },
  describe: ({ own }, context) => describe(own, context),
  drawings: ({ own: { barriers, setup, signalId } }) => [
    ...barrierDrawings(barriers, signalId),
    ...(setup ? bracketDrawings(setup, signalId) : []),
  ],
});

function fresh(signalId: InstrumentId): State {
  return {
    ...NO_CANDLES,
    traded: [],
    volume: NO_VOLUME,
    day: null,
    extremes: null,
    barriers: [],
    samples: [],
    look: null,
    setup: null,
    entries: 0,
    missed: null,
    signalId,
  };
}

function onCandle(before: State, bar: JoinedBar, context: Context): Decision<State> {
  const previous = before.candles.at(-1);
  if (previous && bar.startAt <= previous.startAt) return hold(before);
  const fresh = forDay(before, istDate(bar.startAt), context.params);
  // The candle is held against the barriers of the candles before it.
  const broken = previous ? brokenBarrier(fresh.barriers, previous.close, bar.close) : null;
  const next = withCandle({ ...fresh, missed: null }, bar, context);
  if (!broken || !next.look) return hold(next);

  const found = `${symbolOf(next.signalId)} closed at ${inPoints(bar.close)}, through the ${broken.name} ${inPoints(broken.price)}`;
  const bracket = bracketAt(broken, bar, next, context.params);
  const carrier = mayEnter(bracket, bar, next, context);
  if (!carrier.ok) return hold({ ...next, missed: `${found}: not traded, ${carrier.error}` });
  return enter(next, { broken, bracket, bar, look: next.look, found, carrier: carrier.value }, context);
}

/** The state as a day begins, or as it is during that day. */
function forDay(state: State, day: IstDate, { lookback }: Params): State {
  if (state.day === day) return state;
  const barriers = barriersOf({ opening: [], levels: supportResistance(state.candles, lookback), extremes: null });
  return { ...state, day, opening: [], extremes: null, entries: 0, samples: [], traded: [], barriers };
}

/** Folds the candle in, looks at it, and finds the barriers for the next one. */
function withCandle(state: State, bar: JoinedBar, context: Context): State {
  const { params: given } = context;
  const own = bar.traded;
  const memory = remember(state, bar, given);
  const { candles, range, opening } = memory;
  const traded = own
    ? [...state.traded, own].filter(({ startAt }) => startAt >= own.startAt - 2 * SPAN * MINUTE)
    : state.traded;
  const { state: volume, ratio } = volumeRatio(state.volume, own?.volume ?? null, given.volumeBars);
  const extremes = widened(state.extremes, bar);
  const seen = {
    volume: ratio,
    buildUp: buildUpOf(traded, SPAN),
    shift: oiShift(state.samples, chainFor(context), SPAN, context),
  };
  const look =
    range === null
      ? null
      : convictionOf({ ...seen, bar, beyond: beyondBarriers(state.barriers, bar.close) / range }, given);
  const barriers = barriersOf({ opening, levels: supportResistance(candles, given.lookback), extremes });
  return { ...state, ...memory, traded, volume, extremes, barriers, look };
}

/** Stop back inside what was broken, target at a multiple of the risk. */
function bracketAt({ direction, price }: Barrier, { close }: Bar, { range }: State, given: Params): Bracket {
  const inside = (direction === 'long' ? -1 : 1) * given.stopInside * (range ?? 0);
  return bracketOf({ direction, entry: close, stop: nearestPaise(price + inside), targetR: given.targetR });
}

function mayEnter(bracket: Bracket, bar: Bar, state: State, context: Context): Result<Carrier, string> {
  const { direction } = bracket;
  const { params: given } = context;
  const busy = context.trades.some(isLive) ? 'a trade is open' : null;
  const spent = state.entries >= given.maxTrades ? `${state.entries} of ${given.maxTrades} trades made today` : null;
  const block =
    candleBlock(bar.startAt, given.interval, context) ??
    busy ??
    spent ??
    (state.look ? disagreement(state.look, direction, given) : 'too few candles') ??
    passedEnd(bracket, context.quote(state.signalId)?.ltp);
  return block === null ? carry(direction, given, context) : err(block);
}

interface Signal {
  readonly broken: Barrier;
  readonly bracket: Bracket;
  readonly bar: Bar;
  readonly look: Conviction;
  readonly found: string;
  readonly carrier: Carrier;
}

function enter(
  state: State,
  { broken, bracket, bar, look, found, carrier }: Signal,
  { params: given, now }: Context,
): Decision<State> {
  const { direction } = bracket;
  const setup: Setup = { ...bracket, at: now, entry: bar.close, best: bar.close };
  const isOption = given.vehicle === 'bought-option' && given.premiumStop > 0;
  return act(
    { ...state, setup, entries: state.entries + 1 },
    `${direction}: ${found}; ${biasWords(look.bias)}; ${carrier.title}`,
    openWith(
      {
        carrier,
        signal: `${direction} through ${inPoints(broken.price)} on the candle of ${istClock(bar.startAt)}`,
        title: `${given.symbol} ${direction} through the ${broken.name}`,
        inputs: {
          Close: inPoints(bar.close),
          Broke: `${broken.name} ${inPoints(broken.price)}`,
          Volume: volumeWords(look.volume, given.volumeFactor),
          Future: buildUpWords(look.buildUp),
          Chain: shiftWords(look.shift),
          Bias: biasWords(look.bias),
          Stop: inPoints(setup.stop),
          Target: inPoints(setup.target),
        },
        exits: {
          legStop: isOption ? given.premiumStop : null,
          bounds: { instrument: state.signalId, ...boundsOf(setup) },
        },
      },
      given,
    ),
  );
}

/** Leaves a trade that went the risk in favour and came back by as much; the plan's own stops are the engine's. */
function trailed(before: State, context: Context): Decision<State> {
  const { setup } = before;
  const live = liveSince(context.trades, setup);
  const ltp = context.quote(before.signalId)?.ltp;
  if (!context.params.trail || !setup || live?.status !== 'open' || ltp === undefined)
    return hold(settled(before, context.trades));
  const { best, isBack } = trail(setup, ltp);
  const state = best === setup.best ? before : { ...before, setup: { ...setup, best } };
  if (!isBack) return hold(state);
  const reason = `Trailing stop: ${symbolOf(state.signalId)} ${inPoints(ltp)} came back the risk from ${inPoints(best)}`;
  return act(state, reason, { kind: 'close', tradeId: live.id, reason });
}

/** The bias and what would break, or the open trade. */
function describe({ setup, look, missed, barriers, candles, signalId }: State, context: Context): string {
  const { params: given } = context;
  const live = liveSince(context.trades, setup);
  if (live) return describeTrade(live, context);
  if (!look) return `reading past candles of ${symbolOf(signalId)}: ${candles.length} of ${given.atr + 1}`;
  const sentences = [
    ...(missed === null ? [] : [missed]),
    entryBlock(context) ?? 'waiting for a break',
    biasWords(look.bias),
    `${volumeWords(look.volume, given.volumeFactor)}, ${buildUpWords(look.buildUp)}, ${shiftWords(look.shift)}`,
    barrierWords(barriers),
  ];
  return sentences.join('; ');
}

function chainFor({ params: given, catalogue }: Context): Chain | null {
  return chainOf(given.symbol, given.expiry, catalogue);
}
