import { afterEach, describe, expect, it } from 'vitest';
import { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { openTrade, quoteTrade } from '#electron/runner/hand-trades';
import { ticksPath } from '#electron/recording/day-folder';
import { readTicks } from '#electron/recording/ticks.testkit';
import { cashFlow } from '#shared/domain/position';
import { spotOf } from '#shared/domain/underlyings';
import { paise } from '#shared/domain/units';
import type { Surroundings } from './surroundings';
import { demoFolder } from './demo';
import { demoSurroundings } from './demo.testkit';
import { openDemo } from './open-demo';
import { until } from './settings.testkit';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function openDemoDesk(): Promise<{ session: DeskSession; host: DeskHost; around: Surroundings }> {
  const host = new DeskHost();
  const around = await demoSurroundings({ undo });
  const close = await openDemo(host, around);
  undo.push(close, () => host.close());
  const session = host.session();
  if (!session) throw new Error('The desk did not open');
  return { session, host, around };
}

/** A sold call at the money under a bought one, of the nearest expiry. */
function spreadAt({ wiring: { catalogue, book } }: DeskSession) {
  const [expiry = ''] = catalogue.expiries('NIFTY');
  const spot = book.quote(spotOf('NIFTY'))?.ltp ?? 0;
  const strikes = catalogue.strikes('NIFTY', expiry);
  const near = strikes.findIndex((strike) => strike >= spot);
  return [near, near + 4].map((index, position) => {
    const option = catalogue.option('NIFTY', expiry, strikes[index] ?? paise(0), 'CE');
    if (!option) throw new Error('The chain ends too early');
    const side = position === 0 ? ('sell' as const) : ('buy' as const);
    return { instrument: option.id, side, lots: 1, limit: null, stop: null, target: null };
  });
}

describe('the demo desk', () => {
  it('lets a strategy that was started while the desk opened wait for the books, instead of refusing it', async () => {
    const { session } = await openDemoDesk();
    expect(session.desk.isReconciled).toBe(false);
    const straddle = [...session.desk.instances.values()].find(({ strategy }) => strategy === 'atm-straddle-sell');
    session.runner.command({ kind: 'start', instance: straddle?.id ?? '' });
    await until(session, 'an open straddle', () =>
      [...session.desk.trades.values()].some(({ status }) => status === 'open'),
    );
    expect([...session.desk.calls.values()].map(({ outcome }) => outcome)).toEqual(['taken']);
  });

  it('sells a straddle at the recorded market and leaves it with one command', async () => {
    const { session } = await openDemoDesk();
    await until(session, 'arming', () => session.desk.isArmed);
    const straddle = [...session.desk.instances.values()].find((instance) => instance.strategy === 'atm-straddle-sell');
    session.runner.command({ kind: 'start', instance: straddle?.id ?? '' });
    await until(session, 'an open straddle', () =>
      [...session.desk.trades.values()].some((trade) => trade.status === 'open'),
    );
    const [trade] = session.desk.trades.values();
    session.runner.command({ kind: 'exit-trade', trade: trade?.id ?? '' });
    await until(session, 'a closed straddle', () => session.desk.trades.get(trade?.id ?? '')?.status === 'closed');
    const realised = session.desk.trades
      .get(trade?.id ?? '')
      ?.legs.reduce((sum, leg) => sum + leg.position.realised, 0);
    expect(realised).toBe(cashFlow([...session.desk.fills.values()]));
    expect(session.desk.fills.size).toBeGreaterThanOrEqual(4);
  });

  it('quotes a spread typed by hand and opens it with the bought leg first, once however often it is clicked', async () => {
    const { session } = await openDemoDesk();
    await until(session, 'arming', () => session.desk.isArmed);
    await until(session, 'the spot', () => session.wiring.book.quote(spotOf('NIFTY')) !== null);
    const legs = spreadAt(session);
    await until(session, 'prices', () =>
      legs.every(({ instrument }) => (session.wiring.book.quote(instrument)?.ltp ?? 0) > 0),
    );
    const quoted = await quoteTrade(session, { legs, product: 'intraday' });
    if (!quoted.ok) throw new Error(quoted.error.message);
    expect(quoted.value.problems).toEqual([]);
    expect(quoted.value.required).toBeGreaterThan(0);
    expect(Math.min(quoted.value.charges.entry, quoted.value.charges.exit)).toBeGreaterThan(2 * 2_000);

    const ticket = { key: 'click', name: 'Bear call', legs, product: 'intraday', exits: {} } as const;
    const opened = openTrade(session, ticket);
    expect(opened).toEqual(openTrade(session, ticket));
    const trade = () => [...session.desk.trades.values()][0];
    await until(session, 'an open spread', () => trade()?.status === 'open');
    expect([...session.desk.orders.values()].map(({ side }) => side)).toEqual(['buy', 'sell']);
  });

  it("keeps the day's ticks: the last one of each instrument is what the book says", async () => {
    const { session, host, around } = await openDemoDesk();
    const { book, date } = session.wiring;
    await until(session, 'prices', () => book.size() > 20 && book.quote(book.idAt(20)) !== null);
    await host.close();
    const { ticks, faults } = await readTicks(ticksPath(demoFolder(around), date));
    expect(faults).toEqual([]);
    const last = new Map(ticks.map((tick) => [tick.id, tick]));
    expect(last.size).toBeGreaterThan(20);
    for (const tick of last.values())
      expect(book.quote(tick.id)).toMatchObject({ ...tick, receivedAt: expect.any(Number) });
  });
});
