import type { FileHandle } from 'node:fs/promises';
import { istClock } from '#shared/domain/time';
import { BLOCK_VERSION, HEADER_BYTES, isWhole, MAGIC, MAX_BLOCK, readHeader, type BlockHeader } from './block';
import { decodeNames } from './tick-decoder';
import type { Recorded } from './tick-encoder';

/** A whole block and where it lies. */
export interface PlacedBlock {
  readonly offset: number;
  readonly header: BlockHeader;
}

export interface TickScan {
  /** Blocks of ticks in their order. */
  readonly blocks: readonly PlacedBlock[];
  readonly instruments: ReadonlyMap<number, Recorded>;
  /** One sentence a fault: which file, which bytes, what was lost. */
  readonly faults: readonly string[];
  readonly bytes: number;
  /** Where the last whole block ends; what follows was cut short. */
  readonly wholeBytes: number;
  /** The header of the last whole block of either kind; null in a file without any. */
  readonly last: BlockHeader | null;
}

const WINDOW = 1024 * 1024;

type Readable = Pick<FileHandle, 'read' | 'stat'>;

/**
 * Finds every whole block of a file, whatever lies between them, in memory that does not grow with the ticks.
 * Rejects when a newer program wrote it.
 */
export async function scanTicks(handle: Readable, path: string): Promise<TickScan> {
  const blocks: PlacedBlock[] = [];
  const instruments = new Map<number, Recorded>();
  const faults: string[] = [];
  let wholeBytes = 0;
  let last: BlockHeader | null = null;
  for await (const { offset, header, payload } of wholeBlocks(handle)) {
    if (offset > wholeBytes) faults.push(damage({ path, from: wholeBytes, to: offset, before: last, after: header }));
    else if (last && header.ticksBefore > ticksAfter(last)) faults.push(notWritten(path, last, header));
    wholeBytes = offset + HEADER_BYTES + header.payloadBytes;
    if (header.version > BLOCK_VERSION)
      throw new Error(
        `${path} was written by a newer KiteDesk (format ${header.version}). Update this one to read it.`,
      );
    if (last && header.sequence <= last.sequence) {
      faults.push(`Bytes ${offset} to ${wholeBytes - 1} of ${path} repeat block ${header.sequence} and were left out.`);
      continue;
    }
    last = header;
    if (header.kind === 'ticks') blocks.push({ offset, header });
    else for (const [number, recorded] of decodeNames(payload, header)) instruments.set(number, recorded);
  }
  const { size: bytes } = await handle.stat();
  if (bytes > wholeBytes) faults.push(cutShort(path, wholeBytes, bytes, last));
  return { blocks, instruments, faults, bytes, wholeBytes, last };
}

/** Ticks of the file, with lost ones, up to the end of a block. */
export function ticksAfter(header: BlockHeader): number {
  return header.ticksBefore + (header.kind === 'ticks' ? header.count : 0);
}

interface FoundBlock extends PlacedBlock {
  /** Valid until the next is asked for. */
  readonly payload: Buffer;
}

async function* wholeBlocks(handle: Readable): AsyncGenerator<FoundBlock> {
  const { size } = await handle.stat();
  const window = Buffer.allocUnsafe(Math.min(WINDOW, size) + MAX_BLOCK);
  let windowAt = 0;
  let filled = 0;
  let at = 0;
  for (let isEnded = false; ;) {
    // So that a whole block always fits behind `at`, except at the end of the file.
    if (filled - at < MAX_BLOCK && !isEnded) {
      window.copyWithin(0, at, filled);
      windowAt += at;
      filled -= at;
      at = 0;
      filled += await readFully(handle, window.subarray(filled), windowAt + filled);
      isEnded = filled < window.length;
    }
    if (filled - at < HEADER_BYTES) return;
    const rest = window.subarray(at, filled);
    const header = readHeader(rest);
    const length = HEADER_BYTES + (header?.payloadBytes ?? 0);
    if (header && length <= rest.length && isWhole(rest.subarray(0, length))) {
      yield { offset: windowAt + at, header, payload: rest.subarray(HEADER_BYTES, length) };
      at += length;
    } else {
      const next = rest.indexOf(MAGIC, 1);
      // The first letters of a block may stand at the very end of the window.
      at += next > 0 ? next : rest.length - MAGIC.length + 1;
    }
  }
}

/** Reads until the buffer is full or the file ends, and returns how much it got. */
export async function readFully(handle: Pick<FileHandle, 'read'>, into: Buffer, position: number): Promise<number> {
  for (let done = 0; ;) {
    const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
    done += bytesRead;
    if (bytesRead === 0 || done === into.length) return done;
  }
}

interface Damage {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly before: BlockHeader | null;
  readonly after: BlockHeader;
}

function damage({ path, from, to, before, after }: Damage): string {
  const lost = after.ticksBefore - (before ? ticksAfter(before) : 0);
  const what = lost > 0 ? `${lost} ticks received ${between(before, after)} were lost` : 'no tick was lost';
  return `Bytes ${from} to ${to - 1} of ${path} cannot be read: ${what}.`;
}

function notWritten(path: string, before: BlockHeader, after: BlockHeader): string {
  const lost = after.ticksBefore - ticksAfter(before);
  return `${lost} ticks received ${between(before, after)} are missing in ${path}: the disk did not take them at the time.`;
}

function cutShort(path: string, from: number, to: number, last: BlockHeader | null): string {
  const what = last ? `ticks received after ${istClock(last.baseAt)} may be lost` : 'nothing in it can be read';
  return `${path} is cut short or damaged from byte ${from} to its end at ${to}: ${what}.`;
}

function between(before: BlockHeader | null, after: BlockHeader): string {
  return before
    ? `between ${istClock(before.baseAt)} and ${istClock(after.baseAt)}`
    : `before ${istClock(after.baseAt)}`;
}
