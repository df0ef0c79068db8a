import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { parsers, RequestName, RequestReply } from '#shared/ipc/contract';
import { askQuietly } from './ask';

export interface Asked<K extends RequestName> {
  /** Null until the first answer; a newer one takes its place when it comes. */
  readonly reply: RequestReply<K> | null;
  readonly problem: string | null;
  /** What was asked and when: an answer to something else is not shown for it. */
  readonly asked: string;
}

/**
 * Keeps the answer to a request on the screen. `occasion` says when to ask again, as a text that changes: the minute,
 * how many trades are closed. The last answer stays until the next one is there.
 */
export function useAsked<K extends RequestName>(
  name: K,
  input: Exclude<z.input<(typeof parsers)[K]>, undefined>,
  occasion: string,
): Asked<K> {
  const question = JSON.stringify(input);
  const [asked, setAsked] = useState<Asked<K>>({ reply: null, problem: null, asked: '' });
  useEffect(() => {
    let isWanted = true;
    const answer = async () => {
      // The text was made of an input of this very type.
      const given = JSON.parse(question) as z.input<(typeof parsers)[K]>;
      const { reply, problem } = await askQuietly(name, given);
      if (isWanted) setAsked({ reply, problem, asked: `${question} ${occasion}` });
    };
    void answer();
    return () => {
      isWanted = false;
    };
  }, [name, question, occasion]);
  return asked;
}
