/** Runs once what was just committed is painted: in the task after the frame that begins next. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}
