import type { AppendFile } from '#electron/storage/append-file';
import { SEGMENT_BYTES, type Segments } from './block-writer';

interface Waiting {
  readonly segment: Buffer;
  readonly used: number;
}

/** Brings full segments to the disk in their order and gives them out again. One that the disk refuses waits for the next try. */
export class SegmentQueue implements Segments {
  bytesWritten = 0;
  private readonly file: AppendFile;
  private readonly maxSegments: number;
  private readonly onFailure: (error: unknown) => void;
  private readonly free: Buffer[] = [Buffer.alloc(SEGMENT_BYTES), Buffer.alloc(SEGMENT_BYTES)];
  private made = this.free.length;
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;

  constructor(file: AppendFile, maxSegments: number, onFailure: (error: unknown) => void) {
    this.file = file;
    this.maxSegments = maxSegments;
    this.onFailure = onFailure;
  }

  take(): Buffer | null {
    const segment = this.free.pop();
    if (segment) return segment;
    if (this.made === this.maxSegments) return null;
    this.made += 1;
    return Buffer.alloc(SEGMENT_BYTES);
  }

  give(segment: Buffer, used: number): void {
    this.waiting.push({ segment, used });
    void this.settled();
  }

  /** Resolves when everything given is on the disk, or the disk refused some of it. */
  settled(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

  private async write(): Promise<void> {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      try {
        await this.file.append(next.segment.subarray(0, next.used));
      } catch (error) {
        this.onFailure(error);
        return;
      }
      this.bytesWritten += next.used;
      this.waiting.shift();
      this.free.push(next.segment);
    }
  }
}
