import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, writeDurably } from '#electron/storage/durable-file';
import { parseJson } from '#electron/storage/json';
import type { InstrumentId } from '#shared/domain/instrument';
import { MINUTE, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import type { Coverage } from '#shared/ipc/data';
import { instrument } from '#shared/ipc/fields';
import { dayFolder, ticksPath } from './day-folder';
import { openTickReader, type TickReader } from './tick-reader';

export interface CoveredSession {
  readonly date: IstDate;
  readonly opensAt: EpochMs;
  /** Its close or, of a day that runs, now. */
  readonly until: EpochMs;
}

/**
 * Which minutes of a session have ticks, by instrument. Reads the whole log of the day, so give it a thread of its own; what it
 * finds is kept beside the log and lasts when the log was compacted and removed. Null when there is neither.
 */
export async function coverageOf(directory: string, session: CoveredSession): Promise<Coverage | null> {
  const log = await sizeOf(ticksPath(directory, session.date));
  const kept = await readCoverage(directory, session.date);
  const isCurrent = kept?.logBytes === log && kept.coverage.minutes === minutesOf(session);
  if (log === null || isCurrent) return kept?.coverage ?? null;
  const reader = await openTickReader(ticksPath(directory, session.date));
  try {
    const coverage = await readMinutes(reader, session);
    const head = { version: 1, logBytes: log, share: shareCovered(coverage) };
    const path = join(dayFolder(directory, session.date), COVERAGE_FILE);
    await writeDurably(path, `${JSON.stringify(head)}\n${JSON.stringify(coverage)}\n`);
    return coverage;
  } finally {
    await reader.close();
  }
}

const COVERAGE_FILE = 'coverage.json';
/** The head of the file is its first line, so that four hundred days can be told of without reading all of them. */
const HEAD_BYTES = 256;
const headSchema = z.object({ version: z.literal(1), logBytes: z.int(), share: z.number() });

const coverageSchema = z.object({
  date: z.string(),
  ticks: z.int(),
  minutes: z.int(),
  any: z.string(),
  instruments: z.array(z.object({ id: instrument, ticks: z.int(), minutes: z.string() })),
  faults: z.array(z.string()),
});

/** What was found when a day was looked at last; null when it never was, or that cannot be read any more. */
export async function readCoverage(
  directory: string,
  date: IstDate,
): Promise<{ readonly logBytes: number; readonly coverage: Coverage } | null> {
  const bytes = await readIfThere(join(dayFolder(directory, date), COVERAGE_FILE));
  const [first = '', second = ''] = bytes?.toString().split('\n') ?? [];
  const head = headSchema.safeParse(parseJson(first));
  const coverage = coverageSchema.safeParse(parseJson(second));
  return head.success && coverage.success ? { logBytes: head.data.logBytes, coverage: coverage.data } : null;
}

/** The share of a day's minutes that have any tick, as last looked at; null when it never was. */
export async function readShare(directory: string, date: IstDate): Promise<number | null> {
  const handle = await open(join(dayFolder(directory, date), COVERAGE_FILE)).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const [first = ''] = buffer.subarray(0, bytesRead).toString().split('\n');
    const head = headSchema.safeParse(parseJson(first));
    return head.success ? head.data.share : null;
  } finally {
    await handle.close();
  }
}

/** The share of a day's minutes that have any tick. */
function shareCovered({ any }: Pick<Coverage, 'any'>): number {
  return any.length === 0 ? 0 : any.replaceAll('0', '').length / any.length;
}

async function readMinutes(reader: TickReader, session: CoveredSession): Promise<Coverage> {
  const minutes = minutesOf(session);
  const any = new Uint8Array(minutes);
  const found = new Map<number, { ticks: number; readonly minutes: Uint8Array }>();
  for await (const { count, columns } of reader.batches()) {
    for (let index = 0; index < count; index += 1) {
      const number = columns.instrument[index] ?? 0;
      let row = found.get(number);
      if (!row) found.set(number, (row = { ticks: 0, minutes: new Uint8Array(minutes) }));
      row.ticks += 1;
      const minute = Math.floor(((columns.receivedAt[index] ?? 0) - session.opensAt) / MINUTE);
      if (minute < 0 || minute >= minutes) continue;
      row.minutes[minute] = 1;
      any[minute] = 1;
    }
  }
  const instruments = [...found].map(([number, row]) => ({
    id: reader.instruments.get(number)?.id ?? (`?:unnamed-${number}` as InstrumentId),
    ticks: row.ticks,
    minutes: row.minutes.join(''),
  }));
  instruments.sort((a, b) => b.ticks - a.ticks);
  const { date } = session;
  return { date, ticks: reader.ticks, minutes, any: any.join(''), instruments, faults: reader.faults };
}

function minutesOf({ opensAt, until }: CoveredSession): number {
  return Math.max(0, Math.ceil((until - opensAt) / MINUTE));
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}
