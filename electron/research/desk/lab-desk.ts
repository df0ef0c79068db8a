import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { diskFault, messageToPerson } from '#electron/storage/disk-fault';
import { strategyById } from '#shared/engine/registry';
import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { ImportChoice, ImportView } from '#shared/ipc/import';
import type { LabJob, LabResult } from '#shared/ipc/lab';
import type { TaskProgress } from './backtest';
import { Estimate } from '../estimate';
import { sweepWorker } from '../sweep/worker-path';
import type { ImportedFile } from './import-task';
import { inLabThread } from './lab-thread';
import type { Played, RunTask } from './task';

export interface LabSetup {
  /** Where reports of runs are kept until they are exported; emptied at the start. */
  readonly folder: string;
  /** Where the points of searches are kept, so that none is played twice. */
  readonly cacheFolder: string;
  /** The computer's clock. */
  readonly now: () => EpochMs;
}

interface Run {
  readonly task: RunTask;
  readonly ending: AbortController;
  readonly estimate: Estimate;
  view: LabJob;
  result: LabResult | null;
}

/** Results are held in memory; the oldest that are over make room. */
const MOST_RUNS = 24;

/** The Lab: runs one after the other, each in a thread of its own, and what came of them. Nothing here outlives the program. */
export class LabDesk {
  private readonly setup: LabSetup;
  private readonly runs = new Map<string, Run>();
  private readonly ending = new AbortController();
  private last: Promise<void>;
  private count = 0;

  constructor(setup: LabSetup) {
    this.setup = setup;
    this.last = rm(setup.folder, { recursive: true, force: true });
  }

  /** Newest first. */
  jobs(): readonly LabJob[] {
    return [...this.runs.values()].map(({ view }) => view).toReversed();
  }

  /** Puts a run in the queue and returns its id. */
  begin(task: RunTask): string {
    const { choice } = task;
    this.count += 1;
    const id = `run-${this.count}`;
    const name = strategyById(choice.strategy)?.name ?? choice.strategy;
    const view: LabJob = {
      id,
      kind: task.kind,
      title: `${name} on ${choice.files.map((file) => basename(file)).join(', ')}`,
      strategy: choice.strategy,
      params: choice.params,
      state: 'waiting',
      done: 0,
      of: 0,
      remainingMs: null,
      detail: '',
      startedAt: this.setup.now(),
      net: null,
    };
    const run: Run = { task, ending: new AbortController(), estimate: new Estimate(), view, result: null };
    this.runs.set(id, run);
    this.forgetOldest();
    this.last = this.last.then(() => this.play(run));
    return id;
  }

  /** Null where there is no result. */
  result(id: string): LabResult | null {
    return this.runs.get(id)?.result ?? null;
  }

  /** False when there is nothing to cancel. */
  cancel(id: string): boolean {
    const run = this.runs.get(id);
    if (run?.view.state !== 'waiting' && run?.view.state !== 'running') return false;
    run.view = { ...run.view, state: 'cancelled', remainingMs: null, detail: '' };
    run.ending.abort();
    return true;
  }

  remove(id: string): boolean {
    this.cancel(id);
    return this.runs.delete(id);
  }

  /** The bars that a run saw. Rejects with words for the person. */
  bars(id: string, instrument: InstrumentId, date: IstDate): Promise<readonly Bar[]> {
    const run = this.runs.get(id);
    if (!run) return Promise.reject(new Error('That run is not held any more'));
    return inLabThread({ kind: 'bars', choice: run.task.choice, instrument, date }, { signal: run.ending.signal });
  }

  /** How a file would be imported into a folder. Rejects with words for the person. */
  preview(choice: ImportChoice, folder: string): Promise<ImportView> {
    return inLabThread({ kind: 'preview', choice, folder } as const, { signal: this.ending.signal });
  }

  /** Writes a file's candles into a folder. Rejects with words for the person, having written nothing. */
  importFile(choice: ImportChoice, folder: string): Promise<ImportedFile> {
    return inLabThread({ kind: 'import', choice, folder } as const, { signal: this.ending.signal });
  }

  /** Where a run's file lies; null for what has none. */
  fileOf(id: string, format: 'html' | 'csv'): string | null {
    return this.result(id)?.kind === 'backtest' ? join(this.setup.folder, `${id}.${format}`) : null;
  }

  close(): void {
    this.ending.abort();
    for (const run of this.runs.values()) run.ending.abort();
  }

  private async play(run: Run): Promise<void> {
    if (run.ending.signal.aborted) return;
    run.view = { ...run.view, state: 'running', startedAt: this.setup.now() };
    try {
      const { task, view } = run;
      const played = await inLabThread(
        { ...task, title: view.title, cacheFolder: this.setup.cacheFolder, workerFile: sweepWorker },
        { signal: run.ending.signal, onProgress: (progress) => this.note(run, progress) },
      );
      await this.keepFiles(view.id, played);
      run.result = played.result;
      run.view = { ...run.view, state: 'done', remainingMs: null, detail: '', net: netOf(played.result) };
    } catch (error) {
      if (run.view.state === 'cancelled') return;
      run.view = {
        ...run.view,
        state: 'failed',
        remainingMs: null,
        detail: messageToPerson(error),
      };
    }
  }

  private note(run: Run, { done, of, cached, detail }: TaskProgress): void {
    const remainingMs = run.estimate.left(done - cached, of - done, this.setup.now());
    run.view = { ...run.view, done, of, detail, remainingMs };
  }

  private async keepFiles(id: string, played: Played): Promise<void> {
    if (!('html' in played)) return;
    const { html, csv } = played;
    const { folder } = this.setup;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await Promise.all([
        writeFile(join(folder, `${id}.html`), html, { mode: 0o600 }),
        writeFile(join(folder, `${id}.csv`), csv, { mode: 0o600 }),
      ]);
    } catch (error) {
      throw diskFault('keep the report', folder, error);
    }
  }

  private forgetOldest(): void {
    for (const [id, { view }] of this.runs) {
      if (this.runs.size <= MOST_RUNS) return;
      if (view.state !== 'waiting' && view.state !== 'running') this.runs.delete(id);
    }
  }
}

function netOf(result: LabResult): LabJob['net'] {
  return result.kind === 'sweep' ? null : result.report.performance.metrics.net;
}
