import { createHash } from 'node:crypto';
import { rupees } from '#shared/domain/units';
import { DEMO_CREDENTIALS } from '../demo-account';
import { startExchange, type Exchange, type ExchangeOptions } from '../server';

/** An exchange in this process whose clock the test moves by hand. */
export interface Demo {
  readonly exchange: Exchange;
  /** Milliseconds of the machine's clock; market time follows it when the market is not paused. */
  readonly machine: { now: number };
  /** Logs in as Kite's documents say and keeps the token for `call`. Returns it. */
  readonly login: () => Promise<string>;
  /** A signed request. A second passes before it, so that no test meets the rate limits unawares. */
  readonly call: (method: string, path: string, form?: Readonly<Record<string, string>>) => Promise<Reply>;
  /** Goes on with the session of an exchange that was killed. */
  readonly useTokenOf: (other: Demo) => void;
  readonly token: () => string;
  readonly close: () => Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly status: string;
    readonly data: unknown;
    readonly message?: string;
    readonly error_type?: string;
  };
}

const { apiKey, apiSecret } = DEMO_CREDENTIALS;

export const DAYS = 'resources/days';

/** The first day, paused at 11:15 unless said otherwise, with enough cash for anything. */
export async function startDemo(
  options: Partial<ExchangeOptions> & { readonly isRunning?: boolean } = {},
): Promise<Demo> {
  const { isRunning = false, ...rest } = options;
  const machine = { now: 0 };
  const monotonic = () => machine.now;
  const start = { daysDirectory: DAYS, dayId: '2026-08-18', openingCash: rupees(10_000_000), monotonic };
  const exchange = await startExchange({ ...start, ...rest });
  if (!isRunning) exchange.control.execute({ kind: 'pause' });
  let token = '';

  const request = async (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Reply> => {
    machine.now += 1000;
    const headers = { 'x-kite-version': '3', authorization: `token ${apiKey}:${token}` };
    const body = form ? { body: new URLSearchParams(form) } : {};
    const response = await fetch(exchange.url + path, { method, headers, ...body });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    // Every JSON answer of the exchange has this envelope; the tests look at what is inside.
    return {
      status: response.status,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : { status: '', data: null },
    };
  };
  return {
    exchange,
    machine,
    login: async () => {
      token = await logIn(exchange.url);
      return token;
    },
    call: request,
    useTokenOf: (other) => {
      token = other.token();
    },
    token: () => token,
    close: exchange.close,
  };
}

/** Gets a request token as the login page hands it out. */
export async function requestToken(url: string): Promise<string> {
  const page = await fetch(`${url}/connect/finish?api_key=${apiKey}`, { redirect: 'manual' });
  return new URL(page.headers.get('location') ?? '').searchParams.get('request_token') ?? '';
}

export function checksum(token: string): string {
  return createHash('sha256')
    .update(apiKey + token + apiSecret)
    .digest('hex');
}

async function logIn(url: string): Promise<string> {
  const token = await requestToken(url);
  const form = new URLSearchParams({ api_key: apiKey, request_token: token, checksum: checksum(token) });
  const response = await fetch(`${url}/session/token`, {
    method: 'POST',
    body: form,
    headers: { 'x-kite-version': '3' },
  });
  // The shape is checked by the shape tests.
  const { data } = (await response.json()) as { data: { access_token: string } };
  return data.access_token;
}
