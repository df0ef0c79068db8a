import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import { controlRoutes, type Control } from '../control/control';
import type { ExchangeContext } from '../context';
import { refuse } from './answers';
import { addGate } from './gate';
import { marginRoutes } from './margin-routes';
import { marketRoutes } from './market-routes';
import { orderRoutes } from './order-routes';
import { portfolioRoutes } from './portfolio-routes';
import { sessionRoutes } from './session-routes';
import { userRoutes } from './user-routes';

/** 500 option symbols make a URL of about 15 kB; Node's default limit is 16 KiB for the whole header. */
const MOST_HEADER_BYTES = 256 * 1024;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

function pattern(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+^$()|[\]\\{}?]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}

/** A path that exists with another method is a 405, everything else unknown a 404, both in Kite's envelope. */
function addNotFound(app: FastifyInstance): void {
  const routes: RegExp[] = [];
  app.addHook('onRoute', (route) => {
    if (METHODS.includes(String(route.method))) routes.push(pattern(route.url.replace(/\?$/, '')));
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isKnown = routes.some((route) => route.test(path));
    return isKnown
      ? refuse(reply, { code: 405, errorType: 'GeneralException', message: 'Method not allowed' })
      : refuse(reply, { code: 404, errorType: 'GeneralException', message: 'Route not found' });
  });
}

/** The HTTP side of the exchange, not yet listening. */
export async function createApp(context: ExchangeContext, control: Control): Promise<FastifyInstance> {
  const app = fastify({ http: { maxHeaderSize: MOST_HEADER_BYTES }, forceCloseConnections: true, bodyLimit: 1 << 20 });
  await app.register(formbody);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const code = error.statusCode ?? 500;
    const errorType = code < 500 ? 'InputException' : 'GeneralException';
    return refuse(reply, { code, errorType, message: error.message });
  });
  addNotFound(app);
  addGate(app, context);
  sessionRoutes(app, context);
  userRoutes(app, context);
  marketRoutes(app, context);
  orderRoutes(app, context);
  portfolioRoutes(app, context);
  marginRoutes(app, context);
  controlRoutes(app, control);
  return app;
}
