import { chainOf, EXPIRY_PARAM } from '#shared/domain/at-the-money';
import { entryBlock } from '#shared/domain/entry-conditions';
import type { ExitPlan } from '#shared/domain/exit-plan';
import type { InstrumentId } from '#shared/domain/instrument';
import { instrumentName } from '#shared/domain/instrument-name';
import type { ParamSchema, ParamsOf } from '#shared/domain/params';
import { err, type Result } from '#shared/domain/result';
import { planStrangle, type Strangle } from '#shared/domain/strangle';
import {
  act,
  defineStrategy,
  hold,
  SESSION_PARAMS,
  type Decision,
  type Drawing,
  type StrategyContext,
} from '#shared/domain/strategy';
import { istClock, istDate, MINUTE, minuteFromClock, type IstDate } from '#shared/domain/time';
import { isLive, tradeSince, wasLeftByHand, type Trade } from '#shared/domain/trade';
import { describeTrade } from '#shared/domain/trade-words';
import { spotOf } from '#shared/domain/underlyings';
import type { EpochMs, Fraction, Paise } from '#shared/domain/units';
import { inPoints, inPrice, inRupees, symbolOf } from '#shared/domain/words';

const params = {
  underlying: { kind: 'symbol', label: 'Underlying', hint: 'The index whose options are sold.', initial: 'NIFTY' },
  expiry: EXPIRY_PARAM,
  lots: { kind: 'integer', label: 'Lots', hint: 'Lots of each leg.', min: 1, max: 100, unit: 'lots', initial: 1 },
  ...SESSION_PARAMS,
  entryFrom: {
    kind: 'clock',
    label: 'Entry time',
    hint: 'Sells at the first fresh prices from this time (IST) on. Started later, inside the window, it sells at once.',
    initial: '09:20',
  },
  atmBasis: {
    kind: 'choice',
    label: 'ATM by',
    hint: 'The forward is where calls and puts cost the same; the spot index may lag behind it.',
    initial: 'forward',
    options: [
      { value: 'forward', label: 'Implied forward' },
      { value: 'spot', label: 'Spot' },
    ],
  },
  distance: {
    kind: 'integer',
    label: 'Distance',
    hint: '0 sells a straddle; N a strangle, N strikes either side of ATM.',
    min: 0,
    max: 30,
    unit: 'strikes',
    initial: 0,
  },
  hedgeDistance: {
    kind: 'integer',
    label: 'Hedge wings',
    hint: 'Buys options so many strikes beyond the sold ones, before selling; 0 buys none.',
    min: 0,
    max: 60,
    unit: 'strikes',
    initial: 0,
  },
  legStop: {
    kind: 'decimal',
    label: 'Leg stop',
    hint: 'Leaves a leg whose premium rose by this share of its entry; 0 is off.',
    min: 0,
    max: 5,
    step: 0.01,
    unit: '%',
    initial: 0.25,
  },
  legTarget: {
    kind: 'decimal',
    label: 'Leg target',
    hint: 'Takes the gain of a leg whose premium fell by this share; 0 is off.',
    min: 0,
    max: 0.99,
    step: 0.01,
    unit: '%',
    initial: 0,
  },
  combinedStop: {
    kind: 'decimal',
    label: 'Combined stop',
    hint: 'Leaves everything when the loss is this share of the premium sold; 0 is off.',
    min: 0,
    max: 5,
    step: 0.01,
    unit: '%',
    initial: 0,
  },
  combinedTarget: {
    kind: 'decimal',
    label: 'Combined target',
    hint: 'Leaves everything when the gain is this share of the premium sold; 0 is off.',
    min: 0,
    max: 0.99,
    step: 0.01,
    unit: '%',
    initial: 0,
  },
  spotMove: {
    kind: 'decimal',
    label: 'Spot-movement stop',
    hint: 'Leaves everything when the spot is this far from where it was at entry, either way; 0 is off.',
    min: 0,
    max: 0.1,
    step: 0.001,
    unit: '%',
    initial: 0.007,
  },
  afterLegStop: {
    kind: 'choice',
    label: 'After a leg stop',
    hint: 'What becomes of the other leg. At cost it can lose nothing more, which is what most sellers do.',
    initial: 'move-to-cost',
    options: [
      { value: 'close-all', label: 'Close both' },
      { value: 'move-to-cost', label: 'Keep the other, its stop at cost' },
      { value: 'keep', label: 'Keep the other as it is' },
    ],
  },
  reEntries: {
    kind: 'integer',
    label: 'Re-entries',
    hint: 'New straddles after one was left by its stops or targets; none after an exit by hand.',
    min: 0,
    max: 10,
    unit: 'a day',
    initial: 0,
  },
  coolDown: {
    kind: 'integer',
    label: 'Cool-down',
    hint: 'Wait between an exit and the re-entry.',
    min: 0,
    max: 240,
    unit: 'min',
    initial: 5,
  },
} as const satisfies ParamSchema;

