import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compactTicks } from '#electron/recording/compact';
import { parquetPath, ticksPath } from '#electron/recording/day-folder';
import { openRecorder } from '#electron/recording/recorder';
import { researchLimits } from '#electron/research/limits';
import { play } from '#electron/research/play';
import type { PlayedInstance } from '#electron/research/play-terms';
import { played } from '#electron/research/reference/played.testkit';
import { USUAL_SLIPPAGE } from '#electron/research/slippage';
import { openRecording, type SourceSpec } from '#electron/research/sources/open';
import type { DeskSession } from '#electron/runner/desk-session';
import { createBook } from '#shared/domain/book';
import { createCatalogue } from '#shared/domain/catalogue';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { rupees, type EpochMs } from '#shared/domain/units';
import { FASTEST_SPEED } from '#shared/ipc/playback';
import { EXECUTION } from './execution';
import { openReplay, refusalOf, when, type Replayed } from './replay.testkit';

const FIXTURES = 'electron/research/fixtures';
const CHAIN = join(FIXTURES, '2026-01-30-NIFTY-chain.csv.gz');
const CANDLES = join(FIXTURES, 'NIFTY50-minute-2024-01.csv.gz');
const NIFTY = instrumentId('NSE', 'NIFTY 50');

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function specOf(file: string): SourceSpec {
  return { files: [file], symbol: null, history: null, from: null, to: null, modelOptions: null };
}

interface PaperDay {
  readonly date: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly ticks: string;
}

/** Lets a desk's own recorder write down what a chain showed, frame by frame, as a day of paper trading. */
async function recordPaper(root: string): Promise<PaperDay> {
  const [day] = (await openRecording(specOf(CHAIN))).days;
  if (!day) throw new Error('The chain has a day');
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  const tape = day.open(book, USUAL_SLIPPAGE);
  let now = 0;
  const directory = join(root, 'paper');
  const recorder = await openRecorder({
    directory,
    date: day.date,
    book,
    catalogue: createCatalogue(day.instruments),
    clock: { now: () => now },
    now: () => now,
    onFault: (message) => {
      throw new Error(message);
    },
  });
  const changed = new Int32Array(day.instruments.length);
  for (let frame = 0; frame < tape.frames; frame += 1) {
    now = tape.at(frame);
    recorder.onPrices(changed, tape.write(frame, changed));
  }
  await recorder.close();
  return { date: day.date, from: tape.at(0), to: now, ticks: ticksPath(directory, day.date) };
}

/** A file where imports and downloads lie. */
async function keepFile(root: string, file: string, name: string): Promise<string> {
  const path = join(root, 'data', 'history', name);
  await mkdir(dirname(path), { recursive: true });
  await copyFile(file, path);
  return path;
}

function instancesOf({ desk }: DeskSession, strategies: readonly string[]) {
  return [...desk.instances.values()].filter(({ strategy }) => strategies.includes(strategy));
}

/** What research makes of a file with the very strategies of a desk. */
async function researched(file: string, instances: readonly PlayedInstance[], day: string): Promise<string> {
  const recording = await openRecording({ ...specOf(file), from: day, to: day });
  const terms = { instances, limits: researchLimits(), policy: EXECUTION, slippage: USUAL_SLIPPAGE };
  const { digest, trades } = await play(recording, { ...terms, capital: rupees(2_000_000) });
  expect(trades.length).toBeGreaterThan(0);
  return digest;
}

/** Lets the day run to its end with strategies, from its beginning, as fast as the desk can. */
async function playedThrough({ host, session, playback }: Replayed, strategies: readonly string[]): Promise<void> {
  const before = playback().view().played.length;
  await when(host, () => session().desk.isArmed);
  for (const { id } of instancesOf(session(), strategies)) session().runner.command({ kind: 'start', instance: id });
  await playback().set(FASTEST_SPEED, false);
  await when(host, () => playback().view().played.length > before);
}

describe('a day that a desk has recorded itself', () => {
  it('is listed, and trades on the dashboard as research trades it, every time', async () => {
    const desk = await openReplay({ undo });
    const { date, from, to, ticks } = await recordPaper(desk.root);
    const source = 'paper';
    // The demo records too; whether a tick of it is on the disk by now is another matter.
    const [shipped, paper] = await desk.playback().sources();
    expect(shipped).toMatchObject({ id: 'shipped', kind: 'shipped' });
    expect(paper).toMatchObject({ id: source, kind: 'recorded', name: 'Recorded on paper', days: [date] });
    const contents = await desk.playback().look({ source, day: date, symbol: null });
    expect(contents).toMatchObject({ symbols: ['NIFTY'], days: [{ date, from, to }] });

    await desk.playback().open({ source, day: date, symbol: null });
    expect(desk.session().snapshot().tables.desk.desk).toMatchObject({ mode: 'replay', date });
    expect(desk.playback().view()).toMatchObject({ source, day: date, from, to, isPaused: true, played: [] });
    const strategies = ['atm-straddle-sell', 'sr-breakout'];
    await playedThrough(desk, strategies);
    await desk.playback().restart(date);
    await playedThrough(desk, strategies);

    const digest = await researched(ticks, instancesOf(desk.session(), strategies), date);
    expect(desk.playback().view().played).toMatchObject([
      { day: date, source: 'Recorded on paper', digest, isAsBefore: true },
      { day: date, digest, isAsBefore: null },
    ]);
  });
});

