import { KiteConnect } from 'kiteconnect';
import { backOffMs, type BackOff } from './back-off';
import { createSend, type Send } from './http';
import { KiteError } from './kite-error';
import { createRateLimit, KITE_LIMITS, type Turn } from './rate-limit';
import { dataOf, type Reply } from './reply';
import { pause, type Timers } from './timers';

export type KiteClient = InstanceType<typeof KiteConnect>;
export type Limit = keyof typeof KITE_LIMITS;

/** Kite's REST interface: the official client forms the requests, we keep the limits and judge the replies. */
export interface Rest {
  /** Asks and, where that may help, asks again. Resolves to the reply's data, rejects with a KiteError. */
  read(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown>;
  /** Sends again only what Kite was too busy to take, so that nothing was done. Resolves to the reply's data, rejects with a KiteError. */
  insist(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown>;
  /** Sends once, whatever happens. Resolves to the reply's data, rejects with a KiteError. */
  send(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown>;
}

export interface RestSetup {
  readonly root: string;
  readonly apiKey: string;
  readonly accessToken: string | null;
  readonly timers: Timers;
  readonly random: () => number;
  /** Called when Kite refuses the token, with words for the trader. */
  readonly onTokenRefused: (reason: string) => void;
}

const ATTEMPTS = 4;
const BACK_OFF: BackOff = { firstMs: 400, mostMs: 5_000 };
const LONGEST_RETRY_AFTER_MS = 10_000;

export function createRest(setup: RestSetup): Rest {
  const { timers, random } = setup;
  const client = createClient(setup);
  const turns: Readonly<Record<Limit, Turn>> = {
    quotes: createRateLimit(KITE_LIMITS.quotes, timers),
    history: createRateLimit(KITE_LIMITS.history, timers),
    orders: createRateLimit(KITE_LIMITS.orders, timers),
    others: createRateLimit(KITE_LIMITS.others, timers),
  };

  async function send(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown> {
    await turns[limit]();
    try {
      return dataOf(await replyTo(call(client)));
    } catch (error) {
      if (error instanceof KiteError && error.fault === 'login-required') setup.onTokenRefused(error.message);
      throw error;
    }
  }

  async function repeat(
    mayPass: (error: KiteError) => boolean,
    limit: Limit,
    call: (client: KiteClient) => Promise<unknown>,
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(limit, call);
      } catch (error) {
        if (!(error instanceof KiteError) || !mayPass(error) || attempt === ATTEMPTS - 1) throw error;
        const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
        await pause(timers, Math.max(asked, backOffMs(BACK_OFF, attempt, random)));
      }
    }
  }

  return {
    read: (limit, call) => repeat(isPassing, limit, call),
    insist: (limit, call) => repeat(({ fault }) => fault === 'busy', limit, call),
    send,
  };
}

function isPassing({ fault }: KiteError): boolean {
  return fault === 'busy' || fault === 'not-sent' || fault === 'lost';
}

/**
 * The client forms the requests, and `createSend` carries them in place of its axios: the client's own reading of replies takes IST times
 * for the machine's zone, drops an open interest of zero and hides the status, and axios doubles the time until an order is on the wire.
 */
function createClient({ root, apiKey, accessToken }: RestSetup): KiteClient {
  const token = accessToken === null ? {} : { access_token: accessToken };
  const client = new KiteConnect({ api_key: apiKey, root, ...token });
  const transport: { readonly request: Send } = { request: createSend(root) };
  // The field is public in the client's code, though its declarations leave it out; `request` is all that the client asks of it.
  return Object.assign(client, { requestInstance: transport });
}

/** What the client's methods resolve to is what the transport gave them. */
async function replyTo(asked: Promise<unknown>): Promise<Reply> {
  return (await asked) as Reply;
}
