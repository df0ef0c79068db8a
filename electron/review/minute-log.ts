import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createAppendFile, openForAppending } from '#electron/storage/append-file';
import { diskFault } from '#electron/storage/disk-fault';
import { readIfThere, writeDurably } from '#electron/storage/durable-file';
import { parseJson } from '#electron/storage/json';
import type { IstDate } from '#shared/domain/time';
import { paise, qty, type EpochMs } from '#shared/domain/units';
import type { ChainMinute, ResultMinute } from '#shared/ipc/review';

const FORMAT = 1;

const at = z.number();
const money = z.number().int().transform(paise);
const units = z.number().int().transform(qty).nullable();

const line = z.discriminatedUnion('kind', [
  z.object({
    v: z.literal(FORMAT),
    kind: z.literal('result'),
    at,
    net: money,
    byInstance: z.record(z.string(), money),
    peak: money,
    trough: money,
  }),
  z.object({
    v: z.literal(FORMAT),
    kind: z.literal('chain'),
    chain: z.string(),
    at,
    spot: money.nullable(),
    pcr: z.number().nullable(),
    maxPain: money.nullable(),
    strikes: z.array(money),
    ce: z.array(units),
    pe: z.array(units),
  }),
]);

/** The day's money at a minute's end, with the highest and lowest net of the day so far, ticks between minutes included. */
export type ResultSample = ResultMinute & Pick<Extract<z.output<typeof line>, { kind: 'result' }>, 'peak' | 'trough'>;

export type ChainSample = ChainMinute & { readonly chain: string };

export type Sample = ({ readonly kind: 'result' } & ResultSample) | ({ readonly kind: 'chain' } & ChainSample);

/** What a day looked like, minute by minute: a picture for the review, which nothing is decided by. */
export interface MinuteLog {
  /** What was kept before this run, oldest first. */
  readonly kept: readonly Sample[];
  /** Keeps samples; what the disk refuses is told once and the desk goes on without. */
  keep(samples: readonly Sample[]): void;
  close(): Promise<void>;
}

export interface MinuteLogSetup {
  /** The mode's folder. */
  readonly directory: string;
  readonly date: IstDate;
  /** Samples from after this are of an earlier run of a demo day that was begun again. */
  readonly from: EpochMs;
  readonly onFault: (message: string) => void;
}

/** A line that was cut short or does not fit is left out: a missing minute is a gap in a picture. */
export async function openMinuteLog({ directory, date, from, onFault }: MinuteLogSetup): Promise<MinuteLog> {
  const folder = join(directory, 'results', 'minutes');
  const path = join(folder, `${date}.jsonl`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskFault('make the folder of the minutes', folder, error);
  });
  const text = (await readIfThere(path))?.toString('utf8') ?? '';
  const kept = text
    .split('\n')
    .flatMap(sampleOf)
    .filter((sample) => sample.at <= from);
  const clean = kept.map(lineOf).join('');
  if (clean !== text) await writeDurably(path, clean);
  const file = await createAppendFile(await openForAppending(path));
  let writing = Promise.resolve();
  let isFaulty = false;

  async function append(samples: readonly Sample[]): Promise<void> {
    try {
      await file.append(Buffer.from(samples.map(lineOf).join('')));
      isFaulty = false;
    } catch (error) {
      if (!isFaulty) onFault(diskFault('keep the minutes of the day', path, error).message);
      isFaulty = true;
    }
  }

  return {
    kept,
    keep(samples) {
      if (samples.length > 0) writing = writing.then(() => append(samples));
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

function sampleOf(text: string): readonly Sample[] {
  const read = line.safeParse(parseJson(text));
  if (!read.success) return [];
  const { v: _format, ...sample } = read.data;
  return [sample];
}

function lineOf(sample: Sample): string {
  return `${JSON.stringify({ v: FORMAT, ...sample })}\n`;
}
