import type { InstrumentId } from './instrument';
import type { Level } from './levels';
import type { Drawing } from './strategy';
import type { SupportResistance } from './support-resistance';
import type { Paise } from './units';
import type { Direction } from './vehicle';
import { inPoints } from './words';

/** A price whose crossing by a close is a breakout. */
export interface Barrier {
  readonly direction: Direction;
  readonly price: Paise;
  /** 'opening range high'. */
  readonly name: string;
}

export interface Extremes {
  readonly high: Paise;
  readonly low: Paise;
}

export interface BarrierSources {
  readonly opening: readonly Level[];
  readonly levels: SupportResistance | null;
  /** The day so far, the candle in question left out. */
  readonly extremes: Extremes | null;
}

/** Both sides of the opening range, of the swings and of the day so far. */
export function barriersOf({ opening, levels, extremes }: BarrierSources): readonly Barrier[] {
  const side = (direction: Direction, price: Paise, name: string): Barrier => ({ direction, price, name });
  return [
    ...opening.flatMap(({ kind, price }) => {
      if (kind === 'opening-high') return [side('long', price, 'opening range high')];
      return kind === 'opening-low' ? [side('short', price, 'opening range low')] : [];
    }),
    ...(levels ? [side('long', levels.resistance, 'resistance'), side('short', levels.support, 'support')] : []),
    ...(extremes ? [side('long', extremes.high, "day's high"), side('short', extremes.low, "day's low")] : []),
  ];
}

/** The outermost barrier that a close went through and the close before it had not; null without one. */
export function brokenBarrier(barriers: readonly Barrier[], previous: Paise, close: Paise): Barrier | null {
  let outermost: Barrier | null = null;
  for (const barrier of barriers) {
    const sign = barrier.direction === 'long' ? 1 : -1;
    const isBroken = (close - barrier.price) * sign > 0 && (previous - barrier.price) * sign <= 0;
    if (isBroken && (outermost === null || (barrier.price - outermost.price) * sign > 0)) outermost = barrier;
  }
  return outermost;
}

/** How far a price lies beyond the barriers' nearest on either side, in paise: negative below, 0 between them. */
export function beyondBarriers(barriers: readonly Barrier[], price: Paise): number {
  const above = barriers.filter(({ direction }) => direction === 'long').map((barrier) => barrier.price);
  const below = barriers.filter(({ direction }) => direction === 'short').map((barrier) => barrier.price);
  const up = above.length > 0 ? Math.max(price - Math.min(...above), 0) : 0;
  const down = below.length > 0 ? Math.max(Math.max(...below) - price, 0) : 0;
  return up - down;
}

export function widened(extremes: Extremes | null, { high, low }: Extremes): Extremes {
  if (!extremes) return { high, low };
  return { high: high > extremes.high ? high : extremes.high, low: low < extremes.low ? low : extremes.low };
}

/** 'up: resistance 24,260, day's high 24,275; down: support 24,180'. */
export function barrierWords(barriers: readonly Barrier[]): string {
  const side = (direction: Direction): string =>
    barriers
      .filter((barrier) => barrier.direction === direction)
      .map(({ name, price }) => `${name} ${inPoints(price)}`)
      .join(', ') || 'nothing';
  return `up: ${side('long')}; down: ${side('short')}`;
}

export function barrierDrawings(barriers: readonly Barrier[], instrument: InstrumentId): readonly Drawing[] {
  return barriers.map(({ direction, price, name }) => ({
    instrument,
    price,
    label: name,
    tone: direction === 'long' ? 'resistance' : 'support',
  }));
}
