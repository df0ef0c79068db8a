import type { Bar, BarInterval } from '#shared/domain/bars';
import { DAY, startOfDay, type IstDate } from '#shared/domain/time';
import type { InstrumentId } from '#shared/domain/instrument';
import { messageOf } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import type { DownloadChoice, DownloadView } from '#shared/ipc/data';
import type { History } from '#shared/ports/history';
import { exportHistory } from './history-csv';

export interface DownloadsSetup {
  readonly history: History;
  /** Where the CSV files go. */
  readonly folder: string;
  /** The computer's clock, for the time that is left. */
  readonly now: () => EpochMs;
}

/** Downloads of candles, one after the other, so that charts never wait behind more than one request. */
export interface Downloads {
  /** Adds one for each instrument and answers their ids. */
  begin(choice: DownloadChoice): readonly string[];
  /** Ends one; what it has already is kept for `resume`. False when there is no such unfinished one. */
  cancel(id: string): boolean;
  /** Goes on with one that was cancelled or failed, where it stood. */
  resume(id: string): boolean;
  list(): readonly DownloadView[];
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  close(): void;
}

interface Download {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly interval: BarInterval;
  readonly from: IstDate;
  readonly to: IstDate;
  readonly pieces: readonly Piece[];
  state: DownloadView['state'];
  bars: Bar[];
  candles: number;
  /** Pieces that are there. */
  done: number;
  /** Wall-clock time spent on the pieces of this run, and how many they were. */
  spentMs: number;
  timed: number;
  detail: string;
}

interface Piece {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Days of one piece: what Kite gives in one request, or less, so that progress moves. */
const PIECE_DAYS: Readonly<Record<BarInterval, number>> = {
  '1m': 30,
  '3m': 60,
  '5m': 60,
  '10m': 60,
  '15m': 100,
  '30m': 100,
  '60m': 200,
  '1d': 1_000,
};

export function createDownloads(setup: DownloadsSetup): Downloads {
  return new Queue(setup);
}

class Queue implements Downloads {
  private readonly setup: DownloadsSetup;
  private readonly all: Download[] = [];
  private working: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(setup: DownloadsSetup) {
    this.setup = setup;
  }

  begin({ instruments, interval, from, to }: DownloadChoice): readonly string[] {
    const added = instruments.map((instrument): Download => {
      const id = String(this.all.length + 1);
      const pieces = piecesOf({ from: startOfDay(from), to: startOfDay(to) + DAY - 1 }, PIECE_DAYS[interval]);
      const start = { state: 'waiting' as const, bars: [], candles: 0, done: 0, spentMs: 0, timed: 0, detail: '' };
      const download = { id, instrument, interval, from, to, pieces, ...start };
      this.all.push(download);
      return download;
    });
    this.work();
    return added.map(({ id }) => id);
  }

  cancel(id: string): boolean {
    const download = this.find(id, ['waiting', 'running']);
    if (download) download.state = 'cancelled';
    return download !== undefined;
  }

  resume(id: string): boolean {
    const download = this.find(id, ['cancelled', 'failed']);
    if (!download) return false;
    Object.assign(download, { state: 'waiting', detail: '', spentMs: 0, timed: 0 });
    this.work();
    return true;
  }

  list(): readonly DownloadView[] {
    return this.all.map(viewOf);
  }

  idle(): Promise<void> {
    return this.working;
  }

  close(): void {
    this.isClosed = true;
    for (const { id } of this.all) this.cancel(id);
  }

  private find(id: string, states: readonly DownloadView['state'][]): Download | undefined {
    return this.all.find((each) => each.id === id && states.includes(each.state));
  }

  private work(): void {
    this.working = this.drain(this.working);
  }

  private async drain(before: Promise<void>): Promise<void> {
    await before;
    for (let next = this.next(); next; next = this.next()) await this.run(next);
  }

  private next(): Download | undefined {
    return this.isClosed ? undefined : this.all.find(({ state }) => state === 'waiting');
  }

  private async run(download: Download): Promise<void> {
    download.state = 'running';
    try {
      while (isRunning(download) && download.done < download.pieces.length) await this.fetchPiece(download);
      if (!isRunning(download)) return;
      download.detail = await this.save(download);
      download.state = 'done';
      // The file has them now.
      download.bars = [];
    } catch (error) {
      download.detail = messageOf(error);
      download.state = 'failed';
    }
  }

  private async fetchPiece(download: Download): Promise<void> {
    const { history, now } = this.setup;
    const piece = download.pieces[download.done];
    if (!piece) return;
    const startedAt = now();
    const bars = await history.bars(download.instrument, download.interval, piece.from, piece.to);
    for (const bar of bars) download.bars.push(bar);
    download.candles = download.bars.length;
    download.done += 1;
    download.timed += 1;
    download.spentMs += now() - startedAt;
  }

  private async save({ instrument, from, to, bars }: Download): Promise<string> {
    if (bars.length === 0) throw new Error('The broker has no candles of it in that time');
    return exportHistory({ folder: this.setup.folder, instrument, from, to, bars });
  }
}

function isRunning({ state }: Download): boolean {
  return state === 'running';
}

function viewOf({ id, instrument, interval, from, to, ...download }: Download): DownloadView {
  const { state, pieces, done, spentMs, timed, candles, detail } = download;
  const remainingMs = state === 'running' && timed > 0 ? (spentMs / timed) * (pieces.length - done) : null;
  const progress = pieces.length === 0 ? 1 : done / pieces.length;
  return { id, instrument, interval, from, to, state, progress, candles, remainingMs, detail };
}

/** Stretches of at most `days`, ascending, without a gap and without an overlap. */
function piecesOf({ from, to }: Piece, days: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let start = from; start <= to; start += days * DAY) {
    pieces.push({ from: start, to: Math.min(to, start + days * DAY - 1) });
  }
  return pieces;
}
