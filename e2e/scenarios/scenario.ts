import { z } from 'zod';
import { FAULTS } from '#electron/exchange/faults/faults';

/** How long a step may wait, in seconds of the real clock, unless it says otherwise. */
const PATIENCE = 30;

const words = z.string().min(3);

/** What a step waits for: all that is given must hold at the same time. */
const condition = z.strictObject({
  /** Trades of the desk by status. */
  open: z.number().int().optional(),
  closed: z.number().int().optional(),
  failed: z.number().int().optional(),
  /** Trades that are not over: opening, open or closing. */
  live: z.number().int().optional(),
  /** Orders that the desk has made, and those of them by status. */
  orders: z.number().int().optional(),
  filled: z.number().int().optional(),
  rejected: z.number().int().optional(),
  unknown: z.number().int().optional(),
  /** Orders that may still fill. */
  working: z.number().int().optional(),
  /** Orders in the exchange's book, whoever made them. */
  atExchange: z.number().int().optional(),
  /** Units of all legs together, without sign. */
  units: z.number().int().optional(),
  feed: z.enum(['connecting', 'connected', 'disconnected', 'login-required']).optional(),
  books: z.enum(['connecting', 'connected', 'disconnected']).optional(),
  isArmed: z.boolean().optional(),
  /** The indices of the top bar have prices. */
  isPriced: z.boolean().optional(),
  isHalted: z.boolean().optional(),
  isReconciled: z.boolean().optional(),
  /** Found in a notice's title or detail, or in the reason that a connection, a halt, an order or a leg gives. */
  says: words.optional(),
});

/** A fault of the demo exchange; until cleared unless counted. */
const fault = z.strictObject({
  fault: z.enum(FAULTS),
  count: z.number().int().positive().exactOptional(),
  scope: z.enum(['all', 'orders', 'quotes', 'history']).exactOptional(),
  milliseconds: z.number().nonnegative().exactOptional(),
  message: words.exactOptional(),
});

const exchange = z.strictObject({
  exchange: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['pause', 'resume', 'clear-faults', 'drop-sockets', 'expire-token']) }),
    z.strictObject({ kind: z.literal('speed'), speed: z.number() }),
    /** A clock of the day: '15:25'. */
    z.strictObject({ kind: z.literal('clock'), at: z.string().regex(/^\d\d:\d\d$/) }),
    /** The other app's order, at the market. */
    z.strictObject({
      kind: z.literal('foreign-order'),
      symbol: z.string(),
      side: z.enum(['buy', 'sell']),
      units: z.number().int().positive(),
    }),
  ]),
});

/** What a person does at the desk. */
const person = z.strictObject({
  person: z.enum(['arm', 'exit all', 'exit trade', 'exit trade twice', 'exit first leg', 'restart']),
});

const start = z.strictObject({
  start: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
});

const step = z.union([
  fault,
  exchange,
  person,
  start,
  z.strictObject({ wait: condition, seconds: z.number().positive().default(PATIENCE) }),
  /** Market time goes by. */
  z.strictObject({ pass: z.number().positive() }),
]);

/** A day at the exchange, what goes wrong in it, and what must come of it: `e2e/scenarios/*.json`. */
export const scenarioSchema = z.strictObject({
  title: words,
  /** Ids of docs/reliability.md. */
  faults: z.array(words).min(1),
  day: z.iso.date().default('2026-08-18'),
  /** When the market's clock begins; the day's own start when left out. */
  at: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  /** A machine that is busy with something else must not miss what the desk's clock allows. */
  speed: z.number().min(1).max(60).default(5),
  steps: z.array(step).min(1),
  /** Orders that the exchange's book holds once everything was left, when that is certain. */
  ordersInTheEnd: z.number().int().optional(),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioStep = Scenario['steps'][number];
export type Condition = z.output<typeof condition>;
