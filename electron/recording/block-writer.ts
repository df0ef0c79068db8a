import type { EpochMs } from '#shared/domain/units';
import { HEADER_BYTES, MAX_BLOCK, sealBlock, type BlockKind } from './block';

/** Some blocks that are written to the disk together. */
export const SEGMENT_BYTES = 16 * MAX_BLOCK;

/** Where empty segments come from, and full ones go to. */
export interface Segments {
  /** Null when all are waiting for a slow disk. */
  take(): Buffer | null;
  /** A segment that has been taken, with `used` bytes of whole blocks at its beginning. */
  give(segment: Buffer, used: number): void;
}

const NOTHING = Buffer.alloc(0);

/** Lays blocks side by side into segments. Whoever writes a record asks for room, writes at `at`, and moves `at` and `count` on. */
export class BlockWriter {
  bytes: Buffer = NOTHING;
  at = 0;
  /** Records in the block being written. */
  count = 0;
  baseAt: EpochMs = 0;
  /** Instruments that have a number. */
  known = 0;
  /** Ticks in the blocks sealed so far, with those that were lost. */
  ticks = 0;
  /** The number of the block being written. */
  private sequence: number;
  private readonly segments: Segments;
  private kind: BlockKind | null = null;
  private start = 0;

  constructor(segments: Segments, sequence: number) {
    this.segments = segments;
    this.sequence = sequence;
  }

  /** Sees to it that a block of this kind is open with so many bytes free; false when there is no segment left to put it in. */
  makeRoom(kind: BlockKind, bytes: number, receivedAt: EpochMs): boolean {
    if (kind === this.kind && this.at + bytes <= this.start + MAX_BLOCK) return true;
    this.seal();
    if (this.bytes !== NOTHING && this.start + MAX_BLOCK > this.bytes.length) this.hand();
    if (this.bytes === NOTHING) {
      const segment = this.segments.take();
      if (segment === null) return false;
      this.bytes = segment;
    }
    this.kind = kind;
    this.at = this.start + HEADER_BYTES;
    this.count = 0;
    this.baseAt = receivedAt;
    return true;
  }

  /** Ends the block and hands over what is in the segment. */
  cut(): void {
    this.seal();
    if (this.start > 0) this.hand();
  }

  seal(): void {
    const { kind, count } = this;
    if (kind === null) return;
    this.kind = null;
    if (count === 0) return;
    const { sequence, ticks: ticksBefore, baseAt, known } = this;
    sealBlock(this.bytes.subarray(this.start, this.at), { kind, sequence, count, ticksBefore, baseAt, known });
    this.start = this.at;
    this.sequence += 1;
    if (kind === 'ticks') this.ticks += count;
  }

  private hand(): void {
    this.segments.give(this.bytes, this.start);
    this.bytes = NOTHING;
    this.start = 0;
  }
}
