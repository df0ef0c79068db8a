import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE, syncFolder } from './durable-file';

/** The part of an open file that appending needs. */
export type AppendHandle = Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'stat' | 'close'>;

/** A file that grows at its end only, and never keeps half of what was appended. */
export interface AppendFile {
  /** Resolves when all of it is on the disk. When it rejects, the file is as it was before. */
  append(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** Opens for appending, making the file when there is none. */
export async function openForAppending(path: string): Promise<AppendHandle> {
  const handle = await open(path, 'a', PRIVATE);
  await syncFolder(dirname(path));
  return handle;
}

export async function createAppendFile(handle: AppendHandle): Promise<AppendFile> {
  let length = (await handle.stat()).size;
  let isLengthSure = true;

  /** Cuts off what a failed append left behind, also when the disk was too ill to do so at once. */
  async function restore(): Promise<void> {
    await handle.truncate(length);
    await handle.datasync();
    isLengthSure = true;
  }

  return {
    async append(bytes) {
      if (!isLengthSure) await restore();
      isLengthSure = false;
      try {
        await writeAll(handle, bytes);
        await handle.datasync();
      } catch (error) {
        // If this fails as well, the next append tries again before it writes.
        await restore().catch(() => undefined);
        throw error;
      }
      length += bytes.length;
      isLengthSure = true;
    },
    close: () => handle.close(),
  };
}

/** A nearly full disk takes a part and says so only in the return value. */
async function writeAll(handle: AppendHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}
