/** Runs once what was just committed is on the screen: the second frame begins after the first, which paints it, has ended. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
