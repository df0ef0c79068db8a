import { Agent, request } from 'node:http';
import { startHeadless } from '../../desk/headless.mjs';
import { must, type FuzzTarget } from '../target';
import { hostileRequest } from '../webhook-bodies';

/** Every call is a signal and none an order, so that an order means that nonsense got through. */
const SETTINGS = {
  api: { requestsPerSecond: 2_000, webhook: { perMinute: 120_000, approval: 'signals-only' } },
};

/** More than this is a leak. */
const MOST_GROWTH = 32 * 1024 * 1024;
const LANES = 6;
const LOOKS_EVERY = 500;
/** Garbage of another size waits at each look: the lowest is what stays, of so many at the start and of the whole second half. */
const LOOKS_A_WINDOW = 10;
/** Whatever grows without end meets this wall, and the server ends by itself. */
const ENVIRONMENT = { NODE_OPTIONS: '--max-old-space-size=192' };

/** The running server, without a window, over its socket. */
export async function open(): Promise<FuzzTarget> {
  const desk = await startHeadless({ settings: SETTINGS, environment: ENVIRONMENT });
  const { url } = desk;
  const agent = new Agent({ keepAlive: true });
  let runs = 0;
  const looks: number[] = [];

  async function look(): Promise<void> {
    const { body: answer } = await desk.call('GET', '/orders');
    must(isWithoutOrders(answer), () => `An order was made: ${JSON.stringify(answer)}`);
    const { body: metrics } = await desk.call('GET', '/metrics');
    looks.push(Number(/kitedesk_memory_bytes\{kind="heap"\} (\d+)/.exec(String(metrics))?.[1]));
  }

  function heap(): { readonly first: number; readonly last: number } {
    const half = Math.floor(looks.length / 2);
    return { first: Math.min(...looks.slice(0, LOOKS_A_WINDOW)), last: Math.min(...looks.slice(half)) };
  }

  return {
    lanes: LANES,
    async once(random) {
      const { method, path, body } = hostileRequest(random);
      const { status, text } = await answerTo(agent, method, `${url}${path}`, body);
      must(status < 500 || status === 503, () => `${method} ${path} was answered ${status}: ${text}`);
      must(isWorded(text), () => `${method} ${path} was answered without words: ${text}`);
      runs += 1;
      if (runs % LOOKS_EVERY === 0) await look();
    },
    note() {
      const { first, last } = heap();
      return looks.length === 0 ? '' : `, heap of the server ${inMegabytes(first)} → ${inMegabytes(last)} MB`;
    },
    async close() {
      agent.destroy();
      const { exitCode } = desk.process;
      must(exitCode === null, () => `The server ended by itself with code ${exitCode}`);
      await look();
      const { first, last } = heap();
      must(last - first < MOST_GROWTH, () => `The server's heap grew from ${first} to ${last} bytes`);
      const code = await desk.stop();
      must(code === 0, () => `The server ended with code ${code}`);
    },
  };
}

function answerTo(agent: Agent, method: string, url: string, body: Buffer | null) {
  return new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const headers = body ? { 'content-type': 'text/plain', 'content-length': body.length } : {};
    const sent = request(url, { method, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body ?? undefined);
  });
}

function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function isWithoutOrders(answer: unknown): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'orders' in answer &&
    Array.isArray(answer.orders) &&
    answer.orders.length === 0
  );
}

/** Every answer is JSON that says what became of the request, also of one that nobody understands. */
function isWorded(text: string): boolean {
  const answer: unknown = JSON.parse(text);
  return typeof answer === 'object' && answer !== null && ('message' in answer || 'instrument' in answer);
}
