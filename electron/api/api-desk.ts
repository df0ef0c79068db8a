import type { DeskSession } from '#electron/runner/desk-session';
import type { Handlers, Outcome } from '#shared/ipc/contract';
import type { Delta } from '#shared/ipc/delta';
import type { DeskMode } from '#shared/ipc/settings';
import { ApiProblem } from './problem';
import type { WebhookDesk } from './webhooks/webhook-desk';

/** The broker's account: where a person logs in, and what comes of it. */
export interface Account {
  loginUrl(): Outcome<string>;
  login(requestToken: string): Promise<Outcome>;
}

/** What the API speaks for: the same handlers as the window's, so there is one way of doing everything. */
export interface ApiDesk {
  readonly handlers: Handlers;
  readonly webhooks: WebhookDesk;
  readonly version: string;
  mode(): DeskMode;
  /** Null while a desk is being opened, or nobody is logged in. */
  session(): DeskSession | null;
  onDelta(listener: (delta: Delta) => void): () => void;
  readonly account: Account;
}

/** The open desk, or the problem that there is none. */
export function openDesk(desk: ApiDesk): DeskSession {
  const session = desk.session();
  if (!session) throw new ApiProblem(503, 'There is no open desk: it is being opened, or waits for a login');
  return session;
}

/** A refusal of the desk is the caller's to read, not the server's fault. */
export function must<T>(outcome: Outcome<T>, status = 409): T {
  if (!outcome.ok) throw new ApiProblem(status, outcome.error.message);
  return outcome.value;
}
