import type { StrikePicture } from './strike-chart';

/** Whether all of it is flat: strikes, and no figure to any of them. A picture of a chain that has not come yet is none. */
export function isBlank({ lines, pairs }: StrikePicture): boolean {
  const isAwaited = lines.length === 0 && pairs.length === 0;
  const hasFigure =
    lines.some(({ points }) => points.length > 0) || pairs.some(({ call, put }) => call !== 0 || put !== 0);
  return !isAwaited && !hasFigure;
}
