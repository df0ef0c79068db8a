import type { Tables } from '#shared/ipc/views';
import { deskNow, subscribeDesk } from './desk';

/**
 * Runs now and after changes of the desk, but at most every `pauseMs`: for pictures of a whole chain, where
 * nobody sees the difference and drawing every delta would cost a core. Returns how to stop.
 */
export function followDesk(pauseMs: number, run: (desk: Tables) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;

  const act = () => {
    isDue = false;
    run(deskNow());
    timer = setTimeout(() => {
      timer = undefined;
      if (isDue) act();
    }, pauseMs);
  };
  const stop = subscribeDesk(
    (desk) => desk,
    () => {
      isDue = true;
      if (timer === undefined) act();
    },
  );
  act();
  return () => {
    stop();
    clearTimeout(timer);
  };
}
