import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault, errorCode } from '#electron/storage/disk-fault';
import { PRIVATE, syncFolder } from '#electron/storage/durable-file';
import { instrumentFileName } from '#electron/storage/file-name';
import type { InstrumentId } from '#shared/domain/instrument';
import { istStamp } from '#shared/domain/time';
import type { TickColumns } from './tick-columns';
import type { Recorded } from './tick-encoder';
import { inGroups, type TickGroup } from './tick-group';
import { openTickReader, type TickReader } from './tick-reader';

/** 'json': the layout of the Python projects, `{instrument}.json` with the ticks as pykiteconnect names their parts. */
export type ExportFormat = 'json' | 'csv';

export interface Exported {
  readonly files: number;
  readonly ticks: number;
  /** What of the recording could not be read, and is in no file. */
  readonly faults: readonly string[];
}

/** Ticks held while they are sorted by instrument. */
const GROUP = 100_000;

/**
 * Writes a file per instrument into a folder, for people: prices in rupees, times Indian. Each appears under its name when all are
 * complete; older ones of the same names are replaced. Rejects with an Error for the trader when the disk refuses.
 */
export async function exportTicks(ticksFile: string, folder: string, format: ExportFormat): Promise<Exported> {
  const reader = await openTickReader(ticksFile);
  const temporary = join(folder, `.export-${randomUUID()}.tmp`);
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 });
    const files = await writeFiles(reader, temporary, LAYOUTS[format]);
    await publish(temporary, folder);
    return { files, ticks: reader.ticks, faults: reader.faults };
  } catch (error) {
    throw errorCode(error) === null ? error : diskFault('export ticks', folder, error);
  } finally {
    await rm(temporary, { recursive: true, force: true });
    await reader.close();
  }
}

interface Layout {
  readonly extension: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  readonly row: (columns: TickColumns, index: number, instrument: Recorded) => string;
}

const LAYOUTS: Readonly<Record<ExportFormat, Layout>> = {
  json: { extension: 'json', head: '[\n', between: ',\n', tail: '\n]\n', row: jsonOf },
  csv: {
    extension: 'csv',
    head: 'exchange_timestamp,received_at,last_price,volume,oi,bid,bid_quantity,ask,ask_quantity\n',
    between: '\n',
    tail: '\n',
    row: csvOf,
  },
};

async function writeFiles(reader: TickReader, folder: string, layout: Layout): Promise<number> {
  const begun = new Set<string>();
  for await (const group of inGroups(reader.batches(), GROUP)) {
    for (const [instrument, rows] of textByInstrument(group, reader, layout)) {
      const path = join(folder, `${instrumentFileName(instrument.id)}.${layout.extension}`);
      await appendFile(path, `${begun.has(path) ? layout.between : layout.head}${rows.join(layout.between)}`, {
        mode: PRIVATE,
      });
      begun.add(path);
    }
  }
  for (const path of begun) await finish(path, layout.tail);
  return begun.size;
}

function* textByInstrument(
  group: TickGroup,
  { instruments }: TickReader,
  { row }: Layout,
): Generator<[Recorded, string[]]> {
  let rows: string[] = [];
  let current: Recorded | null = null;
  let number = -1;
  for (const index of group.byInstrument()) {
    if (group.columns.instrument[index] !== number) {
      if (current) yield [current, rows];
      number = group.columns.instrument[index] ?? 0;
      // A name lost to damage: the number still keeps its ticks together.
      current = instruments.get(number) ?? { id: `?:unnamed-${number}` as InstrumentId, token: 0 };
      rows = [];
    }
    if (current) rows.push(row(group.columns, index, current));
  }
  if (current) yield [current, rows];
}

async function finish(path: string, tail: string): Promise<void> {
  const handle = await open(path, 'a');
  try {
    await handle.writeFile(tail);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function publish(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  await syncFolder(to);
}

function jsonOf(columns: TickColumns, index: number, { id, token }: Recorded): string {
  const { receivedAt, exchangeAt, ltp, volume, oi, bid, bidQty, ask, askQty } = columns;
  return JSON.stringify({
    instrument_token: token,
    tradingsymbol: id,
    last_price: (ltp[index] ?? 0) / 100,
    volume_traded: volume[index],
    oi: oi[index],
    exchange_timestamp: stampOf(exchangeAt[index] ?? 0),
    received_at: preciseStamp(receivedAt[index] ?? 0),
    depth: {
      buy: [{ price: (bid[index] ?? 0) / 100, quantity: bidQty[index] }],
      sell: [{ price: (ask[index] ?? 0) / 100, quantity: askQty[index] }],
    },
  });
}

function csvOf(columns: TickColumns, index: number): string {
  const { receivedAt, exchangeAt, ltp, volume, oi, bid, bidQty, ask, askQty } = columns;
  const rupees = (column: Int32Array): string => ((column[index] ?? 0) / 100).toFixed(2);
  const times = [stampOf(exchangeAt[index] ?? 0) ?? '', preciseStamp(receivedAt[index] ?? 0)];
  return [...times, rupees(ltp), volume[index], oi[index], rupees(bid), bidQty[index], rupees(ask), askQty[index]].join(
    ',',
  );
}

function stampOf(at: number): string | null {
  return at === 0 ? null : istStamp(at);
}

function preciseStamp(at: number): string {
  return `${istStamp(at)}.${String(at % 1_000).padStart(3, '0')}`;
}
