import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Snapshot } from '#shared/ipc/delta';
import { istAt } from '#shared/domain/time';
import { startHeadless } from '../scripts/desk/headless.mjs';
import { expect, test } from './desk';
import { startExchange, type ExchangeProcess } from './exchange-process';

const DATE = '2026-08-18';
const STRATEGIES = 5;
const LOOK_EVERY_MS = 250;
/** KITEDESK_SAME_DAY=11:15-15:30 compares a whole day, which takes the two desks some minutes. */
const [from = '', to = ''] = (process.env['KITEDESK_SAME_DAY'] ?? '10:43-10:47').split('-');

/** Asks a desk as its window does, wherever it runs. */
type Ask = (name: 'desk.snapshot' | 'instance.start', input?: unknown) => Promise<unknown>;

test('the same day brings the same trades with and without a window', async ({ launch, dataDir }) => {
  const hours = (istAt(DATE, to) - istAt(DATE, from)) / 3_600_000;
  // Two starts on a busy machine, and a minute of market a second when it keeps up.
  test.setTimeout(120_000 + hours * 600_000);
  const markets = await Promise.all(['headless', 'desktop'].map((name) => heldMarket(join(dataDir, name))));
  const [behindApi, behindWindow] = markets;
  if (!behindApi || !behindWindow) throw new Error('Expected two markets');
  const engine = await startHeadless({ args: ['--exchange', behindApi.url] });
  try {
    const desk = await launch({ args: [`--exchange=${behindWindow.url}`] });
    const headless = play(behindApi, async (name, input) => {
      const { body } = await engine.call('POST', '/request', { name, input });
      return body.reply;
    });
    const desktop = play(behindWindow, (name, input) =>
      desk.window.evaluate(([asked, given]) => window.desk.request(asked, given as never), [name, input] as const),
    );
    const [without, withWindow] = await Promise.all([headless, desktop]);
    expect(without.trades.length).toBeGreaterThan(0);
    expect(without).toEqual(withWindow);
    const digest = createHash('sha256').update(JSON.stringify(without)).digest('hex');
    const { calls, trades, fills } = without;
    const description = `${from} to ${to}: ${calls.length} calls, ${trades.length} trades, ${fills.length} fills, ${digest}`;
    test.info().annotations.push({ type: 'the same on both', description });
    await desk.close();
    expect(desk.errors).toEqual([]);
  } finally {
    expect(await engine.stop()).toBe(0);
    for (const market of markets) await market.stop();
  }
});

/** A market of its own for each desk, held where the day is to begin. */
async function heldMarket(folder: string): Promise<ExchangeProcess> {
  await mkdir(folder);
  const market = await startExchange(folder);
  await market.command({ kind: 'pause' });
  await market.command({ kind: 'seek', at: istAt(DATE, from) });
  await market.command({ kind: 'speed', speed: 60 });
  return market;
}

/** Plays the stretch with every strategy, from the first second on, and says what was called and traded in it. */
async function play(market: ExchangeProcess, ask: Ask) {
  const until = istAt(DATE, to);
  const look = async () => (await ask('desk.snapshot')) as Snapshot;
  const seen = async (isSo: (snapshot: Snapshot) => boolean): Promise<Snapshot> => {
    for (;;) {
      const snapshot = await look();
      if (isSo(snapshot)) return snapshot;
      await pause(LOOK_EVERY_MS);
    }
  };
  const { tables } = await seen((now) => now.tables.desk.desk.isArmed && strategiesOf(now).length === STRATEGIES);
  for (const instance of Object.keys(tables.instances)) await ask('instance.start', { instance });
  // What a strategy sees first depends on when it is started: here each has looked before the market moves.
  await seen((now) => strategiesOf(now).every(({ decidedAt }) => decidedAt !== null));
  await market.command({ kind: 'resume' });
  return untilThen(await seen((now) => now.tables.desk.desk.at > until), until);
}

function strategiesOf({ tables }: Snapshot) {
  return Object.values(tables.instances);
}

/** All that a trader would compare, without the numbers that each desk gives its own orders. */
function untilThen({ tables }: Snapshot, until: number) {
  const calls = Object.values(tables.calls)
    .filter(({ madeAt }) => madeAt <= until)
    .map(({ madeAt, strategy, title, why }) => ({ madeAt, strategy, title, why }));
  const fills = Object.values(tables.fills)
    .filter(({ filledAt }) => filledAt <= until)
    .map(({ filledAt, owner, instrument, side, qty, price }) => ({ filledAt, owner, instrument, side, qty, price }));
  const trades = Object.values(tables.trades)
    .filter(({ openedAt }) => openedAt <= until)
    .map(({ openedAt, name, legs }) => ({ openedAt, name, legs: legs.map(({ instrument }) => instrument) }));
  return { calls: sorted(calls), fills: sorted(fills), trades: sorted(trades) };
}

function sorted<Row>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
