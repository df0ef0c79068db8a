import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { ok } from '#shared/domain/result';
import { deskStore } from './desk';
import { followSeries } from './follow-series';

const NIFTY = instrumentId('NSE', 'NIFTY 50');

/** Answers of the desk that waits behind the page, given when the test says so. */
let asked: ((reply: unknown) => void)[] = [];

beforeEach(() => {
  asked = [];
  const request = (name: string) =>
    name === 'series.watch' ? new Promise((reply) => asked.push(reply)) : Promise.resolve(ok(undefined));
  vi.stubGlobal('window', { desk: { request, onDelta: () => () => {} } });
  // Only the series are looked at; a market that stands still has none.
  deskStore.setState({ tables: { series: {} } as never, snapshots: 1 });
});
afterEach(() => vi.unstubAllGlobals());

function followed() {
  const shown: unknown[] = [];
  const stop = followSeries(NIFTY, '1m', {
    onBars: ({ levels }) => shown.push(levels),
    onView: () => true,
    onProblem: (message) => shown.push(message),
  });
  return { shown, stop };
}

const answer = async (index: number, reply: unknown): Promise<void> => {
  asked[index]?.(reply);
  await Promise.resolve();
  await Promise.resolve();
};

describe('followSeries', () => {
  it('asks again of a desk that takes the place of another, although neither had prices of it yet', async () => {
    const { shown, stop } = followed();
    await answer(0, ok({ bars: [], levels: 'of the first' }));
    deskStore.setState({ snapshots: 2 });
    await answer(1, ok({ bars: [], levels: 'of the second' }));
    expect(shown).toEqual(['of the first', 'of the second']);
    stop();
    deskStore.setState({ snapshots: 3 });
    expect(asked).toHaveLength(2);
  });

  it('asks again after it was refused while a desk was being opened', async () => {
    const { shown, stop } = followed();
    await answer(0, { ok: false, error: { message: 'There is no open desk' } });
    deskStore.setState({ snapshots: 2 });
    await answer(1, ok({ bars: [], levels: 'at last' }));
    expect(shown).toEqual(['There is no open desk', 'at last']);
    stop();
  });

  it('shows only what was asked for last', async () => {
    const { shown, stop } = followed();
    deskStore.setState({ snapshots: 2 });
    await answer(1, ok({ bars: [], levels: 'new' }));
    await answer(0, ok({ bars: [], levels: 'old' }));
    expect(shown).toEqual(['new']);
    stop();
  });
});
