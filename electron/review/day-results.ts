import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createDocument, type JsonDocument } from '#electron/storage/document';
import { errorCode } from '#electron/storage/disk-fault';
import { readIfThere } from '#electron/storage/durable-file';
import { journalDates } from '#electron/storage/journal';
import { scanJournal } from '#electron/storage/journal-scan';
import { dayResult, type DayResult } from '#shared/domain/performance';
import { messageOf } from '#shared/domain/result';
import type { RiskLimits } from '#shared/domain/risk';
import type { IstDate } from '#shared/domain/time';
import { paise, qty, type EpochMs } from '#shared/domain/units';
import { createDesk, type MutableDesk } from '#shared/engine/desk';
import { foldEntries } from '#shared/engine/engine';
import { instrument } from '#shared/ipc/fields';

const FORMAT = 1;

const money = z.number().int().transform(paise);
const units = z.number().int().transform(qty);
const side = z.enum(['buy', 'sell']);

const result: z.ZodType<DayResult> = z.object({
  date: z.string(),
  trades: z.array(
    z.object({
      id: z.string(),
      date: z.string(),
      name: z.string(),
      strategy: z.string(),
      openedAt: z.number(),
      closedAt: z.number(),
      gross: money,
      charges: money,
      entryReason: z.string(),
      exitReason: z.string(),
      legs: z.array(
        z.object({
          instrument,
          side,
          qty: units,
          entry: money.nullable(),
          exit: money.nullable(),
          realised: money,
        }),
      ),
      executions: z.array(z.object({ at: z.number(), instrument, side, qty: units, price: money })),
    }),
  ),
});

/** A result with the length of the journal it was drawn from: a demo day may be played again after it was. */
interface KeptResult {
  readonly journalBytes: number;
  readonly result: DayResult;
}

const keptResult: z.ZodType<KeptResult> = z.object({ journalBytes: z.number(), result });

export interface PastDays {
  /** Oldest first. `faults` says which days could not be read, or not wholly, and why. */
  readonly days: readonly DayResult[];
  readonly faults: readonly string[];
}

export interface PastDaysSetup {
  /** The mode's folder. */
  readonly directory: string;
  readonly limits: RiskLimits;
  /** The computer's clock. */
  readonly now: () => EpochMs;
}

/**
 * The results of all days but `today`, drawn from their journals. Folding a journal takes a moment, so each result is
 * kept in `results/` from the first look on; one that was lost, damaged or overtaken is drawn anew.
 */
export async function readPastDays(setup: PastDaysSetup, today: IstDate): Promise<PastDays> {
  const { directory } = setup;
  const known = new Set([...(await journalDates(join(directory, 'journal'))), ...(await keptDates(directory))]);
  const days: DayResult[] = [];
  const faults: string[] = [];
  for (const date of [...known].sort((a, b) => a.localeCompare(b))) {
    if (date === today) continue;
    try {
      const { result: day, leftOut } = await readDay(setup, date);
      days.push(day);
      if (leftOut.length > 0) faults.push(`The result of ${date} leaves something out. ${leftOut.join(' ')}`);
    } catch (error) {
      faults.push(`The result of ${date} cannot be shown: ${messageOf(error)}`);
    }
  }
  return { days, faults };
}

interface DrawnDay {
  readonly result: DayResult;
  /** What its journal holds that could not be read, a sentence each. */
  readonly leftOut: readonly string[];
}

async function readDay(setup: PastDaysSetup, date: IstDate): Promise<DrawnDay> {
  const kept = documentOf(setup, date);
  const journal = join(setup.directory, 'journal', `${date}.jsonl`);
  const [{ value }, bytes] = await Promise.all([kept.read(), readIfThere(journal)]);
  if (value !== null && (bytes === null || bytes.length === value.journalBytes))
    return { result: value.result, leftOut: [] };
  if (bytes === null) throw new Error(`its journal ${journal} is gone`);
  const drawn = drawFromJournal(bytes, journal, createDesk(date, setup.limits));
  // Kept, it would no longer say what it lacks.
  if (drawn.leftOut.length > 0) return drawn;
  await mkdir(resultsFolder(setup.directory), { recursive: true, mode: 0o700 });
  await kept.write({ journalBytes: bytes.length, result: drawn.result });
  return drawn;
}

function drawFromJournal(bytes: Buffer, path: string, desk: MutableDesk): DrawnDay {
  const { entries, faults, newerVersion } = scanJournal(bytes, path);
  if (newerVersion !== null) throw new Error(`a newer KiteDesk wrote its journal (format ${newerVersion})`);
  const { contradictions } = foldEntries(desk, entries);
  return { result: dayResult(desk), leftOut: [...faults, ...contradictions.map((each) => `${each}.`)] };
}

function documentOf({ directory, now }: PastDaysSetup, date: IstDate): JsonDocument<KeptResult> {
  return createDocument({
    path: join(resultsFolder(directory), `${date}.json`),
    name: `the result of ${date}`,
    version: FORMAT,
    schema: keptResult,
    now,
    // The journal is the better copy.
    keepsLastGood: false,
  });
}

function resultsFolder(directory: string): string {
  return join(directory, 'results');
}

async function keptDates(directory: string): Promise<readonly IstDate[]> {
  try {
    const names = await readdir(resultsFolder(directory));
    return names.flatMap((name) => /^(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? []);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
