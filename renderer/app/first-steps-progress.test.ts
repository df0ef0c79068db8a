import { describe, expect, it } from 'vitest';
import type { TradeStatus } from '#shared/domain/trade';
import { canTake, isDone, nextStep, stepsSeen, type StepId } from './first-steps-progress';

const tradesIn = (...statuses: readonly TradeStatus[]) =>
  Object.fromEntries(statuses.map((status, index) => [`T${index}`, { status }]));

describe('the first steps', () => {
  it('lead from the first trade to the other modes, each ticked off before the next', () => {
    const path: (StepId | undefined)[] = [nextStep(tradesIn(), [])];
    const seen: StepId[] = [];
    const walk = (trades: ReturnType<typeof tradesIn>, ...steps: readonly StepId[]) => {
      for (const step of steps) {
        seen.push(step);
        path.push(nextStep(trades, seen));
      }
    };
    path.push(nextStep(tradesIn('open'), seen));
    walk(tradesIn('open'), 'stop', 'payoff');
    path.push(nextStep(tradesIn('closed'), seen));
    walk(tradesIn('closed'), 'history', 'basket', 'modes');
    expect(path).toEqual(['start', 'stop', 'payoff', 'exit', 'history', 'basket', 'modes', undefined]);
  });

  it('point at no stop, payoff or exit of a trade that is over, and leave unticked what was left out', () => {
    expect(nextStep(tradesIn('closed'), [])).toBe('history');
    expect(isDone('stop', tradesIn('closed'), [])).toBe(false);
    expect(canTake('stop', tradesIn('closed'))).toBe(false);
  });

  it('come back to what was left out when another trade is opened', () => {
    expect(nextStep(tradesIn('closed', 'opening'), [])).toBe('stop');
  });

  it('begin once more after a first trade that the broker rejected', () => {
    expect(nextStep(tradesIn('failed'), [])).toBe('start');
    expect(nextStep(tradesIn('failed', 'open'), [])).toBe('stop');
  });

  it('wait for a trade that is still being closed', () => {
    expect(nextStep(tradesIn('closing'), ['stop', 'payoff'])).toBe('exit');
  });
});

describe('what is in front of a person', () => {
  const looksAt = (panel: string, performance = 'today') => ({ panel, performance });

  it('shows the payoff of an open trade, and of none when none is open', () => {
    expect(stepsSeen(looksAt('payoff'), tradesIn('open'))).toEqual(['payoff']);
    expect(stepsSeen(looksAt('payoff'), tradesIn())).toEqual([]);
  });

  it('shows a trade in the history when one is over and the list of trades is chosen', () => {
    expect(stepsSeen(looksAt('performance', 'trades'), tradesIn('closed'))).toEqual(['history']);
    expect(stepsSeen(looksAt('performance', 'trades'), tradesIn('open'))).toEqual([]);
    expect(stepsSeen(looksAt('performance', 'today'), tradesIn('closed'))).toEqual([]);
  });
});
