import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { err, messageOf, ok, type Result } from '#shared/domain/result';
import type { Log } from '#electron/logging/logger';
import type { ApiDesk } from './api-desk';
import { docsPage, DOCS_HEADERS } from './docs-page';
import { faultsOf } from './faults';
import { admit, loopbackHosts, type GuardTerms } from './guard';
import { parseBody } from './json-body';
import { Counts } from './metrics';
import { openApiDocument } from './open-api';
import { ApiProblem } from './problem';
import type { Route } from './route';
import { routesOf } from './routes/routes';
import { addStream } from './stream';
import { takeTurns } from './turns';

export interface ApiTerms extends Omit<GuardTerms, 'hosts'> {
  /** '127.0.0.1' unless the person chose otherwise. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Requests that one address may make in a second. */
  readonly requestsPerSecond: number;
  readonly webhooksPerMinute: number;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

export interface RunningApi {
  /** 'http://127.0.0.1:5000' */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 64 * 1024;
const MOST_HEADER_BYTES = 16 * 1024;
const PATIENCE_MS = 10_000;
/** Each takes about half a millisecond of the thread that trades. */
const ANSWERED_A_ROUND = 1;

/** Answers a program on this computer. The error is a sentence for the person: a port that is taken, above all. */
export async function startApi(desk: ApiDesk, terms: ApiTerms): Promise<Result<RunningApi, string>> {
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: PATIENCE_MS,
    http: { maxHeaderSize: MOST_HEADER_BYTES },
    routerOptions: { maxParamLength: 200 },
    // Faults of the address itself come before any route, and would be answered in a shape of their own.
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.code(400).send({ status: 'error', message: 'Expected a path as GET /docs lists them' });
    },
  });
  let hosts: ReadonlySet<string> = new Set();
  const guard: GuardTerms = { ...terms, hosts: () => hosts };
  const counts = new Counts();
  await prepare(app, terms);
  const routes = routesOf(counts);
  const turn = takeTurns(ANSWERED_A_ROUND);
  for (const route of routes) addRoute(app, route, { desk, guard, counts, terms, turn });
  addDocs(app, routes, guard, desk.version);
  await app.register(async (scope) => addStream(scope, desk, guard));
  try {
    await app.listen({ host: terms.host, port: terms.port });
  } catch (error) {
    await app.close();
    return err(listenFault(error, terms));
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : terms.port;
  hosts = hostsOf(terms.host, port);
  return ok({ url: `http://${bracketed(terms.host)}:${port}`, port, close: () => app.close() });
}

async function prepare(app: FastifyInstance, terms: ApiTerms): Promise<void> {
  app.removeAllContentTypeParsers();
  // curl and TradingView send JSON as text/plain; what a body is, its schema says.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    const parsed = parseBody(String(text));
    if (parsed.ok) done(null, parsed.value);
    else done(new ApiProblem(400, parsed.error));
  });
  app.setErrorHandler((error: Error & { statusCode?: number; status?: number }, request, reply) => {
    const status = error instanceof ApiProblem ? error.status : (error.statusCode ?? 500);
    if (status >= 500 && !(error instanceof ApiProblem))
      terms.log.error({ path: request.routeOptions.url, error: error.stack }, 'A call of the API failed');
    return reply.code(status).send({ status: 'error', message: wordsOf(error, status) });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ status: 'error', message: 'There is no such path; GET /docs lists them' }),
  );
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  await app.register(rateLimit, {
    max: terms.requestsPerSecond,
    timeWindow: 1_000,
    errorResponseBuilder: (_request, { max, after }) =>
      new ApiProblem(429, `Too many requests: ${max} are taken, try again in ${after}`),
  });
  await app.register(websocket, { options: { maxPayload: MOST_BODY_BYTES } });
}

function wordsOf(error: Error & { readonly code?: string }, status: number): string {
  if (error instanceof ApiProblem) return error.message;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return `Expected a body of at most ${MOST_BODY_BYTES / 1024} kB`;
  // Our own fault says nothing of its insides: they may hold what nobody should read.
  return status >= 500 ? 'The desk could not answer; its log says why' : error.message;
}

interface Parts {
  readonly desk: ApiDesk;
  readonly guard: GuardTerms;
  readonly counts: Counts;
  readonly terms: ApiTerms;
  /** Resolves when the next request may be answered. */
  readonly turn: () => Promise<void>;
}

function addRoute(app: FastifyInstance, route: Route, { desk, guard, counts, terms, turn }: Parts): void {
  const { method, path, access, params, body, isParsedByHandler, handle } = route;
  const admitted = new WeakMap<FastifyRequest, boolean>();
  app.route({
    method,
    url: path,
    ...(access === 'body' && { config: { rateLimit: { max: terms.webhooksPerMinute, timeWindow: 60_000 } } }),
    onRequest: async (request) => {
      admitted.set(request, admit(request, access, guard));
      await turn();
    },
    onResponse: async (_request, reply) => counts.add(path, reply.statusCode, reply.elapsedTime),
    handler: async (request, reply) => {
      const call = {
        params: params === null ? null : parsed(params, request.params),
        body: body === null || isParsedByHandler === true ? request.body : parsed(body, request.body),
        desk,
        from: { address: request.ip, hasToken: admitted.get(request) === true },
      };
      const answer = await handle(call);
      return typeof answer === 'string' ? reply.type('text/plain; charset=utf-8').send(answer) : reply.send(answer);
    },
  });
}

function parsed(schema: NonNullable<Route['params']>, input: unknown): unknown {
  const found = schema.safeParse(input);
  if (!found.success) throw new ApiProblem(400, faultsOf(found.error, input));
  return found.data;
}

function addDocs(app: FastifyInstance, routes: readonly Route[], guard: GuardTerms, version: string): void {
  // Made when somebody asks: a desk that comes back after a crash has other things to do.
  let document: ReturnType<typeof openApiDocument> | null = null;
  const free = { onRequest: async (request: FastifyRequest) => void admit(request, 'free', guard) };
  app.get('/openapi.json', free, async () => (document ??= openApiDocument(routes, version)));
  app.get('/docs', free, async (_request, reply) => reply.headers(DOCS_HEADERS).send(docsPage(routes, version)));
}

/** On another address than loopback it is also called by that; a name for every address there is does not exist. */
function hostsOf(host: string, port: number): ReadonlySet<string> {
  return new Set([...loopbackHosts(port), `${bracketed(host).toLowerCase()}:${port}`]);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function listenFault(error: unknown, { host, port }: ApiTerms): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return `Another program uses port ${port} on ${host}, so the local API is off. Close it, or choose another port in Settings.`;
  if (code === 'EADDRNOTAVAIL') return `This computer has no address ${host}, so the local API is off.`;
  return `The local API could not start: ${messageOf(error)}`;
}
