export interface Sparkline {
  /** Of an SVG polyline. */
  readonly points: string;
  /** Where zero is, from the top. */
  readonly zero: number;
}

/**
 * A course of results in a box of so many pixels, the oldest at the left. Zero is always in the box, so that a line
 * above the middle is not taken for a gain. Null for less than two values: a point is no course.
 */
export function sparkline(values: readonly number[], width: number, height: number): Sparkline | null {
  if (values.length < 2) return null;
  const top = Math.max(0, ...values);
  const range = top - Math.min(0, ...values);
  if (range === 0) return null;
  const y = (value: number) => round(((top - value) / range) * height);
  const points = values.map((value, index) => `${round((index / (values.length - 1)) * width)},${y(value)}`);
  return { points: points.join(' '), zero: y(0) };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
