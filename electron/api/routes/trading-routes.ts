import { z } from 'zod';
import { parsers } from '#shared/ipc/contract';
import { must } from '../api-desk';
import { route, type Route } from '../route';
import { done } from '../shapes';

const terms = { access: 'token', method: 'POST', tag: 'Trading', reply: done } as const;
const name = z.string().min(1).max(80);

function said(message: string): z.input<typeof done> {
  return { status: 'success', message };
}

const switches = [
  route({
    ...terms,
    path: '/exit-all',
    summary: 'The kill switch: cancels, flattens, refuses entries until armed again',
    params: null,
    body: null,
    handle: async ({ desk }) => {
      must(await desk.handlers['trading.exitAll'](undefined));
      return said('Everything is being exited; entries stay blocked until somebody arms');
    },
  }),
  route({
    ...terms,
    path: '/arm',
    summary: 'Allows entries; in Live the confirmation is the word that the desk asks for',
    params: null,
    body: z.strictObject({ confirmation: z.string().max(40).default('') }).default({ confirmation: '' }),
    handle: async ({ desk, body }) => {
      must(await desk.handlers['trading.arm'](body));
      return said('Armed');
    },
  }),
  route({
    ...terms,
    path: '/disarm',
    summary: 'Refuses entries; what is open stays watched',
    params: null,
    body: null,
    handle: async ({ desk }) => {
      must(await desk.handlers['trading.disarm'](undefined));
      return said('Disarmed');
    },
  }),
  route({
    ...terms,
    path: '/playback',
    summary: "The recorded market's pace, 1 to 60, or 3600 for as fast as the desk can, or its pause; Demo only",
    params: null,
    body: parsers['playback.set'].strict(),
    handle: async ({ desk, body }) => {
      must(await desk.handlers['playback.set'](body));
      return said(body.isPaused ? 'The market is held' : `The market runs at ${body.speed}×`);
    },
  }),
];

const exits = [
  route({
    ...terms,
    path: '/trades/:trade/exit',
    summary: 'Exits a trade',
    params: z.object({ trade: name }),
    body: null,
    handle: async ({ desk, params }) => {
      must(await desk.handlers['trade.exit'](params));
      return said(`Exiting ${params.trade}`);
    },
  }),
  route({
    ...terms,
    path: '/orders/:order/cancel',
    summary: 'Cancels an order that works',
    params: z.object({ order: name }),
    body: null,
    handle: async ({ desk, params }) => {
      must(await desk.handlers['order.cancel'](params));
      return said(`Cancelling ${params.order}`);
    },
  }),
];

/** The switches of the top bar, and the exits that a row offers. */
export const tradingRoutes: readonly Route[] = [...switches, ...exits];