type Params = ParamsOf<typeof params>;
type Context = StrategyContext<Params>;

/** What the last call of the day was based on. */
interface Entry {
  readonly at: EpochMs;
  readonly spotId: InstrumentId;
  readonly spot: Paise;
  readonly call: Paise;
  readonly put: Paise;
  readonly premium: Paise;
  readonly spotMove: Fraction;
  /** Its trade has ended, so its levels mean nothing any more. */
  readonly isOver: boolean;
}

interface State {
  /** The day that the rest belongs to; null before the first look at the market. */
  readonly day: IstDate | null;
  /** Calls made on that day. */
  readonly entries: number;
  readonly last: Entry | null;
}

/** Sells call and put at the money once a day; every stop and target is in the exit plan, watched by the engine. */
export const strategy = defineStrategy({
  id: 'atm-straddle-sell',
  name: 'ATM straddle sell',
  summary:
    'At the entry time sells the call and the put at the money (or N strikes away) and lets them decay. Each leg has its own stop; both are left when the index runs too far. Earns on quiet days, loses on trending ones; without hedge wings the loss is not limited.',
  params,
  initial: (): State => ({ day: null, entries: 0, last: null }),

  needs(given, catalogue) {
    const chain = chainOf(given.underlying, given.expiry, catalogue);
    if (!chain) return [];
    // Some strikes more than are traded: the forward is read around the money, and the money moves.
    const range = given.distance + given.hedgeDistance + 6;
    return [
      { kind: 'quote', instrument: spotOf(given.underlying) },
      { kind: 'chain', ...chain, range },
    ];
  },

  onTrade: (state, _, context) => decide(state, context),
  onQuotes: decide,
  drawings: ({ last }) => (last && !last.isOver ? drawingsOf(last) : []),
});

function decide(before: State, context: Context): Decision<State> {
  const today = istDate(context.now);
  const current = before.day === today ? before : { day: today, entries: 0, last: null };
  const trade = current.last ? tradeSince(context.trades, current.last.at) : undefined;
  if (trade && isLive(trade)) return hold(current, describeTrade(trade, context));

  const state = trade ? withoutTrade(current) : current;
  const wait = state.last ? waitAfter(state, trade, context) : null;
  if (wait !== null) return hold(state, wait);

  const plan = planOf(context);
  const block = entryBlock(context);
  if (!plan.ok) return hold(state, block === null ? `no entry: ${plan.error}` : `${block}; ${plan.error}`);
  return block === null
    ? enter(state, plan.value, context)
    : hold(state, `${block}; ${figures(plan.value, context.params)}`);
}

function withoutTrade(state: State): State {
  return state.last && !state.last.isOver ? { ...state, last: { ...state.last, isOver: true } } : state;
}

/** Why a new straddle has to wait after the last call; null when it need not. */
function waitAfter({ last, entries }: State, trade: Trade | undefined, { now, params: given }: Context): string | null {
  if (!trade)
    return `called at ${istClock(last?.at ?? 0)}, no trade yet: Calls tells whether it waits for a yes, was refused or lapsed`;
  const ended = `${trade.status === 'failed' ? 'not filled' : (trade.exitReason ?? 'left')} at ${istClock(trade.closedAt ?? now)}`;
  if (wasLeftByHand(trade)) return `done for today: ${ended}`;
  if (entries > given.reEntries) return `done for today, ${entries} of ${given.reEntries + 1} entries used: ${ended}`;
  const from = (trade.closedAt ?? now) + given.coolDown * MINUTE;
  return now < from ? `re-entry ${entries} of ${given.reEntries} from ${istClock(from)}: ${ended}` : null;
}

