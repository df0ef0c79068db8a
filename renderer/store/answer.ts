import { useCallback, useEffect, useState } from 'react';
import type { RequestName } from '#shared/ipc/contract';
import { askQuietly, type Answer, type Input } from './ask';

/** When to ask once more, besides for another input. */
export interface Again {
  readonly everyMs?: number;
  /** Whenever this text changes: the minute, how many trades are closed. */
  readonly on?: string;
}

/**
 * What the desk answers to a request, for what is no part of its replica. Asked when shown, as `when` says, and whenever `again` is
 * called. The last answer stays until the next one is there; `reply` is null before the first.
 */
export function useAnswer<K extends RequestName>(
  name: K,
  input: Input<K>,
  when: Again = {},
): Answer<K> & { readonly again: () => void } {
  const { everyMs, on } = when;
  const [answer, setAnswer] = useState<Answer<K>>({ reply: null, problem: null });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);
  // By its text, because callers write the input anew at each render.
  const text = JSON.stringify(input ?? null);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      // What was turned into text here is turned back.
      const got = await askQuietly(name, JSON.parse(text) as Input<K>);
      if (isCurrent) setAnswer(got);
    };
    void load();
    const timer = everyMs === undefined ? undefined : setInterval(() => void load(), everyMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `on` and `round` are what asks again
  }, [name, text, everyMs, on, round]);
  return { ...answer, again };
}
