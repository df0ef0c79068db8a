import { isLive, type Trade } from '#shared/domain/trade';

/** In the order in which they are taken. */
export const STEP_IDS = ['start', 'stop', 'payoff', 'exit', 'history', 'basket', 'modes'] as const;
export type StepId = (typeof STEP_IDS)[number];

type Trades = Readonly<Record<string, Pick<Trade, 'status'>>>;

/** Steps that are taken with an open trade, and with none have nothing to point at. */
const NEEDS_OPEN_TRADE: ReadonlySet<StepId> = new Set(['stop', 'payoff', 'exit']);

/** Whether a step was taken: the desk tells of trades, `seen` of what leaves no trace there. */
export function isDone(step: StepId, trades: Trades, seen: readonly StepId[]): boolean {
  // One that was refused or rejected sold nothing.
  if (step === 'start') return Object.values(trades).some(({ status }) => status !== 'failed');
  if (step === 'exit') return Object.values(trades).some(({ status }) => status === 'closed');
  return seen.includes(step);
}

/** Whether there is something to take it with now. */
export function canTake(step: StepId, trades: Trades): boolean {
  return !NEEDS_OPEN_TRADE.has(step) || Object.values(trades).some(isLive);
}

/** Where to go on: past what was done, and past what was left out while there was a trade for it. Undefined at the end. */
export function nextStep(trades: Trades, seen: readonly StepId[]): StepId | undefined {
  return STEP_IDS.find((step) => !isDone(step, trades, seen) && canTake(step, trades));
}

/** What is in front of a person, however it came there. */
export interface InFront {
  readonly panel: string | null;
  readonly performance: string;
}

/** The steps that are taken by looking at what is in front now. */
export function stepsSeen({ panel, performance }: InFront, trades: Trades): readonly StepId[] {
  if (panel === 'payoff' && canTake('payoff', trades)) return ['payoff'];
  if (panel === 'performance' && performance === 'trades' && isDone('exit', trades, [])) return ['history'];
  return panel === 'basket' ? ['basket'] : [];
}