function planOf(context: Context): Result<Strangle, string> {
  const { params: given, catalogue } = context;
  const chain = chainOf(given.underlying, given.expiry, catalogue);
  return chain
    ? planStrangle(chain, given, context)
    : err(`${given.underlying} has no options of that expiry in the day's instruments`);
}

function enter(state: State, plan: Strangle, context: Context): Decision<State> {
  const { params: given, now } = context;
  const { call, put, money, premium } = plan;
  const [above, below] = [call.option.strike, put.option.strike];
  const spotId = spotOf(given.underlying);
  const last: Entry = {
    at: now,
    spotId,
    spot: money.spot,
    call: above,
    put: below,
    premium,
    spotMove: given.spotMove,
    isOver: false,
  };
  const number = state.entries + 1;
  const strikes = above === below ? inPoints(above) : `${inPoints(below)}/${inPoints(above)}`;
  return act(
    { ...state, entries: number, last },
    `selling: ${figures(plan, given)}; ${symbolOf(spotId)} ${inPoints(money.spot)}`,
    {
      kind: 'open',
      signal: `entry ${number} at ${istClock(now)}`,
      title: `Sell ${given.underlying} ${strikes} ${nameOf(given)}, ${given.lots} ${given.lots === 1 ? 'lot' : 'lots'}`,
      inputs: {
        Expiry: call.option.expiry,
        Spot: inPoints(money.spot),
        ATM: `${inPoints(money.strike)} by ${money.basis} ${inPoints(money.reference)}`,
        Call: `${instrumentName(call.option)} at ${inRupees(call.price)}`,
        Put: `${instrumentName(put.option)} at ${inRupees(put.price)}`,
        Premium: inRupees(premium),
      },
      legs: plan.legs,
      exits: exitsOf(given),
      product: 'intraday',
    },
  );
}

function exitsOf(given: Params): ExitPlan {
  return {
    legStop: orOff(given.legStop),
    legTarget: orOff(given.legTarget),
    legTrail: null,
    combinedStop: orOff(given.combinedStop),
    combinedTarget: orOff(given.combinedTarget),
    move:
      given.spotMove > 0 ? { instrument: spotOf(given.underlying), fraction: given.spotMove, reference: null } : null,
    bounds: null,
    afterLegStop: given.afterLegStop,
    squareOffAt: minuteFromClock(given.squareOffAt),
  };
}

function orOff(fraction: Fraction): Fraction | null {
  return fraction > 0 ? fraction : null;
}

function figures({ money, premium }: Strangle, given: Params): string {
  const atm = `ATM ${inPoints(money.strike)} by ${money.basis} ${inPoints(money.reference)}`;
  return `${atm}; ${nameOf(given)} ${inPrice(premium)}`;
}

function nameOf({ distance }: Params): string {
  return distance === 0 ? 'straddle' : 'strangle';
}

function drawingsOf({ spotId: instrument, spot, call, put, premium, spotMove }: Entry): readonly Drawing[] {
  const stops: readonly Drawing[] =
    spotMove === 0
      ? []
      : [
          { instrument, price: Math.round(spot * (1 + spotMove)), label: 'Spot stop', tone: 'stop' },
          { instrument, price: Math.round(spot * (1 - spotMove)), label: 'Spot stop', tone: 'stop' },
        ];
  return [
    { instrument, price: call, label: `Sold CE ${inPoints(call)}`, tone: 'resistance' },
    { instrument, price: put, label: `Sold PE ${inPoints(put)}`, tone: 'support' },
    { instrument, price: call + premium, label: 'Break-even', tone: 'neutral' },
    { instrument, price: put - premium, label: 'Break-even', tone: 'neutral' },
    ...stops,
  ];
}
