import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Bar } from '#shared/domain/bars';
import { paise, qty, type EpochMs } from '#shared/domain/units';
import { keepDamaged, readIfThere, writeDurably } from './durable-file';

/** Both ends belong to it. */
export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Candles, ascending, and the stretches of time that they are all candles of. */
export interface CachedBars {
  readonly covered: readonly Span[];
  readonly bars: readonly Bar[];
}

export const NOTHING_CACHED: CachedBars = { covered: [], bars: [] };

const VERSION = 1;
/** startAt, open, high, low, close, volume and, where there is one, oi. */
const BAR = 7;
const NO_OI = -1;

const [pack, unpack] = [promisify<Buffer, Buffer>(gzip), promisify<Buffer, Buffer>(gunzip)];

/** One file of the cache. A damaged one is kept aside, told in one sentence, and counts as none: candles can be asked for again. */
export async function readCached(path: string, now: number, onFault: (message: string) => void): Promise<CachedBars> {
  const bytes = await readIfThere(path);
  if (bytes === null) return NOTHING_CACHED;
  // gzip's own checksum tells a damaged file.
  const numbers = await unpack(bytes).then(numbersOf, () => null);
  if (numbers?.[0] === VERSION) return cachedOf(numbers);
  onFault(
    `The downloaded candles in ${path} cannot be read; they are kept as ${await keepDamaged(path, now)} and downloaded again.`,
  );
  return NOTHING_CACHED;
}

export async function writeCached(path: string, { covered, bars }: CachedBars): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const ranges = covered.flatMap(({ from, to }) => [from, to]);
  const rows = bars.flatMap((bar) => [
    bar.startAt,
    bar.open,
    bar.high,
    bar.low,
    bar.close,
    bar.volume,
    bar.oi ?? NO_OI,
  ]);
  const numbers = Float64Array.from([VERSION, covered.length, ...ranges, ...rows]);
  await writeDurably(path, await pack(Buffer.from(numbers.buffer)));
}

function numbersOf(bytes: Buffer): Float64Array {
  // Copied, because a Float64Array begins at a multiple of eight only.
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

function cachedOf(numbers: Float64Array): CachedBars {
  const at = (index: number): number => numbers[index] ?? 0;
  const ranges = at(1);
  const covered = Array.from({ length: ranges }, (_, index) => ({ from: at(2 + 2 * index), to: at(3 + 2 * index) }));
  const first = 2 + 2 * ranges;
  const bars = Array.from({ length: (numbers.length - first) / BAR }, (_, index): Bar => {
    const row = first + index * BAR;
    const oi = at(row + 6);
    return {
      startAt: at(row),
      open: paise(at(row + 1)),
      high: paise(at(row + 2)),
      low: paise(at(row + 3)),
      close: paise(at(row + 4)),
      volume: qty(at(row + 5)),
      oi: oi === NO_OI ? null : qty(oi),
    };
  });
  return { covered, bars };
}
