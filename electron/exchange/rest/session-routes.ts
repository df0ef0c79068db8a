import type { FastifyInstance } from 'fastify';
import { istStamp } from '#shared/domain/time';
import type { ExchangeContext } from '../context';
import { answer, fields, refuse, success } from './answers';

const EXCHANGES = ['NSE', 'NFO', 'BFO', 'BSE'];
const PRODUCTS = ['NRML', 'MIS'];
const ORDER_TYPES = ['MARKET', 'LIMIT', 'SL', 'SL-M'];

export function profile(context: ExchangeContext) {
  const { id, name, shortName, email } = context.user;
  return {
    user_id: id,
    user_type: 'individual',
    email,
    user_name: name,
    user_shortname: shortName,
    broker: 'ZERODHA',
    exchanges: EXCHANGES,
    products: PRODUCTS,
    order_types: ORDER_TYPES,
    avatar_url: null,
    meta: { demat_consent: 'physical' },
  };
}

function sessionJson(context: ExchangeContext, accessToken: string) {
  return {
    ...profile(context),
    avatar_url: '',
    api_key: context.sessions.apiKey,
    access_token: accessToken,
    public_token: accessToken.slice(0, 8),
    enctoken: '',
    refresh_token: '',
    silo: '',
    login_time: istStamp(context.venue().catchUp()),
  };
}

/** The stand-in for the broker's own login page: one button, no secrets. */
function loginPage(context: ExchangeContext): string {
  const key = encodeURIComponent(context.sessions.apiKey);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Demo exchange login</title>
<style>body{font:16px system-ui;background:#12151c;color:#e6e8ee;display:grid;place-items:center;height:100vh;margin:0}
main{text-align:center}a{display:inline-block;padding:.7em 1.6em;background:#3d6ff2;color:#fff;border-radius:6px;text-decoration:none}</style></head>
<body><main><h1>Demo exchange</h1><p>A recorded market. No real account, no real money.</p>
<p><a id="login" href="/connect/finish?api_key=${key}">Log in as ${context.user.id}</a></p></main></body></html>`;
}

export function sessionRoutes(app: FastifyInstance, context: ExchangeContext): void {
  const { sessions } = context;

  app.get('/connect/login', async (request, reply) => {
    const { api_key: key, v } = fields(request.query);
    if (key !== sessions.apiKey || v !== '3') return reply.code(400).type('text/plain').send('Invalid `api_key`.');
    return reply.type('text/html').send(loginPage(context));
  });

  app.get('/connect/finish', async (request, reply) => {
    if (fields(request.query)['api_key'] !== sessions.apiKey)
      return reply.code(400).type('text/plain').send('Invalid `api_key`.');
    const target = new URL(context.redirectUrl);
    const parameters = {
      action: 'login',
      type: 'login',
      status: 'success',
      request_token: sessions.issueRequestToken(),
    };
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
    return reply.redirect(target.href, 302);
  });

  app.post('/session/token', async (request, reply) => {
    const { api_key: key = '', request_token: token = '', checksum = '' } = fields(request.body);
    const opened = sessions.open(key, token, checksum);
    if (!opened.ok) return refuse(reply, opened.error);
    context.settle();
    return reply.send(success(sessionJson(context, opened.value)));
  });

  app.post('/session/refresh_token', async (_request, reply) =>
    refuse(reply, {
      code: 403,
      errorType: 'TokenException',
      message: 'Refresh tokens are only for approved platforms.',
    }),
  );

  app.delete('/session/token', async (request, reply) => {
    const { api_key: key = '', access_token: token = '' } = fields(request.query);
    if (!sessions.isAlive(key, token)) {
      return refuse(reply, {
        code: 403,
        errorType: 'TokenException',
        message: 'Incorrect `api_key` or `access_token`.',
      });
    }
    sessions.close();
    context.settle();
    return answer(reply, { ok: true, value: true });
  });
}
