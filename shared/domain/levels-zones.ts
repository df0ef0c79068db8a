import type { Bar } from './bars';
import type { Level } from './levels';
import { nearestPaise } from './units';
import type { Paise } from './units';

/** Each touch takes away this share of what a level lacks to full strength. */
const STRENGTH_OF_TOUCH = 0.2;

/** Levels close enough together to act as one. */
export interface Zone {
  readonly low: Paise;
  readonly high: Paise;
  /** Where the weight of its levels lies, by strength. */
  readonly price: Paise;
  /** 0–1; levels of different sources at one price strengthen each other. */
  readonly strength: number;
  /** Of its most touched level: levels of one zone share their touches. */
  readonly touches: number;
  /** Ascending. */
  readonly levels: readonly Level[];
}

/** The levels with their touches in `bars` counted, and stronger for them. */
export function withTouches(levels: readonly Level[], bars: readonly Bar[], tolerance: number): Level[] {
  return levels.map((level) => {
    const touches = countTouches(level.price, bars, tolerance);
    const strength = 1 - (1 - level.strength) * (1 - STRENGTH_OF_TOUCH) ** touches;
    return { ...level, touches, strength };
  });
}

/**
 * How often the bars came within `tolerance` of a price and left on the side they came from. A visit may last many
 * bars; one that goes through is no touch, nor is one that the bars begin or end in.
 */
export function countTouches(
  price: number,
  bars: readonly Pick<Bar, 'high' | 'low' | 'close'>[],
  tolerance: number,
): number {
  let touches = 0;
  let cameFrom = 0;
  let isVisiting = false;
  for (const { high, low, close } of bars) {
    if (low <= price + tolerance && high >= price - tolerance) {
      isVisiting = true;
      continue;
    }
    const side = Math.sign(close - price);
    if (isVisiting && side === cameFrom) touches += 1;
    cameFrom = side;
    isVisiting = false;
  }
  return touches;
}

/**
 * Joins levels into zones, ascending. A level belongs to a zone while it lies within `tolerance` of the zone's
 * lowest level, so that a chain of near levels cannot grow without bound.
 */
export function mergeLevels(levels: readonly Level[], tolerance: number): Zone[] {
  const groups: Level[][] = [];
  for (const level of levels.toSorted((one, other) => one.price - other.price)) {
    const group = groups.at(-1);
    const lowest = group?.[0];
    if (group && lowest && level.price - lowest.price <= tolerance) group.push(level);
    else groups.push([level]);
  }
  return groups.flatMap(zoneOf);
}

function zoneOf(levels: readonly Level[]): Zone[] {
  const [lowest, highest] = [levels[0], levels.at(-1)];
  if (!lowest || !highest) return [];
  const weight = levels.reduce((sum, level) => sum + level.strength, 0);
  const centre = levels.reduce((sum, level) => sum + level.price * level.strength, 0) / weight;
  const zone = {
    low: lowest.price,
    high: highest.price,
    price: weight > 0 ? nearestPaise(centre) : lowest.price,
    strength: 1 - levels.reduce((rest, level) => rest * (1 - level.strength), 1),
    touches: Math.max(...levels.map((level) => level.touches)),
    levels,
  };
  return [zone];
}
