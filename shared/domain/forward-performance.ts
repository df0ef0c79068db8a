import type { ParamSchema } from './params';
import type { Fraction, Paise } from './units';
import type { Direction } from './vehicle';
import { inPercent } from './words';

/** After how many bars a signal's return is measured. */
export const HORIZONS = ['5', '10', '20'] as const;
export type Horizon = (typeof HORIZONS)[number];
const LONGEST: Horizon = '20';

/** How many of the newest signals decide whether the rule still works. */
const RECENT = 30;

/** Of a strategy that trades only while its past signals have paid. */
export const FORWARD_PARAMS = {
  validate: {
    kind: 'toggle',
    label: 'Forward validation',
    hint: 'Trades only while the newest signals, 30 at most, have earned more than they cost. Off trades every signal.',
    initial: true,
  },
  horizon: {
    kind: 'choice',
    label: 'Validated after',
    hint: 'How many candles after a signal its return is taken.',
    initial: '10',
    options: [
      { value: '5', label: '5 candles' },
      { value: '10', label: '10 candles' },
      { value: '20', label: '20 candles' },
    ],
  },
  leastSignals: {
    kind: 'integer',
    label: 'Least signals',
    hint: 'So many past signals have to be measured before the validation says yes; fewer prove nothing.',
    min: 1,
    max: 30,
    unit: 'signals',
    initial: 10,
  },
  cost: {
    kind: 'decimal',
    label: 'Cost of a round trip',
    hint: 'Charges and slippage of entry and exit, of the price; a NIFTY future costs about 0.05 %.',
    min: 0,
    max: 0.02,
    step: 0.0001,
    unit: '%',
    initial: 0.0005,
  },
} as const satisfies ParamSchema;

interface WaitingSignal {
  readonly direction: Direction;
  readonly price: Paise;
  /** Bars that have passed since. */
  readonly age: number;
}

/** Returns of past signals, each in its direction and before costs. Plain JSON: a strategy keeps it between bars. */
export interface ForwardState {
  readonly waiting: readonly WaitingSignal[];
  readonly returns: { readonly [H in Horizon]: Tally };
}

interface Tally {
  readonly count: number;
  readonly sum: Fraction;
  /** The newest ones, oldest first. */
  readonly recent: readonly Fraction[];
}

const EMPTY: Tally = { count: 0, sum: 0, recent: [] };

export const NO_SIGNALS: ForwardState = { waiting: [], returns: { '5': EMPTY, '10': EMPTY, '20': EMPTY } };

/** Lets one bar pass: signals that have reached a horizon are measured at its close. */
export function passBar(state: ForwardState, close: Paise): ForwardState {
  // Most candles pass with no signal waiting.
  if (state.waiting.length === 0) return state;
  let { returns } = state;
  const waiting: WaitingSignal[] = [];
  for (const { direction, price, age } of state.waiting) {
    const signal = { direction, price, age: age + 1 };
    const reached = HORIZONS.find((horizon) => Number(horizon) === signal.age);
    if (reached) returns = { ...returns, [reached]: counted(returns[reached], signal, close) };
    if (reached !== LONGEST) waiting.push(signal);
  }
  return { waiting, returns };
}

function counted(tally: Tally, { direction, price }: WaitingSignal, close: Paise): Tally {
  const gain = (direction === 'long' ? 1 : -1) * (close / price - 1);
  return { count: tally.count + 1, sum: tally.sum + gain, recent: [...tally.recent, gain].slice(-RECENT) };
}

/** Notes a signal given at the close of the bar that has just passed. */
export function noteSignal(state: ForwardState, direction: Direction, price: Paise): ForwardState {
  return { ...state, waiting: [...state.waiting, { direction, price, age: 0 }] };
}

/** One row of the table: how signals did `bars` bars later. Ratios are fractions of the price at the signal. */
export interface ForwardRow {
  readonly bars: Horizon;
  /** Of all signals known. */
  readonly count: number;
  readonly average: Fraction;
  /** The newest ones, at most 30, and of them: the share that gained after costs, and the mean gain after costs. */
  readonly recent: number;
  readonly hitRate: Fraction;
  readonly expectancy: Fraction;
}

/** The forward performance at a horizon; `cost` is what a round trip costs, as a fraction of the price. Null before any. */
export function forwardRow({ returns }: ForwardState, bars: Horizon, cost: Fraction): ForwardRow | null {
  const { count, sum, recent } = returns[bars];
  if (count === 0) return null;
  const nets = recent.map((gain) => gain - cost);
  return {
    bars,
    count,
    average: sum / count,
    recent: nets.length,
    hitRate: nets.filter((net) => net > 0).length / nets.length,
    expectancy: nets.reduce((total, net) => total + net, 0) / nets.length,
  };
}

/** How strict the proof is that a rule still works. */
export interface ProofTerms {
  readonly horizon: Horizon;
  /** Of a round trip, as a fraction of the price. */
  readonly cost: Fraction;
  /** Fewer measured signals prove nothing. */
  readonly leastSignals: number;
}

/** Whether the newest signals earned more than they cost, and the figures. */
export function proofOf(
  state: ForwardState,
  { horizon, cost, leastSignals }: ProofTerms,
): { readonly isProven: boolean; readonly words: string } {
  const row = forwardRow(state, horizon, cost);
  const count = row?.recent ?? 0;
  if (!row || count < leastSignals) {
    return { isProven: false, words: `not validated yet: ${count} of ${leastSignals} past signals measured` };
  }
  const isProven = row.expectancy > 0;
  return {
    isProven,
    words: `${isProven ? 'validated' : 'past signals lost'} over ${horizon} candles: ${rowWords(row)}`,
  };
}

/** The table of all horizons, as a person reads it. */
export function forwardTable(state: ForwardState, cost: Fraction): Readonly<Record<string, string>> {
  const rows = HORIZONS.map((bars) => {
    const row = forwardRow(state, bars, cost);
    return [`After ${bars} candles`, row ? rowWords(row) : 'no signal measured yet'] as const;
  });
  return Object.fromEntries(rows);
}

function rowWords({ count, recent, hitRate, average, expectancy }: ForwardRow): string {
  return `${count} signals, average ${inPercent(average)}; last ${recent}: hit rate ${inPercent(hitRate)}, expectancy after costs ${inPercent(expectancy)}`;
}
