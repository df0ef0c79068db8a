import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ticksPath } from '#electron/recording/day-folder';
import { played } from '#electron/research/reference/played.testkit';
import { startExchange } from '#electron/exchange/server';
import { tradesOf, type ResearchTrade } from '#electron/research/results';
import { openRecording, type SourceSpec } from '#electron/research/sources/open';
import { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { istAt, SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { demoSurroundings } from './demo.testkit';
import { openDemo } from './open-demo';

const DATE = '2026-08-18';

/** Folders of recordings, which outlive the desks that made them. */
const kept: string[] = [];
const undo: (() => Promise<unknown>)[] = [];
const undoAll = async (): Promise<void> => {
  for (const step of undo.splice(0).reverse()) await step();
};
afterEach(async () => {
  await undoAll();
  for (const folder of kept.splice(0)) await rm(folder, { recursive: true });
});

/** Played on for this long: at its end a recording leaves whatever is open. */
const BEYOND = 5 * SECOND;

interface Pass {
  readonly from: EpochMs;
  /** Market seconds per second of the exchange's clock. */
  readonly speed: number;
  /** How much faster than the machine's the exchange's own clock runs. */
  readonly hurry?: number;
  readonly until: EpochMs;
}

/** A stretch of the recorded day with all five strategies, from the first second on: what was seen, and what was done. */
async function playDemo({ from, speed, hurry = 1, until }: Pass) {
  const monotonic = () => performance.now() * hurry;
  const exchange = await startExchange({
    daysDirectory: 'resources/days',
    dayId: DATE,
    startAt: from,
    speed,
    isAwaited: true,
    monotonic,
  });
  exchange.control.execute({ kind: 'pause' });
  const host = new DeskHost();
  const surroundings = await demoSurroundings({ undo, exchangeUrl: exchange.url });
  const folder = await mkdtemp(join(tmpdir(), 'kitedesk-recorded-'));
  kept.push(folder);
  const ticks = join(folder, 'ticks.kdt');
  const close = await openDemo(host, surroundings);
  undo.push(
    () => copyFile(ticksPath(join(surroundings.folder.root, 'demo'), DATE), ticks),
    () => exchange.close(),
    close,
    () => host.close(),
  );
  const session = host.session();
  if (!session) throw new Error('The desk did not open');
  await when(session, () => session.desk.isArmed);
  for (const { id } of session.desk.instances.values()) session.runner.command({ kind: 'start', instance: id });
  // What a strategy sees first depends on when a person starts it: here each has looked before the market moves.
  await when(session, () => [...session.desk.instances.values()].every(({ decidedAt }) => decidedAt !== null));
  await when(session, () => [...session.desk.trades.values()].some(({ status }) => status === 'open'));
  exchange.control.execute({ kind: 'resume' });
  await when(session, () => session.wiring.clock.now() > until + BEYOND);
  const seen = seenUntil(session, until);
  await undoAll();
  return { seen, ticks };
}

/** What research makes of a desk's own recording, as `playDemo` tells it. */
async function playRecorded(ticks: string, strategy: string, until: EpochMs) {
  const { trades } = await played(await openRecording(recordedIn(ticks)), strategy);
  return trades.flatMap((trade) => decidedBy(trade, until));
}

function recordedIn(ticks: string): SourceSpec {
  return { files: [ticks], symbol: null, history: null, from: null, to: null, modelOptions: null };
}

/** Waits on the desk's own deltas, never on a clock. */
function when(session: DeskSession, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.onDelta(() => {
      if (!isTrue()) return;
      stop();
      resolve();
    });
  });
}

function seenUntil({ desk, ledger }: DeskSession, until: EpochMs) {
  const calls = [...desk.calls.values()]
    .filter(({ madeAt }) => madeAt <= until)
    .map(({ madeAt, strategy, title, why }) => ({ madeAt, strategy, title, why }));
  return { calls, trades: tradesOf(desk, ledger).flatMap((trade) => decidedBy(trade, until)) };
}

/** A trade as it stood at `until`: what came later depends on when the desk was looked at. */
function decidedBy({ openedAt, closedAt, strategy, exitReason, legs, net }: ResearchTrade, until: EpochMs) {
  if (openedAt > until) return [];
  const entries = legs.map(({ instrument, side, qty, entry, enteredAt }) => ({
    instrument,
    side,
    qty,
    entry,
    enteredAt,
  }));
  const isOver = closedAt !== null && closedAt <= until;
  const exits = isOver ? legs.map(({ exit, leftAt }) => ({ exit, leftAt })) : null;
  return [{ strategy, openedAt, entries, exits, ...(isOver && { closedAt, exitReason, net }) }];
}

/** At the speed of the market the desk's clock counts on within the second, so that times it stamps itself have milliseconds. */
function toTheSecond(seen: unknown): unknown {
  return JSON.parse(JSON.stringify(seen), (key, value: unknown) =>
    key.endsWith('At') && typeof value === 'number' ? Math.floor(value / SECOND) * SECOND : value,
  );
}

const STRETCHES = [
  { at: '10:43', to: '10:47', trades: [{ strategy: 'atm-straddle-sell' }, { strategy: 'sr-breakout' }] },
  {
    at: '14:24',
    to: '14:28',
    trades: [{ strategy: 'atm-straddle-sell', exitReason: expect.stringContaining('Stop') }],
  },
];

describe('the same stretch of the day', { timeout: 300_000 }, () => {
  it.each(STRETCHES)(
    'from $at brings the same calls and trades at sixty times the speed and as fast as the desk can',
    async (part) => {
      const stretch = { from: istAt(DATE, part.at), until: istAt(DATE, part.to) };
      const sixty = await playDemo({ ...stretch, speed: 60 });
      const fastest = await playDemo({ ...stretch, speed: 60, hurry: 20 });
      expect(sixty.seen.trades).toMatchObject(part.trades);
      expect(fastest.seen).toEqual(sixty.seen);
      // The straddle asks for prices alone, which the desk has recorded.
      const straddles = sixty.seen.trades.filter((trade) => trade.strategy === 'atm-straddle-sell');
      expect(await playRecorded(fastest.ticks, 'atm-straddle-sell', stretch.until)).toEqual(straddles);
    },
  );

  // Four minutes take four minutes: KITEDESK_AT_ONE=1 npx vitest run electron/wiring/same-trades.test.ts -t 'at one'
  it.runIf(process.env['KITEDESK_AT_ONE']).each(STRETCHES)(
    'from $at brings the same calls and trades at one second a second',
    { timeout: 600_000 },
    async (part) => {
      const stretch = { from: istAt(DATE, part.at), until: istAt(DATE, part.to) };
      const one = await playDemo({ ...stretch, speed: 1 });
      const sixty = await playDemo({ ...stretch, speed: 60 });
      expect(one.seen.trades).toMatchObject(part.trades);
      expect(toTheSecond(one.seen)).toEqual(toTheSecond(sixty.seen));
      // What the desk at one recorded, played again as a back-test.
      const straddles = sixty.seen.trades.filter((trade) => trade.strategy === 'atm-straddle-sell');
      const replayed = await playRecorded(one.ticks, 'atm-straddle-sell', stretch.until);
      expect(toTheSecond(replayed)).toEqual(toTheSecond(straddles));
    },
  );
});
