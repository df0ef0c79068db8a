import { crc32 } from 'node:zlib';
import type { EpochMs } from '#shared/domain/units';

/** A file of ticks is a row of blocks, each readable without the others; docs/files.md describes the bytes. */
export const HEADER_BYTES = 44;
/** So much is lost at most when a byte is. */
export const MAX_BLOCK = 64 * 1024;
/** 'KDTK': where a block may begin. */
export const MAGIC = Buffer.from('KDTK');
/** Grows when an older program could no longer read what is written. */
export const BLOCK_VERSION = 1;

export type BlockKind = 'ticks' | 'instruments';

const KINDS: readonly BlockKind[] = ['ticks', 'instruments'];

export interface BlockHeader {
  readonly kind: BlockKind;
  readonly version: number;
  /** Counts the blocks of a file, so that a missing one is noticed. */
  readonly sequence: number;
  readonly payloadBytes: number;
  /** Ticks or instruments in it. */
  readonly count: number;
  /** Ticks of the file before it, with those that a failing disk kept from being written. */
  readonly ticksBefore: number;
  /** When its first tick was received. */
  readonly baseAt: EpochMs;
  /** Instruments that have a number by its end; the next new one gets this. */
  readonly known: number;
}

/** Completes a block whose payload has been written behind the room for its header. */
export function sealBlock(block: Buffer, header: Omit<BlockHeader, 'version' | 'payloadBytes'>): void {
  MAGIC.copy(block);
  block.writeUInt8(BLOCK_VERSION, 8);
  block.writeUInt8(KINDS.indexOf(header.kind), 9);
  block.writeUInt16LE(0, 10);
  block.writeUInt32LE(block.length - HEADER_BYTES, 12);
  block.writeUInt32LE(header.sequence, 16);
  block.writeUInt32LE(header.count, 20);
  block.writeDoubleLE(header.ticksBefore, 24);
  block.writeDoubleLE(header.baseAt, 32);
  block.writeUInt32LE(header.known, 40);
  block.writeUInt32LE(crc32(block.subarray(8)), 4);
}

/** What the bytes say they are; null when no block can begin so. Only `isWhole` tells whether that is true. */
export function readHeader(bytes: Buffer): BlockHeader | null {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const kind = KINDS[bytes.readUInt8(9)];
  const payloadBytes = bytes.readUInt32LE(12);
  if (kind === undefined || payloadBytes > MAX_BLOCK - HEADER_BYTES) return null;
  return {
    kind,
    version: bytes.readUInt8(8),
    sequence: bytes.readUInt32LE(16),
    payloadBytes,
    count: bytes.readUInt32LE(20),
    ticksBefore: bytes.readDoubleLE(24),
    baseAt: bytes.readDoubleLE(32),
    known: bytes.readUInt32LE(40),
  };
}

/** Whether a block, from its first byte to its last, is as it was sealed. */
export function isWhole(block: Buffer): boolean {
  return block.readUInt32LE(4) === crc32(block.subarray(8));
}
