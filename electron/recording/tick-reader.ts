import { open, type FileHandle } from 'node:fs/promises';
import { HEADER_BYTES, MAX_BLOCK } from './block';
import { createTickColumns, type TickColumns } from './tick-columns';
import { TickDecoder } from './tick-decoder';
import type { Recorded } from './tick-encoder';
import { readFully, scanTicks, type PlacedBlock } from './tick-scan';

/** The columns are overwritten by the next batch. */
export interface TickBatch {
  readonly count: number;
  readonly columns: TickColumns;
}

/** A day's ticks, as far as they can be read. */
export interface TickReader {
  /** By number in the file. A number without a name lost it to damage. */
  readonly instruments: ReadonlyMap<number, Recorded>;
  readonly ticks: number;
  /** One sentence for everything that was lost. */
  readonly faults: readonly string[];
  /** All ticks in the order of their receipt; memory stays the same however many there are. */
  batches(): AsyncGenerator<TickBatch>;
  close(): Promise<void>;
}

/** Looks at the whole file first, so that names and faults are known before the first tick. Rejects when it cannot be opened. */
export async function openTickReader(path: string): Promise<TickReader> {
  const handle = await open(path, 'r');
  try {
    const { blocks, instruments, faults } = await scanTicks(handle, path);
    return {
      instruments,
      faults,
      ticks: blocks.reduce((sum, { header }) => sum + header.count, 0),
      batches: () => readBlocks(handle, blocks, new TickDecoder()),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Reads neighbouring blocks in one go. */
const READ_BYTES = 16 * MAX_BLOCK;

/** Decodes blocks that a scan has found whole. */
export async function* readBlocks(
  handle: Pick<FileHandle, 'read'>,
  blocks: readonly PlacedBlock[],
  decoder: TickDecoder,
): AsyncGenerator<TickBatch> {
  const columns = createTickColumns(blocks.reduce((most, { header }) => Math.max(most, header.count), 0));
  const last = blocks.at(-1);
  const bytes = Buffer.allocUnsafe(Math.min(READ_BYTES, last ? endOf(last) : 0));
  let from = 0;
  let to = 0;
  for (const block of blocks) {
    const { offset, header } = block;
    const end = endOf(block);
    if (offset < from || end > to) {
      from = offset;
      to = offset + (await readFully(handle, bytes, offset));
    }
    decoder.decode(bytes.subarray(offset - from + HEADER_BYTES, end - from), header, columns);
    yield { count: header.count, columns };
  }
}

function endOf({ offset, header }: PlacedBlock): number {
  return offset + HEADER_BYTES + header.payloadBytes;
}
