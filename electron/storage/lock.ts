import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/domain/result';
import { diskFault, errorCode } from './disk-fault';
import { PRIVATE } from './durable-file';
import { parseJson } from './json';

/** A lock that is held. Releasing twice is harmless. */
export interface Lock {
  release(): Promise<void>;
}

/** The program that holds a lock. `startedAt` tells it from a later one that was given the same process id. */
export interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

const holderSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

/**
 * Takes a lock file, or says who has it. A holder that was killed lost its lock at that moment: liveness is asked of
 * the system, not read from a time-out, so a restart after SIGKILL waits for nothing.
 */
export async function acquireLock(path: string): Promise<Result<Lock, Holder>> {
  const self: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
  const text = JSON.stringify({ ...self, lock: randomUUID() });
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { mode: PRIVATE, flag: 'wx' });
    // A link appears with all its content at once, or not at all because the name is taken.
    while (!(await isLinked(draft, path))) {
      const found = await examine(path);
      if (found.kind === 'held') return err(found.holder);
      if (found.kind === 'stale') await removeStale(path, draft);
    }
    return ok({ release: () => releaseIfOurs(path, text) });
  } catch (error) {
    throw diskFault('take the lock', path, error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function isLinked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readLock(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Stale: its holder is dead, or it was damaged, so that nobody can claim it. */
type Found =
  | { readonly kind: 'free' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'held'; readonly holder: Holder };

async function examine(path: string): Promise<Found> {
  const text = await readLock(path);
  if (text === null) return { kind: 'free' };
  const holder = holderSchema.safeParse(parseJson(text));
  return holder.success && isAlive(holder.data) ? { kind: 'held', holder: holder.data } : { kind: 'stale' };
}

/**
 * Two starters may find the same stale lock. Removal is under a lock of its own and looks again, or the slower one
 * would remove what the faster one has just taken.
 */
async function removeStale(path: string, draft: string): Promise<void> {
  const guard = `${path}.removal`;
  if (await isLinked(draft, guard)) {
    if ((await examine(path)).kind === 'stale') await rm(path);
    await rm(guard);
  } else if ((await examine(guard)).kind === 'stale') {
    // Its holder was killed between the lines above.
    await rm(guard, { force: true });
  }
}

async function releaseIfOurs(path: string, text: string): Promise<void> {
  if ((await readLock(path)) === text) await rm(path, { force: true });
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to another user.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const startedAt = startOf(holder.pid);
  return startedAt === '' || holder.startedAt === '' || startedAt === holder.startedAt;
}

/** When a process started, in the kernel's words with the boot it belongs to; empty where the system does not tell cheaply. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    // The second field is the name in parentheses and may hold spaces; the start time is field 22.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTicks === undefined ? '' : `${boot}/${startTicks}`;
  } catch {
    return '';
  }
}
