import { open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE, syncFolder } from './durable-file';

/** Room for some hundreds of entries: the way out of every open trade, several times over. */
const RESERVE_BYTES = 256 * 1_024;

/** A file whose room was taken while there was some: what is written into it needs none of a full disk. */
export interface Reserve {
  /** What an earlier run had to leave in it, as lines. */
  readonly left: string;
  /** Resolves when it is on the disk; rejects when the reserve is used up, or the disk takes nothing at all. */
  write(bytes: Buffer): Promise<void>;
  /** Makes all of its room free again. */
  clear(): Promise<void>;
  /** Removes an empty one; one that holds something stays for the next run. */
  close(): Promise<void>;
}

/** Opens the reserve of a journal, or sets it aside when there is none yet. Rejects when there is no room for it. */
export async function openReserve(path: string, size = RESERVE_BYTES): Promise<Reserve> {
  const handle = await openOrMake(path);
  try {
    const { size: length } = await handle.stat();
    if (length < size) await fill(handle, length, size);
    await syncFolder(dirname(path));
    return reserveOf(handle, path, size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openOrMake(path: string): Promise<FileHandle> {
  return open(path, 'r+').catch(() => open(path, 'w+', PRIVATE));
}

/** Blanks: a reader takes them for the end of what was written. */
async function fill(handle: FileHandle, from: number, to: number): Promise<void> {
  await handle.write(Buffer.alloc(to - from, ' '), 0, to - from, from);
  await handle.datasync();
}

async function reserveOf(handle: FileHandle, path: string, size: number): Promise<Reserve> {
  const held = Buffer.alloc(size);
  await handle.read(held, 0, size, 0);
  const left = held.toString('utf8').trimEnd();
  let used = left === '' ? 0 : Buffer.byteLength(left) + 1;
  return {
    left: left === '' ? '' : `${left}\n`,
    async write(bytes) {
      if (used + bytes.length > size) throw new Error('The room that was set aside for exits is used up');
      await handle.write(bytes, 0, bytes.length, used);
      await handle.datasync();
      used += bytes.length;
    },
    async clear() {
      if (used === 0) return;
      await fill(handle, 0, used);
      used = 0;
    },
    async close() {
      await handle.close();
      if (used === 0) await unlink(path);
    },
  };
}
