import { z } from 'zod';
import { APPROVALS, type InstanceStatus } from '#shared/domain/instance';
import { parsers } from '#shared/ipc/contract';
import { must, openDesk, type ApiDesk } from '../api-desk';
import { ApiProblem } from '../problem';
import { route, type Route } from '../route';
import { done, inRupees } from '../shapes';

const values = parsers['instance.add'].shape.params;
const instanceParams = z.object({ instance: z.string().min(1).max(80) });

const instanceShape = z.object({
  id: z.string(),
  strategy: z.string(),
  name: z.string(),
  approval: z.enum(APPROVALS),
  status: z.enum(['running', 'paused', 'stopped', 'failed'] satisfies InstanceStatus[]),
  statusReason: z.string(),
  why: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  pnl: z.number(),
  openTrades: z.number().int(),
});

/** The configured strategies: the same requests as their cards make. */
export function strategyRoutes(): readonly Route[] {
  return [...configuration(), ...switches()];
}

function configuration(): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/strategies',
      access: 'token',
      tag: 'Strategies',
      summary: 'The configured strategies and what they say now',
      params: null,
      body: null,
      reply: z.object({ status: z.literal('success'), strategies: z.array(instanceShape) }),
      handle: ({ desk }) => ({ status: 'success', strategies: instancesOf(desk) }),
    }),
    route({
      method: 'POST',
      path: '/strategies',
      access: 'token',
      tag: 'Strategies',
      summary: 'Adds a strategy, stopped',
      params: null,
      body: parsers['instance.add'].strict(),
      reply: done.extend({ instance: z.string() }),
      handle: async ({ desk, body }) => {
        const { instance } = must(await desk.handlers['instance.add'](body));
        return { status: 'success', message: `${body.name} was added`, instance };
      },
    }),
    route({
      method: 'POST',
      path: '/strategies/:instance/params',
      access: 'token',
      tag: 'Strategies',
      summary: 'Changes parameters of a strategy that does not run; what is left out stays',
      params: instanceParams,
      body: z.strictObject({ params: values, approval: z.enum(APPROVALS).optional() }),
      reply: done,
      handle: async ({ desk, params: { instance }, body }) => {
        const now = openDesk(desk).desk.instances.get(instance);
        if (!now) throw new ApiProblem(404, `There is no strategy instance ${instance}`);
        const { name, approval } = now;
        const wanted = {
          instance,
          name,
          approval: body.approval ?? approval,
          params: { ...now.params, ...body.params },
        };
        must(await desk.handlers['instance.set'](wanted));
        return { status: 'success', message: `${name} was changed` };
      },
    }),
  ];
}

function switches(): readonly Route[] {
  return [
    ...(['start', 'pause', 'exit', 'remove'] as const).map((verb) => {
      return route({
        method: 'POST',
        path: `/strategies/:instance/${verb}`,
        access: 'token',
        tag: 'Strategies',
        summary: SUMMARIES[verb],
        params: instanceParams,
        body: null,
        reply: done,
        handle: async ({ desk, params }) => {
          must(await desk.handlers[`instance.${verb}`](params));
          return { status: 'success', message: `${params.instance}: ${verb}` };
        },
      });
    }),
    route({
      method: 'POST',
      path: '/strategies/:instance/stop',
      access: 'token',
      tag: 'Strategies',
      summary: 'Stops it; with flatten its open trades are exited too',
      params: instanceParams,
      body: z.strictObject({ flatten: z.boolean().default(false) }).default({ flatten: false }),
      reply: done,
      handle: async ({ desk, params, body }) => {
        must(await desk.handlers['instance.stop']({ ...params, ...body }));
        return { status: 'success', message: `${params.instance}: stop` };
      },
    }),
  ];
}

const SUMMARIES = {
  start: 'Starts it',
  pause: 'Pauses it; its open trades stay watched',
  exit: 'Exits its open trades',
  remove: 'Removes it, stopped and without open trades',
} as const;

function instancesOf(desk: ApiDesk): z.input<typeof instanceShape>[] {
  return Object.values(openDesk(desk).snapshot().tables.instances).map((view) => {
    const { id, strategy, name, approval, status, statusReason, why, params, pnl, openTrades } = view;
    return {
      id,
      strategy,
      name,
      approval,
      status,
      statusReason,
      why,
      params: { ...params },
      pnl: inRupees(pnl),
      openTrades,
    };
  });
}
