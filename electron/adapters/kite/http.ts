import { Agent as HttpAgent, request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Reply } from './reply';

/** A request as the official client forms it. */
export interface FormedRequest {
  readonly method: string;
  /** Below the root, with its leading slash. */
  readonly url: string;
  readonly params?: Readonly<Record<string, unknown>> | null;
  /** A form or JSON, as text. */
  readonly data: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends one request once, redirects and proxies left alone. Never rejects: what the network did to it is part of the reply. */
export type Send = (formed: FormedRequest) => Promise<Reply>;

const SILENT_FOR_MS = 7_000;
const MOST_BYTES = 64 * 1024 * 1024;
/**
 * The books are read once a minute, so the connection is open when an order comes, which otherwise waits for TCP and TLS. Node's own
 * agent hangs up after five seconds.
 */
const IDLE_FOR_MS = 90_000;
const KEPT_OPEN = { keepAlive: true, timeout: IDLE_FOR_MS };
const HTTP = new HttpAgent(KEPT_OPEN);
const HTTPS = new HttpsAgent(KEPT_OPEN);

const HEADERS = {
  'X-Kite-Version': '3',
  'User-Agent': 'KiteDesk',
  Accept: 'application/json',
  'Accept-Encoding': 'gzip',
};

export function createSend(root: string): Send {
  const base = root.replace(/\/+$/, '');
  return async (formed) => {
    try {
      const response = await answerTo(open(base, formed), formed.data, SILENT_FOR_MS);
      const { statusCode = null, headers } = response;
      const body = parse((await bytesIn(response)).toString('utf8'));
      return { status: statusCode, body, retryAfter: headers['retry-after'] ?? null, networkCode: null };
    } catch (error) {
      return { status: null, body: undefined, retryAfter: null, networkCode: codeOf(error) };
    }
  };
}

/** A file that is fetched. */
export interface Fetched {
  readonly status: number;
  readonly etag: string | null;
  /** Rejects with an Error when it does not arrive whole. */
  readonly bytes: () => Promise<Buffer>;
}

/** Fetches a file, redirects left alone. Rejects with an Error when there is no answer, or nothing comes for `silentForMs`. */
export async function fetchFile(
  address: string,
  headers: Readonly<Record<string, string>>,
  silentForMs: number,
): Promise<Fetched> {
  const formed = { method: 'GET', url: '', data: null, headers: { Accept: '*/*', ...headers } };
  const response = await answerTo(open(address, formed), null, silentForMs);
  const { statusCode = 0, headers: answered } = response;
  // What nobody will read would keep the connection.
  if (statusCode !== 200) response.resume();
  return { status: statusCode, etag: answered.etag ?? null, bytes: () => bytesIn(response) };
}

function open(base: string, { method, url, params, data, headers }: FormedRequest): ClientRequest {
  const address = `${base}${url}${queryOf(params ?? {})}`;
  const length = data === null ? {} : { 'Content-Length': Buffer.byteLength(data) };
  const options = { method, headers: { ...HEADERS, ...headers, ...length } };
  return address.startsWith('https:')
    ? overHttps(address, { ...options, agent: HTTPS })
    : overHttp(address, { ...options, agent: HTTP });
}

function answerTo(request: ClientRequest, data: string | null, silentForMs: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Both stay for as long as the request lives, since its connection may break in the middle of the answer.
    request.on('response', resolve);
    request.on('error', reject);
    request.setTimeout(silentForMs, () =>
      request.destroy(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' })),
    );
    request.end(data);
  });
}

async function bytesIn(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response) {
    // Without an encoding set, a stream of bytes gives buffers.
    const bytes = piece as Buffer;
    length += bytes.length;
    if (length > MOST_BYTES) throw Object.assign(new Error('The answer is too long'), { code: 'EMSGSIZE' });
    pieces.push(bytes);
  }
  const bytes = Buffer.concat(pieces);
  if (response.headers['content-encoding'] !== 'gzip') return bytes;
  // Mostly at once: each piece is a way to a thread and back, which takes longer than the work.
  const chunkSize = Math.min(bytes.length * USUAL_GAIN + 1_024, MOST_BYTES);
  return unzipped(bytes, { chunkSize, maxOutputLength: MOST_BYTES });
}

const unzipped = promisify(gunzip);
/** How many times longer text is than its gzip. */
const USUAL_GAIN = 10;

/** A list is its name once an entry, as in `i=NSE:INFY&i=NSE:TCS`. */
function queryOf(params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  }
  return query.size === 0 ? '' : `?${query}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A gateway's page; the status says the rest.
    return text;
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
