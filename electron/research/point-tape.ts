import type { Book } from '#shared/domain/book';
import type { Instrument } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';
import { createPutter, type Prices } from './chain-tape';
import type { Tape } from './recording';
import type { Slippage } from './slippage';

/** A price that was recorded, and all instruments that are taken to have it. */
export interface Point extends Omit<Prices, 'oiBefore'> {
  readonly at: EpochMs;
  readonly targets: readonly Instrument[];
}

/** Plays prices one after the other; those of several instruments at one moment are one frame. */
export function layPoints(points: readonly Point[], book: Book, slippage: Slippage): Tape {
  const put = createPutter(book, slippage);
  const frames = framesOf(points);
  return {
    frames: frames.length,
    at: (frame) => frames[frame]?.[0]?.at ?? 0,
    isInside: () => false,
    write(frame, changed) {
      let count = 0;
      for (const point of frames[frame] ?? [])
        for (const instrument of point.targets)
          changed[count++] = put(instrument, { ...point, oiBefore: null }, point.at);
      return count;
    },
  };
}

function framesOf(points: readonly Point[]): readonly (readonly Point[])[] {
  const frames: Point[][] = [];
  for (const point of points) {
    const last = frames.at(-1);
    const isSameMoment = last?.[0]?.at === point.at && !last.some(({ targets }) => targets[0] === point.targets[0]);
    if (last && isSameMoment) last.push(point);
    else frames.push([point]);
  }
  return frames;
}
