/**
 * Lets a few at a time go on, in the order in which they came. Whatever else waits in this thread comes between: a burst of
 * requests is read off its sockets at once, and prices and orders would wait until all of it was answered.
 */
export function takeTurns(most: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let isGoing = false;
  function round(): void {
    for (const go of waiting.splice(0, most)) go();
    isGoing = waiting.length > 0;
    // After this round's sockets were looked at, and before the next one's.
    if (isGoing) setImmediate(round);
  }
  return () =>
    new Promise((go) => {
      waiting.push(go);
      if (isGoing) return;
      isGoing = true;
      setImmediate(round);
    });
}
