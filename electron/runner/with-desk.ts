import { err, messageOf } from '#shared/domain/result';
import type { Outcome } from '#shared/ipc/contract';
import type { DeskSession } from './desk-session';
import type { Surround } from './surround';

export const NO_DESK: Outcome<never> = err({
  message: 'There is no open desk: it is being opened, or waits for a login',
});

/** Answers from the open desk. What may fail in many ways outside rejects, and its message is the answer. */
export async function withDesk<T>(
  around: Pick<Surround, 'session'>,
  work: (session: DeskSession) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const session = around.session();
  if (!session) return NO_DESK;
  try {
    return await work(session);
  } catch (error) {
    return err({ message: messageOf(error) });
  }
}
