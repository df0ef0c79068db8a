import type { z } from 'zod';
import type { parsers, Problem, RequestName, RequestReply } from '#shared/ipc/contract';
import { bridge } from './bridge';
import { tell } from './toasts';

/**
 * Sends a request and shows the problem when it is not carried out. Answers null when it never got an answer.
 * What it changed comes back with the next delta; nobody should assume it before.
 */
export async function ask<K extends RequestName>(
  name: K,
  input?: z.input<(typeof parsers)[K]>,
): Promise<RequestReply<K> | null> {
  try {
    const reply = await bridge().request(name, input);
    const problem = problemOf(reply);
    if (problem) tell({ tone: 'error', title: 'Not done', detail: problem.message });
    return reply;
  } catch (error) {
    tell({
      tone: 'error',
      title: 'The desk did not answer',
      detail: error instanceof Error ? error.message : String(error),
    });
    return null;
  }
}

function problemOf(reply: unknown): Problem | null {
  const isRefused =
    typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === false && 'error' in reply;
  // Every reply with `ok: false` is an Outcome, whose error is a Problem.
  return isRefused ? (reply.error as Problem) : null;
}
