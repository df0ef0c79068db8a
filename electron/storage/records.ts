import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Low } from 'lowdb';
import type { z } from 'zod';
import type { Call } from '#shared/domain/call';
import { messageOf } from '#shared/domain/result';
import type { IstDate } from '#shared/domain/time';
import type { Trade } from '#shared/domain/trade';
import type { EpochMs } from '#shared/domain/units';
import { diskFault } from './disk-fault';
import { createDocument, documentAdapter } from './document';
import { callFile, recordOfCall, recordOfTrade, tradeFile } from './record-shapes';

const FORMAT = 1;
const WRITE_EVERY_MS = 1_000;

export interface RecordsOptions {
  /** The data folder. */
  readonly directory: string;
  readonly date: IstDate;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  /** Told in a sentence when a file cannot be written; the next change tries again. */
  readonly onFault: (message: string) => void;
}

/**
 * The day's trades and calls as files that people can read. They follow the journal, which is the truth,
 * at most once a second; nothing is ever rebuilt from them.
 */
export interface Records {
  /** What was wrong with the files found, for the screen. */
  readonly notes: readonly string[];
  /** The complete lists as they are now. */
  keepTrades(trades: readonly Trade[]): void;
  keepCalls(calls: readonly Call[]): void;
  /** Resolves when everything kept is in the files, or the fault was told. */
  flush(): Promise<void>;
}

export async function openRecords(options: RecordsOptions): Promise<Records> {
  const { directory, date, onFault } = options;
  const trades = await openFile(
    {
      path: join(directory, 'trade', date, 'trade_state.json'),
      name: 'the trade file',
      schema: tradeFile,
      empty: { date, trades: [] },
    },
    options,
  );
  const calls = await openFile(
    {
      path: join(directory, 'calls', date, 'calls.json'),
      name: 'the call file',
      schema: callFile,
      empty: { date, calls: [] },
    },
    options,
  );
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  async function saveAfter(earlier: Promise<void>): Promise<void> {
    await earlier;
    for (const file of [trades, calls]) {
      await file.save().catch((error: unknown) => onFault(messageOf(error)));
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = saveAfter(writing);
    return writing;
  }

  function saveSoon(): void {
    timer ??= setTimeout(() => void flush(), WRITE_EVERY_MS);
  }

  return {
    notes: [...trades.notes, ...calls.notes],
    keepTrades(list) {
      trades.replace({ date, trades: list.map(recordOfTrade) });
      saveSoon();
    },
    keepCalls(list) {
      calls.replace({ date, calls: list.map(recordOfCall) });
      saveSoon();
    },
    flush,
  };
}

interface FileKind<T> {
  readonly path: string;
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly empty: T;
}

interface RecordFile<T> {
  readonly notes: readonly string[];
  replace(data: T): void;
  save(): Promise<void>;
}

async function openFile<T>(
  { path, name, schema, empty }: FileKind<T>,
  { now }: RecordsOptions,
): Promise<RecordFile<T>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskFault(`make the folder of ${name}`, dirname(path), error);
  });
  const document = createDocument({ path, name, version: FORMAT, schema, now });
  const { value, notes } = await document.read();
  const db = new Low(documentAdapter(document), value ?? empty);
  let saved = value === null ? '' : JSON.stringify(value);
  return {
    notes,
    replace(data) {
      db.data = data;
    },
    async save() {
      const next = JSON.stringify(db.data);
      if (next === saved) return;
      await db.write();
      saved = next;
    },
  };
}
