import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Catalogue } from '#shared/domain/catalogue';
import { DAY, daysBetween, istDate, minuteFromClock, minuteOfDay, type IstDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { backOffMs, type BackOff } from './back-off';
import { dumpInSteps, type Dump } from './dump';
import { fetchFile, type Fetched } from './http';
import { KiteError } from './kite-error';
import { pause, type Timers } from './timers';

export interface InstrumentsSetup {
  readonly root: string;
  readonly apiKey: string;
  readonly accessToken: string;
  /** Where the last good dump is kept; one for each root. */
  readonly directory: string;
  readonly now: EpochMs;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface LoadedInstruments {
  readonly catalogue: Catalogue;
  /** The day the dump was made for; an earlier one than today's means that Kite gave none. */
  readonly day: IstDate;
  /** What a person should know: rows left out, a dump that could not be had. */
  readonly faults: readonly string[];
}

/** Kite makes the day's dump by about this time; before, it is yesterday's. */
const READY_AT = minuteFromClock('08:30');
/** Kite may be long in making the dump. */
const SILENT_FOR_MS = 60_000;
const ATTEMPTS = 3;
const BACK_OFF: BackOff = { firstMs: 1_000, mostMs: 5_000 };
/** A dump that lost this share of its rows since the last one is damaged rather than news. */
const FEWEST = 0.5;
/** An older copy says nothing about today: its contracts have expired. */
const USEFUL_FOR_DAYS = 7;

/**
 * The day's instruments: from disk when today's dump is there, else downloaded, else the last good one with a word about
 * it. Rejects with a KiteError when there is none at all. Never holds up the event loop for more than a few milliseconds.
 */
export async function loadInstruments(setup: InstrumentsSetup): Promise<LoadedInstruments> {
  const files = filesIn(setup.directory);
  const day = dumpDay(setup.now);
  const kept = await readKept(files, day);
  const cached = kept?.day === day ? await parseKept(files) : null;
  if (cached) return { ...cached, day };
  try {
    return { ...(await download(setup, files, kept)), day };
  } catch (error) {
    const lastGood = kept === null ? null : await parseKept(files);
    if (kept === null || lastGood === null || !(error instanceof Error)) throw error;
    const faults = [`Using the instruments of ${kept.day}: ${error.message}`, ...lastGood.faults];
    return { catalogue: lastGood.catalogue, day: kept.day, faults };
  }
}

/** The day whose dump Kite serves at `now`. */
export function dumpDay(now: EpochMs): IstDate {
  return istDate(minuteOfDay(now) < READY_AT ? now - DAY : now);
}

interface Files {
  readonly directory: string;
  readonly dump: string;
  /** A dump that has come and is not yet known to be good. */
  readonly next: string;
  readonly note: string;
}

function filesIn(directory: string): Files {
  const dump = join(directory, 'instruments.csv');
  return { directory, dump, next: `${dump}.next`, note: join(directory, 'instruments.json') };
}

const keptSchema = z.object({ day: z.string(), rows: z.int(), etag: z.string().nullable() });
type Kept = z.infer<typeof keptSchema>;

/** What is known about the dump on disk; null when there is none of any use on `day`, or nothing can be told about it. */
async function readKept(files: Files, day: IstDate): Promise<Kept | null> {
  try {
    const kept = keptSchema.parse(JSON.parse(await readFile(files.note, 'utf8')));
    const age = daysBetween(kept.day, day);
    return age >= 0 && age <= USEFUL_FOR_DAYS ? kept : null;
  } catch {
    // Missing on the first day, or damaged: either way the dump is fetched anew.
    return null;
  }
}

async function parseKept(files: Files): Promise<Dump | null> {
  try {
    return await taken(await readFile(files.dump));
  } catch {
    // A copy that cannot be read is no copy; the caller fetches another or says that there is none.
    return null;
  }
}

async function download(setup: InstrumentsSetup, files: Files, kept: Kept | null): Promise<Dump> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await downloadOnce(setup, files, kept);
    } catch (error) {
      const isFinal = error instanceof KiteError && error.fault !== 'lost' && error.fault !== 'busy';
      if (isFinal || attempt === ATTEMPTS - 1) throw error;
      await pause(setup.timers, backOffMs(BACK_OFF, attempt, setup.random));
    }
  }
}

async function downloadOnce(setup: InstrumentsSetup, files: Files, kept: Kept | null): Promise<Dump> {
  const response = await request(setup, kept);
  if (response.status === 304) {
    const unchanged = await parseKept(files);
    if (unchanged === null || kept === null) throw new KiteError('lost', 'The kept copy of the instruments is damaged');
    await keepNote(files, { ...kept, day: dumpDay(setup.now) });
    return unchanged;
  }
  if (response.status !== 200) throw refusedWith(response.status);
  const bytes = await response.bytes().catch(notWhole);
  // The disk is as slow as the reading, so both are done at once.
  const writing = failureOf(write(files, bytes));
  const dump = await readGood(bytes, kept).catch(async (error: unknown) => {
    await writing;
    await rm(files.next, { force: true });
    throw error;
  });
  const note = { day: dumpDay(setup.now), rows: dump.catalogue.size, etag: response.etag };
  const failure = (await writing) ?? (await failureOf(replace(files, note)));
  if (failure === null) return dump;
  const fault = `The instruments could not be kept for the next start, which will fetch them again: ${failure}`;
  return { ...dump, faults: [fault, ...dump.faults] };
}

/** Rejects with a KiteError where it breaks off, is none, or has lost too many rows since the last one. */
async function readGood(bytes: Buffer, kept: Kept | null): Promise<Dump> {
  const dump = await taken(bytes).catch(notWhole);
  const rows = dump.catalogue.size;
  if (rows === 0 || (kept !== null && rows < kept.rows * FEWEST))
    throw new KiteError('lost', `Kite sent only ${rows} instruments of our exchanges`);
  return dump;
}

function notWhole(error: unknown): never {
  throw new KiteError('lost', `The instruments did not arrive whole: ${reasonOf(error)}`);
}

async function write({ directory, next }: Files, bytes: Buffer): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFileAtomic(next, bytes);
}

async function replace(files: Files, note: Kept): Promise<void> {
  await rename(files.next, files.dump);
  await keepNote(files, note);
}

/** Why it failed, in words; null when it did not. */
async function failureOf(work: Promise<void>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

async function request({ root, apiKey, accessToken }: InstrumentsSetup, kept: Kept | null): Promise<Fetched> {
  const condition = kept?.etag ? { 'If-None-Match': kept.etag } : {};
  const headers = { Authorization: `token ${apiKey}:${accessToken}`, ...condition };
  try {
    return await fetchFile(`${root.replace(/\/+$/, '')}/instruments`, headers, SILENT_FOR_MS);
  } catch (error) {
    throw new KiteError('lost', `Kite's instruments cannot be fetched: ${reasonOf(error)}`);
  }
}

function refusedWith(status: number): KiteError {
  if (status === 403) return new KiteError('login-required', "Kite refused today's session; log in again");
  const fault = status === 429 ? 'busy' : status >= 500 ? 'lost' : 'refused';
  return new KiteError(fault, `Kite refused the instruments with HTTP ${status}`);
}

/** The note is written after the dump, so that it never speaks of one that is not there. */
async function keepNote(files: Files, note: Kept): Promise<void> {
  await writeFileAtomic(files.note, JSON.stringify(note));
}

/** Takes the dump apart and lets the desk work in between. */
async function taken(bytes: Buffer): Promise<Dump> {
  const steps = dumpInSteps(bytes);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await nextTurn();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