describe('a day that was compacted', () => {
  it('is listed and holds the same when its log is gone', async () => {
    const desk = await openReplay({ undo });
    const { date, ticks } = await recordPaper(desk.root);
    const { digest } = await played(await openRecording(specOf(ticks)), 'atm-straddle-sell');
    const parquet = parquetPath(join(desk.root, 'paper'), date);
    await compactTicks(ticks, parquet);
    await rm(ticks);
    expect(await desk.playback().sources()).toContainEqual(expect.objectContaining({ id: 'paper', days: [date] }));
    await desk.playback().open({ source: 'paper', day: date, symbol: null });
    expect(desk.playback().view()).toMatchObject({ source: 'paper', day: date });
    const again = await played(await openRecording(specOf(parquet)), 'atm-straddle-sell');
    expect(again.trades.length).toBeGreaterThan(0);
    expect(again.digest).toBe(digest);
  });
});

describe('a file of candles', () => {
  it('is played day after day, with the trades of a back-test', async () => {
    const desk = await openReplay({ undo });
    const file = await keepFile(desk.root, CANDLES, 'NIFTY_2024-01-01_2024-01-31.csv.gz');
    const days = (await openRecording(specOf(file))).days.map(({ date }) => date);
    const [first = '', second = ''] = days;
    await desk.playback().open({ source: file, day: first, symbol: null });
    expect(
      desk
        .playback()
        .view()
        .days.map(({ id }) => id),
    ).toEqual(days.toReversed());
    desk.playback().setUntil(second);
    const strategies = ['sr-breakout'];
    await playedThrough(desk, strategies);
    await when(desk.host, () => desk.playback().view().played.length === 2);
    const played = desk.playback().view().played.toReversed();
    expect(played.map(({ day }) => day)).toEqual([first, second]);
    const instances = instancesOf(desk.session(), strategies);
    for (const { day, digest } of played) expect(digest).toBe(await researched(file, instances, day));
  });

  it('is stepped bar by bar and jumped in, and knows nothing of what is later', async () => {
    const desk = await openReplay({ undo });
    const file = await keepFile(desk.root, CANDLES, 'NIFTY_2024-01-01_2024-01-31.csv.gz');
    const at = (clock: string) => istAt('2024-01-01', clock);
    const clock = () => desk.session().wiring.clock.now();
    const { bars } = await candlesOf(file);
    const opened = (time: number) => bars.find(({ startAt }) => startAt === time)?.open;
    const ltp = () => desk.session().wiring.book.quote(NIFTY)?.ltp;

    await desk.playback().open({ source: file, day: '2024-01-01', symbol: null });
    await when(desk.host, () => ltp() !== undefined);
    expect([clock(), ltp()]).toEqual([at('09:15'), opened(at('09:15'))]);
    await desk.playback().runTo(at('09:20'));
    await when(desk.host, () => clock() >= at('09:20') && desk.playback().view().isPaused);
    expect([clock(), ltp()]).toEqual([at('09:20'), opened(at('09:20'))]);

    for (const time of ['13:00', '10:30'] as const) {
      await desk.playback().jump(at(time));
      await when(desk.host, () => ltp() !== undefined);
      expect([clock(), ltp()]).toEqual([at(time), opened(at(time))]);
      expect(desk.session().snapshot().tables.desk.desk.lastTickAt).toBe(at(time));
      const known = await desk.session().bars.load(NIFTY, '1m');
      expect(known.map(({ startAt }) => startAt)).toEqual(
        bars.map(({ startAt }) => startAt).filter((startAt) => startAt < at(time) && startAt >= at('09:15')),
      );
    }
    expect(await refusalOf(desk.playback().jump(at('16:00')))).toContain('Expected a time from 09:15:00 to 15:29:59');
  });

  it('that cannot be read leaves the desk as it is', async () => {
    const desk = await openReplay({ undo });
    const before = desk.session();
    const gone = join(desk.root, 'gone.csv');
    const choice = { source: gone, day: '2024-01-01', symbol: null };
    expect(await refusalOf(desk.playback().look(choice))).toContain('gone.csv: cannot be read');
    expect(await refusalOf(desk.playback().open(choice))).toContain('gone.csv: cannot be read');
    expect(desk.session()).toBe(before);
  });

  it('gives way to the days that came with the program', async () => {
    const desk = await openReplay({ undo });
    const file = await keepFile(desk.root, CANDLES, 'NIFTY.csv.gz');
    await desk.playback().open({ source: file, day: '2024-01-02', symbol: null });
    await desk.playback().open({ source: 'shipped', day: '2026-01-30', symbol: null });
    await when(desk.host, () => desk.session().desk.isArmed);
    expect(desk.session().snapshot().tables.desk.desk).toMatchObject({ mode: 'demo', date: '2026-01-30' });
    expect(desk.playback().view()).toMatchObject({ source: 'shipped', isPaused: true });
  });
});

async function candlesOf(file: string) {
  const recording = await openRecording(specOf(file));
  const to = istAt('2024-01-02', '00:00');
  return { bars: await recording.history.bars(NIFTY, '1m', 0, to) };
}
