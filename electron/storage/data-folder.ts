import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#shared/domain/result';
import { diskFault, errorCode } from './disk-fault';
import { acquireLock, type Holder } from './lock';

/** Where things lie in the data folder; docs/files.md says what is in them. */
export interface DataFolder {
  readonly root: string;
  readonly logs: string;
  /** Downloaded instrument masters. */
  readonly resources: string;
  /** The demo exchange's own book, which outlives the window. */
  readonly exchange: string;
  /** Gives the folder to the next program. */
  release(): Promise<void>;
}

/**
 * Makes the folder, readable by its owner only, and takes it for this program alone (invariant I14).
 * Answers who has it when somebody does; rejects with an Error for the trader when the disk refuses.
 */
export async function openDataFolder(root: string): Promise<Result<DataFolder, Holder>> {
  const folder = {
    root,
    logs: join(root, 'logs'),
    resources: join(root, 'resources'),
    exchange: join(root, 'exchange'),
  };
  await makePrivate(root);
  const lock = await acquireLock(join(root, 'kitedesk.lock'));
  if (!lock.ok) return lock;
  for (const path of [folder.logs, folder.resources, folder.exchange]) await makePrivate(path);
  return ok({ ...folder, release: () => lock.value.release() });
}

async function makePrivate(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    // The folder may have been there before, open to others.
    await chmod(path, 0o700);
  } catch (error) {
    throw diskFault('make the data folder', path, error);
  }
}

/** Bytes under a folder, by the names directly in it; files that vanish while counting count nothing. */
export async function diskUsage(root: string): Promise<ReadonlyMap<string, number>> {
  const names = await readdir(root);
  const sizes = await Promise.all(names.map(async (name) => [name, await sizeOf(join(root, name))] as const));
  return new Map(sizes);
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return found.size;
    const names = await readdir(path);
    const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
