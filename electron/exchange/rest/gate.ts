import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';
import type { ExchangeContext } from '../context';
import type { FaultScope } from '../faults/faults';
import { inputRefusal, type Refusal } from '../protocol/refusal';
import { refuse } from './answers';
import type { CallKind } from './rate-limits';

const TOO_MANY: Refusal = { code: 429, errorType: 'NetworkException', message: 'Too many requests' };
const BAD_TOKEN: Refusal = {
  code: 403,
  errorType: 'TokenException',
  message: 'Incorrect `api_key` or `access_token`.',
};
const LOOPBACK = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;
const GATEWAY_PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';

/** Paths that are not Kite's API: the login page and the demo's own controls. */
function isOurs(path: string): boolean {
  return path.startsWith('/connect/') || path.startsWith('/demo/');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}

function kindOf(request: FastifyRequest): CallKind {
  const path = pathOf(request);
  if (path.startsWith('/orders') && request.method !== 'GET') return 'order';
  if (path.startsWith('/quote')) return 'quote';
  return path.startsWith('/instruments/historical') ? 'history' : 'other';
}

const SCOPES: Readonly<Record<CallKind, FaultScope>> = {
  order: 'orders',
  quote: 'quotes',
  history: 'history',
  other: 'all',
};

function isAuthorised(request: FastifyRequest, context: ExchangeContext): boolean {
  const [, key = '', token = ''] = /^token ([^:]+):(.+)$/.exec(request.headers.authorization ?? '') ?? [];
  return context.sessions.isAlive(key, token);
}

const UNAVAILABLE: Refusal = { code: 503, errorType: 'GeneralException', message: 'Service is unavailable.' };

/** Sends what a gateway in front of the API would, when such a fault is on. */
function gatewayFault(reply: FastifyReply, context: ExchangeContext, scope: FaultScope): FastifyReply | null {
  const { faults } = context;
  if (faults.strike('rate-limit-json', scope)) return refuse(reply, TOO_MANY);
  if (faults.strike('rate-limit-text', scope)) return reply.code(429).type('text/plain').send('Too many requests');
  if (faults.strike('gateway-html', scope)) return reply.code(502).type('text/html').send(GATEWAY_PAGE);
  if (faults.strike('server-error', scope)) return refuse(reply, UNAVAILABLE);
  return null;
}

/** A request that never arrived: the connection breaks, or stays and says nothing. Nothing has been done for it. */
async function lostOnTheWay(
  request: FastifyRequest,
  reply: FastifyReply,
  { faults }: ExchangeContext,
): Promise<FastifyReply | null> {
  const scope = SCOPES[kindOf(request)];
  if (faults.strike('drop-request', scope)) request.raw.socket.destroy();
  else if (faults.strike('lost-request', scope)) await closed(request);
  else return null;
  return reply.hijack();
}

/** What stands before every Kite route: version header, token, rate limits, and the faults of requests and replies. */
export function addGate(app: FastifyInstance, context: ExchangeContext): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    // A page whose name was rebound to this machine still sends that name.
    if (!LOOPBACK.test(request.headers.host ?? '')) return reply.code(403).type('text/plain').send('Loopback only.');
    if (isOurs(path)) return undefined;
    const kind = kindOf(request);
    const lost = await lostOnTheWay(request, reply, context);
    if (lost) return lost;
    const fault = gatewayFault(reply, context, SCOPES[kind]);
    if (fault) return fault;
    if (request.headers['x-kite-version'] !== '3')
      return refuse(reply, inputRefusal('Missing or invalid `X-Kite-Version` header.'));
    if (!path.startsWith('/session/') && !isAuthorised(request, context)) return refuse(reply, BAD_TOKEN);
    if (!context.limits.allows(kind)) return refuse(reply, TOO_MANY);
    context.settle();
    return undefined;
  });

  app.addHook('onSend', async (request, _reply, payload) => {
    if (isOurs(pathOf(request))) return payload;
    const scope = SCOPES[kindOf(request)];
    const { faults } = context;
    const delay = faults.strike('delay', scope);
    if (delay) await wait(delay.milliseconds);
    if (faults.strike('drop-reply', scope)) request.raw.socket.destroy();
    else if (faults.strike('lost-reply', scope)) await closed(request);
    else if (faults.strike('empty-body', scope)) return '';
    return payload;
  });
}

/** Resolves when the client gives up on the answer. */
function closed(request: FastifyRequest): Promise<void> {
  return new Promise((resolve) => request.raw.socket.once('close', () => resolve()));
}
