import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import type { Notice } from '#shared/domain/notice';
import type { Leg, Trade } from '#shared/domain/trade';
import { newsBetween } from './news';

const quiet = { notices: {}, trades: {}, quotes: {} };

function notice(id: string, level: Notice['level']): Notice {
  return { id, at: 0, level, title: `Title ${id}`, detail: 'Detail' };
}

// Only what the news are read from.
const leg = (id: string, exitReason: string | null) =>
  ({ id, instrument: instrumentId('NFO', `NIFTY${id}`), exitReason }) as Leg;
const trade = (over: Partial<Trade>) =>
  ({
    id: 't1',
    name: 'Sell straddle',
    legs: [leg('CE', null), leg('PE', null)],
    exitReason: null,
    exitedBy: null,
    ...over,
  }) as Trade;

const exits = (before: Trade, after: Trade) =>
  newsBetween({ ...quiet, trades: { t1: before } }, { ...quiet, trades: { t1: after } }).map(({ title, detail }) => [
    title,
    detail,
  ]);

describe('the news of the desk', () => {
  it('are warnings and errors, each once, and nothing that is for information only', () => {
    const before = { ...quiet, notices: { a: notice('a', 'error') } };
    const after = { ...quiet, notices: { a: notice('a', 'error'), b: notice('b', 'warning'), c: notice('c', 'info') } };
    expect(newsBetween(before, after)).toEqual([{ tone: 'warn', title: 'Title b', detail: 'Detail' }]);
    expect(newsBetween(after, { ...after, notices: { ...after.notices } })).toEqual([]);
  });

  it('say that a stop was hit, leg by leg', () => {
    expect(exits(trade({}), trade({ legs: [leg('CE', 'Leg stop at 48.15'), leg('PE', null)] }))).toEqual([
      ['Leaving NIFTYCE', 'Leg stop at 48.15'],
    ]);
  });

  it('say once that a whole trade is left, not once more for each leg', () => {
    const left = trade({ exitReason: 'Combined stop', exitedBy: 'plan', legs: [leg('CE', 'x'), leg('PE', 'x')] });
    expect(exits(trade({}), left)).toEqual([['Leaving Sell straddle', 'Combined stop']]);
    expect(exits(left, { ...left })).toEqual([]);
  });

  it('are silent about exits that a person asked for', () => {
    expect(exits(trade({}), trade({ exitReason: 'Exit by hand', exitedBy: 'person' }))).toEqual([]);
  });
});
