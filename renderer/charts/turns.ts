/**
 * What all charts of the desk together may cost is bounded, however many there are: one of them is drawn anew in this time.
 * Four charts follow the market five times a second each, one twenty times.
 */
const TURN_MS = 50;

const waiting = new Set<() => void>();
let isComing = false;

/**
 * Runs `draw` when its turn comes, never in the frame that brings the prices and never in one with another chart. Asked for
 * again while it waits, it runs once.
 */
export function takeTurn(draw: () => void): void {
  waiting.add(draw);
  if (isComing) return;
  isComing = true;
  setTimeout(nextTurn);
}

/** For a chart that goes away. */
export function leaveTurn(draw: () => void): void {
  waiting.delete(draw);
}

function nextTurn(): void {
  const [draw] = waiting;
  isComing = draw !== undefined;
  if (draw === undefined) return;
  waiting.delete(draw);
  setTimeout(nextTurn, TURN_MS);
  draw();
}
