import type { FastifyInstance } from 'fastify';
import type { ExchangeContext } from '../context';
import { segmentJson } from '../protocol/margin-json';
import { inputRefusal } from '../protocol/refusal';
import { refuse, success } from './answers';
import { profile } from './session-routes';

function zeros(part: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.keys(part).map((key) => [key, 0]));
}

export function userRoutes(app: FastifyInstance, context: ExchangeContext): void {
  const equity = () => {
    const venue = context.venue();
    return segmentJson(venue.book.funds(venue.catchUp()));
  };
  const commodity = () => {
    const { available, utilised } = equity();
    return { enabled: false, net: 0, available: zeros(available), utilised: zeros(utilised) };
  };

  app.get('/user/profile', async () => success(profile(context)));
  app.get('/user/margins', async () => success({ equity: equity(), commodity: commodity() }));
  app.get<{ Params: { segment: string } }>('/user/margins/:segment', async (request, reply) => {
    const { segment } = request.params;
    if (segment === 'equity') return reply.send(success(equity()));
    if (segment === 'commodity') return reply.send(success(commodity()));
    return refuse(reply, inputRefusal('Invalid `segment`.'));
  });
}
