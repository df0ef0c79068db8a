import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { messageOf } from '#shared/domain/result';
import type { EpochMs } from '#shared/domain/units';
import { createDocument } from './document';

/** One value that lives in memory and follows into a file, whole at each change. */
export interface Kept<T> {
  /** What was wrong with the file found, for the screen. */
  readonly notes: readonly string[];
  get(): T;
  set(value: T): void;
  /** Resolves when the newest value is in the file, or the fault was told. */
  flush(): Promise<void>;
}

export interface KeptOptions<T> {
  readonly path: string;
  /** What it is, in a sentence: 'the strategies file'. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** What there is before the first change. */
  readonly initial: T;
  /** The computer's clock. */
  readonly now: () => EpochMs;
  readonly onFault: (message: string) => void;
}

const FORMAT = 1;

/** Values that change while the disk is busy are written once, the newest. */
export async function openKept<T>({ path, name, schema, initial, now, onFault }: KeptOptions<T>): Promise<Kept<T>> {
  const document = createDocument<T>({ path, name, version: FORMAT, schema, now });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { value, notes } = await document.read();
  let current = value ?? initial;
  let isWritten = true;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    if (isWritten) return;
    isWritten = true;
    await document.write(current).catch((error: unknown) => onFault(messageOf(error)));
  }

  return {
    notes,
    get: () => current,
    set(next) {
      current = next;
      isWritten = false;
      writing = writing.then(write);
    },
    flush: () => writing,
  };
}
