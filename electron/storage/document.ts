import type { Adapter } from 'lowdb';
import { z } from 'zod';
import { istClock, istDate } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { diskFault } from './disk-fault';
import { keepDamaged, readIfThere, writeDurably } from './durable-file';
import { firstFault, parseJson } from './json';

export interface DocumentOptions<T> {
  readonly path: string;
  /** What it is, in a sentence: 'the trade file'. */
  readonly name: string;
  /** Grows when an older program could no longer read it. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  /** Whether a second copy is kept as `.bak`, which survives damage to the first. */
  readonly keepsLastGood?: boolean;
}

export interface ReadDocument<T> {
  /** Null when there is no document yet, or nothing readable is left of it. */
  readonly value: T | null;
  /** What the person should know, one sentence a fault: what is wrong, where the file went, what is used instead. */
  readonly notes: readonly string[];
}

/** A JSON file { version, savedAt, data }: replaced atomically, checked when read, its last good version at hand. */
export interface JsonDocument<T> {
  read(): Promise<ReadDocument<T>>;
  write(value: T): Promise<void>;
}

type Reading<T> =
  | { readonly kind: 'good'; readonly value: T; readonly savedAt: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly why: string };

export function createDocument<T>(options: DocumentOptions<T>): JsonDocument<T> {
  const { path, name, version, now, keepsLastGood = true } = options;
  const lastGood = `${path}.bak`;

  async function write(value: T): Promise<void> {
    const content = `${JSON.stringify({ version, savedAt: istInstant(now()), data: value }, null, 2)}\n`;
    try {
      await writeDurably(path, content);
      // Never a link: damage to the one would be damage to the other.
      if (keepsLastGood) await writeDurably(lastGood, content);
    } catch (error) {
      throw diskFault(`save ${name}`, path, error);
    }
  }

  async function recover(why: string): Promise<ReadDocument<T>> {
    const aside = await keepDamaged(path, now());
    const said = `${capitalised(name)} ${path} could not be used: ${why}. It is kept as ${aside}`;
    const copy = keepsLastGood ? parse(await readIfThere(lastGood), options) : { kind: 'missing' as const };
    if (copy.kind !== 'good') return { value: null, notes: [`${said}; there is no good copy of it.`] };
    await write(copy.value);
    return { value: copy.value, notes: [`${said}; the last good copy, saved ${copy.savedAt}, is used.`] };
  }

  async function read(): Promise<ReadDocument<T>> {
    try {
      const reading = parse(await readIfThere(path), options);
      if (reading.kind === 'broken') return await recover(reading.why);
      return { value: reading.kind === 'good' ? reading.value : null, notes: [] };
    } catch (error) {
      throw diskFault(`read ${name}`, path, error);
    }
  }

  return { read, write };
}

/** Lets lowdb keep its data in a document. */
export function documentAdapter<T>(document: JsonDocument<T>): Adapter<T> {
  return { read: async () => (await document.read()).value, write: (value) => document.write(value) };
}

function parse<T>(bytes: Buffer | null, { version, schema }: DocumentOptions<T>): Reading<T> {
  if (bytes === null) return { kind: 'missing' };
  const json = parseJson(bytes.toString('utf8'));
  if (json === undefined) return { kind: 'broken', why: 'it is not JSON, or was cut short' };
  const envelope = z.object({ version: z.number(), savedAt: z.string(), data: z.unknown() }).safeParse(json);
  if (!envelope.success)
    return { kind: 'broken', why: `expected { version, savedAt, data }; ${firstFault(envelope.error)}` };
  if (envelope.data.version > version)
    return { kind: 'broken', why: `a newer KiteDesk wrote it (format ${envelope.data.version})` };
  const data = schema.safeParse(envelope.data.data);
  if (!data.success) return { kind: 'broken', why: firstFault(data.error) };
  return { kind: 'good', value: data.data, savedAt: envelope.data.savedAt };
}

function istInstant(at: EpochMs): string {
  return `${istDate(at)}T${istClock(at)}+05:30`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
