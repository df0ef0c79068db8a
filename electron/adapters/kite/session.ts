import { z } from 'zod';
import { istAt } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { KiteError } from './kite-error';
import { createRest, type Rest, type RestSetup } from './rest';

/** A day's session. The access token is a secret, dead by about 06:00 IST of the next day. */
export interface Session {
  readonly accessToken: string;
  readonly userId: string;
  readonly userName: string;
  readonly loggedInAt: EpochMs;
}

export type LoginSetup = Pick<RestSetup, 'root' | 'apiKey' | 'timers' | 'random'>;

/** The broker's page where a person logs in. Kite's own is https://kite.zerodha.com/connect/login. */
export function loginUrl(loginRoot: string, apiKey: string): string {
  const url = new URL(loginRoot);
  url.search = String(new URLSearchParams({ api_key: apiKey, v: '3' }));
  return url.href;
}

/** The request token on the URL that the login ends at, or null when it did not succeed. */
export function requestTokenIn(redirect: string): string | null {
  const query = URL.canParse(redirect) ? new URL(redirect).searchParams : new URLSearchParams();
  return query.get('status') === 'success' && query.get('action') === 'login' ? query.get('request_token') : null;
}

const said = z
  .object({
    access_token: z.string().min(1),
    user_id: z.string(),
    user_name: z.string(),
    login_time: z.string().length(19),
  })
  .transform((session): Session => ({
    accessToken: session.access_token,
    userId: session.user_id,
    userName: session.user_name,
    loggedInAt: istAt(session.login_time.slice(0, 10), session.login_time.slice(11)),
  }));

/** Trades the request token, which works once, for the day's session. A busy Kite has not looked at it yet. Rejects with a KiteError. */
export async function openSession(setup: LoginSetup, requestToken: string, apiSecret: string): Promise<Session> {
  const reply = await restOf(setup, null).insist('others', (client) => client.generateSession(requestToken, apiSecret));
  const parsed = said.safeParse(reply);
  if (!parsed.success) throw new KiteError('lost', 'Kite sent a session that cannot be read');
  return parsed.data;
}

/** Ends the session at the broker; a token that is dead already is no error. */
export async function closeSession(setup: LoginSetup, accessToken: string): Promise<void> {
  try {
    await restOf(setup, accessToken).send('others', (client) => client.invalidateAccessToken(accessToken));
  } catch (error) {
    if (!(error instanceof KiteError) || error.fault !== 'login-required') throw error;
  }
}

function restOf(setup: LoginSetup, accessToken: string | null): Rest {
  return createRest({ ...setup, accessToken, onTokenRefused: () => undefined });
}
