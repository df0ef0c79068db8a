import { quantile } from '#shared/domain/statistics';
import type { Axis, Cell } from '#shared/domain/parameter-sweep';

/** How many of the nearest points of a random search count as a point's neighbours. */
const NEAREST = 8;

/**
 * A score that a point shares with its surroundings: the median over itself and its neighbours. A peak among poor neighbours is
 * luck; a plateau survives parameters that are a little off. In a grid neighbours are a step away on any axes; of points
 * drawn at random they are the eight nearest. Values without an order (words, toggles) have no neighbours of another value.
 */
export function robustScores(
  axes: readonly Axis[],
  cells: readonly Cell[],
  scores: readonly number[],
): readonly number[] {
  const places = cells.map((cell) => placeOf(axes, cell));
  const isWhole = cells.length === axes.reduce((product, { values }) => product * values.length, 1);
  return places.map((place) => {
    const near = isWhole ? stepsAway(axes, places, place) : nearest(axes, places, place);
    return quantile(
      near.map((index) => scores[index] ?? 0),
      0.5,
    );
  });
}

/** Indices of values on their axes. */
type Place = readonly number[];

function placeOf(axes: readonly Axis[], cell: Cell): Place {
  return axes.map(({ values }, index) => values.indexOf(cell[index]?.value ?? ''));
}

function isOrdered({ values }: Axis): boolean {
  return values.every((value) => typeof value === 'number');
}

function stepsAway(axes: readonly Axis[], places: readonly Place[], from: Place): readonly number[] {
  return places.flatMap((place, index) => {
    const isNear = axes.every((axis, at) => Math.abs((place[at] ?? 0) - (from[at] ?? 0)) <= (isOrdered(axis) ? 1 : 0));
    return isNear ? [index] : [];
  });
}

function nearest(axes: readonly Axis[], places: readonly Place[], from: Place): readonly number[] {
  const distance = (place: Place) =>
    axes.reduce((sum, axis, at) => {
      const steps = (place[at] ?? 0) - (from[at] ?? 0);
      if (!isOrdered(axis)) return steps === 0 ? sum : Number.POSITIVE_INFINITY;
      return sum + (steps / Math.max(1, axis.values.length - 1)) ** 2;
    }, 0);
  return places
    .map((place, index) => ({ index, distance: distance(place) }))
    .filter((each) => each.distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .slice(0, NEAREST + 1)
    .map(({ index }) => index);
}
