import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { faultOfAddress, ForbiddenAddress, guardedLookup } from './address';

export interface Reply {
  readonly status: number;
  /** Seconds that the other side asks to wait; null where it does not say. */
  readonly retryAfter: number | null;
  /** Its first characters. */
  readonly text: string;
}

export interface PostTerms {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const LONGEST_REPLY = 4_096;

/**
 * Posts JSON and answers what came back. Redirects are not followed, because they could lead anywhere. Rejects with words when
 * the address is not allowed, nobody answers, or it takes too long.
 */
export async function postJson(address: string, body: unknown, { timeoutMs, signal }: PostTerms): Promise<Reply> {
  const fault = faultOfAddress(address);
  if (fault !== null) throw new ForbiddenAddress(fault);
  const url = new URL(address);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(url, JSON.stringify(body), AbortSignal.any([signal, late]));
  } catch (error) {
    if (late.aborted) throw new Error(`No answer within ${timeoutMs / 1_000} s`, { cause: error });
    throw error;
  }
}

function exchange(url: URL, body: string, signal: AbortSignal): Promise<Reply> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'KiteDesk',
        },
        // A connection of its own: a kept one would not be looked up again.
        agent: false,
        lookup: guardedLookup(url),
        signal,
      },
      (response) => void readReply(response).then(resolve, reject),
    );
    sending.on('error', reject);
    sending.end(body);
  });
}

async function readReply(response: IncomingMessage): Promise<Reply> {
  let text = '';
  response.setEncoding('utf8');
  for await (const part of response) {
    text += String(part);
    if (text.length >= LONGEST_REPLY) break;
  }
  const after = Number(response.headers['retry-after']);
  return {
    status: response.statusCode ?? 0,
    retryAfter: Number.isFinite(after) && after >= 0 ? after : null,
    text: text.slice(0, LONGEST_REPLY),
  };
}
