import { AsyncLocalStorage } from 'node:async_hooks';
import { KiteConnect } from 'kiteconnect';
import { backOffMs, type BackOff } from './back-off';
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
  /** Sends once, whatever happens. Resolves to the reply's data, rejects with a KiteError. */
  send(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown>;
  setAccessToken(token: string): void;
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
const MAX_REPLY_BYTES = 64 * 1024 * 1024;

export function createRest(setup: RestSetup): Rest {
  const { timers, random } = setup;
  const replies = new AsyncLocalStorage<{ reply: Reply }>();
  const client = createClient(setup, replies);
  const turns: Readonly<Record<Limit, Turn>> = {
    quotes: createRateLimit(KITE_LIMITS.quotes, timers),
    history: createRateLimit(KITE_LIMITS.history, timers),
    orders: createRateLimit(KITE_LIMITS.orders, timers),
    others: createRateLimit(KITE_LIMITS.others, timers),
  };

  async function send(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown> {
    await turns[limit]();
    const noted = { reply: NO_REPLY };
    const failure = await replies.run(noted, () => call(client).then(() => null, codeIn));
    try {
      return dataOf({ ...noted.reply, networkCode: failure });
    } catch (error) {
      if (error instanceof KiteError && error.fault === 'login-required') setup.onTokenRefused(error.message);
      throw error;
    }
  }

  async function read(limit: Limit, call: (client: KiteClient) => Promise<unknown>): Promise<unknown> {
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

  return { read, send, setAccessToken: (token) => client.setAccessToken(token) };
}

const NO_REPLY: Reply = { status: null, body: undefined, retryAfter: null, networkCode: null };

function mayPass({ fault }: KiteError): boolean {
  return fault === 'busy' || fault === 'not-sent' || fault === 'lost';
}

/** The part of the client's axios instance that we set. */
interface HttpClient {
  readonly defaults: { proxy: false; maxRedirects: number; maxContentLength: number };
  readonly interceptors: { readonly request: { use(change: (config: HttpRequest) => HttpRequest): void } };
}

type Transform = (data: unknown, headers: { get(name: string): unknown }, status: number) => unknown;

interface HttpRequest {
  transformResponse: Transform | readonly Transform[];
}

function createClient(setup: RestSetup, replies: AsyncLocalStorage<{ reply: Reply }>): KiteClient {
  const { root, apiKey, accessToken } = setup;
  const token = accessToken === null ? {} : { access_token: accessToken };
  const client = new KiteConnect({ api_key: apiKey, root: root.replace(/\/+$/, ''), ...token });
  // The field is public in the client's code, though its declarations leave it out.
  const { requestInstance: http } = client as unknown as { readonly requestInstance: HttpClient };
  // axios would obey HTTP_PROXY even for the loopback, where the demo exchange lives.
  http.defaults.proxy = false;
  // A redirected POST would be an order sent twice.
  http.defaults.maxRedirects = 0;
  http.defaults.maxContentLength = MAX_REPLY_BYTES;
  http.interceptors.request.use((request) => {
    const noted = replies.getStore();
    // In place of the client's own rewriting, which reads IST times in the machine's zone, drops an open interest
    // of zero and hides the status.
    const note: Transform = (data, headers, status) => {
      const body = parse(data);
      if (noted) noted.reply = { status, body, retryAfter: textOf(headers.get('retry-after')), networkCode: null };
      return body;
    };
    return Object.assign(request, { transformResponse: [note] });
  });
  return client;
}

function parse(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    // A gateway's page; the status says the rest.
    return data;
  }
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' ? header : null;
}

/** The client rejects with plain objects that name the network's code in their text alone; null when there is none. */
function codeIn(rejection: unknown): string | null {
  const message =
    typeof rejection === 'object' && rejection !== null && 'message' in rejection ? String(rejection.message) : '';
  return /error code: (\w+)/.exec(message)?.[1] ?? null;
}
