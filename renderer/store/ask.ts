import type { z } from 'zod';
import { messageOf } from '#shared/domain/result';
import type { parsers, Problem, RequestName, RequestReply } from '#shared/ipc/contract';
import { bridge } from './bridge';
import { tell } from './toasts';

export type Input<K extends RequestName> = z.input<(typeof parsers)[K]>;

export interface Answer<K extends RequestName> {
  /** Null when there was none. */
  readonly reply: RequestReply<K> | null;
  readonly problem: string | null;
}

/**
 * Sends a request and shows the problem when it is not carried out. Answers null when it never got an answer.
 * What it changed comes back with the next delta; nobody should assume it before.
 */
export async function ask<K extends RequestName>(name: K, input?: Input<K>): Promise<Answer<K>['reply']> {
  const answer = await askQuietly(name, input);
  if (answer.problem !== null)
    tell({
      tone: 'error',
      title: answer.reply === null ? 'The desk did not answer' : 'Not done',
      detail: answer.problem,
    });
  return answer.reply;
}

/** For a form, which shows the problem itself: a dialog covers what passes at the window's edge. */
export async function askQuietly<K extends RequestName>(name: K, input?: Input<K>): Promise<Answer<K>> {
  try {
    const reply = await bridge().request(name, input);
    return { reply, problem: problemOf(reply)?.message ?? null };
  } catch (error) {
    return { reply: null, problem: messageOf(error) };
  }
}

function problemOf(reply: unknown): Problem | null {
  const isRefused =
    typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === false && 'error' in reply;
  // Every reply with `ok: false` is an Outcome, whose error is a Problem.
  return isRefused ? (reply.error as Problem) : null;
}
