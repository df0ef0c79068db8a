import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { parsers, RequestName, RequestReply } from '#shared/ipc/contract';
import { askQuietly } from './ask';

export interface Answer<K extends RequestName> {
  /** Null until it came, and when there was none. */
  readonly reply: RequestReply<K> | null;
  readonly problem: string | null;
}

/**
 * What the desk answers to a request, for what is no part of its replica. Asked when shown, every `everyMs` milliseconds
 * (never again for null), and whenever `again` is called. An answer to an earlier input is not shown.
 */
export function useAnswer<K extends RequestName>(
  name: K,
  input: z.input<(typeof parsers)[K]>,
  everyMs: number | null,
): Answer<K> & { readonly again: () => void } {
  const [answer, setAnswer] = useState<Answer<K>>({ reply: null, problem: null });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);
  // By its text, because callers write the input anew at each render.
  const text = JSON.stringify(input ?? null);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      // What was turned into text here is turned back.
      const got = await askQuietly(name, JSON.parse(text) as z.input<(typeof parsers)[K]>);
      if (isCurrent) setAnswer(got);
    };
    void load();
    const timer = everyMs === null ? undefined : setInterval(() => void load(), everyMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `round` is what asks again
  }, [name, text, everyMs, round]);
  return { ...answer, again };
}
