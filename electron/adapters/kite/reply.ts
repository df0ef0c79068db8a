import { z } from 'zod';
import { KiteError } from './kite-error';

/** One request's reply as it came, before anybody interpreted it. */
export interface Reply {
  /** Null when none came. */
  readonly status: number | null;
  readonly body: unknown;
  readonly retryAfter: string | null;
  /** The network's code when none came: ECONNABORTED and the like. */
  readonly networkCode: string | null;
}

const success = z.object({ status: z.literal('success'), data: z.unknown().refine((data) => data !== undefined) });
const refusal = z.object({ message: z.string(), error_type: z.string() });

/** Codes of a connection that never came about. A reset is none of them: it may cut an old connection after the request went out. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** The data of a good reply; anything else throws a KiteError that says what is known about the request's fate. */
export function dataOf(reply: Reply): unknown {
  const { status } = reply;
  if (status === null) throw networkError(reply.networkCode ?? 'no code');
  const words = refusal.safeParse(reply.body);
  // A permission that the app's plan lacks is a 403 as well.
  if (status === 403 && words.success && words.data.error_type === 'TokenException') {
    throw new KiteError('login-required', "Kite refused today's session; log in again");
  }
  if (status === 429) throw new KiteError('busy', 'Kite says: too many requests', retryAfterMs(reply.retryAfter));
  // 408 and 499 are gateways that lost patience, perhaps after passing the request on.
  if (status >= 400 && status < 500 && status !== 408 && status !== 499) {
    throw new KiteError('refused', words.success ? words.data.message : `Kite refused the request with HTTP ${status}`);
  }
  const good = success.safeParse(reply.body);
  if (status < 300 && good.success) return good.data.data;
  if (words.success) throw new KiteError('lost', `Kite could not answer (HTTP ${status}): ${words.data.message}`);
  throw new KiteError(
    'lost',
    status < 300 ? 'Kite sent a reply that cannot be read' : `Kite could not answer (HTTP ${status})`,
  );
}

function networkError(code: string): KiteError {
  if (NEVER_SENT.has(code)) return new KiteError('not-sent', `Kite cannot be reached (${code})`);
  return new KiteError(
    'lost',
    TIMED_OUT.has(code) ? 'Kite did not answer in time' : `The connection to Kite broke (${code})`,
  );
}

/** Seconds, as Kite's gateways send it; a date, which HTTP would allow, is not worth a clock here. */
function retryAfterMs(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number.parseInt(header, 10);
  return seconds >= 0 ? seconds * 1000 : null;
}
