import { z } from 'zod';

const symbol = z
  .string('expected a symbol such as "NIFTY" or "NSE:RELIANCE"')
  .trim()
  .min(1, 'expected a symbol such as "NIFTY" or "NSE:RELIANCE"')
  .regex(/^[A-Za-z0-9][A-Za-z0-9&:!_. -]{0,59}$/, 'expected letters and digits as the exchange writes it, at most 60');

/** Rupees. An index has more decimals on some charts than the exchange gives; the nearest paisa is taken. */
const price = z
  .number('expected a number without quotes')
  .positive('expected a price above zero')
  .max(10_000_000, 'expected a price of at most 1 crore');

const common = {
  symbol,
  /** Units. */
  quantity: z
    .number('expected a number without quotes')
    .int('expected whole units')
    .min(1, 'expected at least 1')
    .max(1_000_000, 'expected at most 1000000'),
  /** Instead of a header, which TradingView cannot set. */
  secret: z.string().max(200).optional(),
  /** When the alert was made: ISO 8601 as TradingView's {{timenow}} writes it, or epoch milliseconds. */
  time: z.union([z.iso.datetime({ offset: true }), z.number().int().positive()], 'expected "{{timenow}}"').optional(),
  /** The same id twice is the same alert. */
  id: z.string().trim().min(1).max(60, 'expected at most 60 characters').optional(),
};

export const priceForm = z.strictObject({ ...common, high: price, low: price, close: price });

export const actionForm = z.strictObject({
  ...common,
  action: z.enum(['buy', 'sell'], 'expected "buy" or "sell"'),
});

export const webhookBody = z.union([priceForm, actionForm]);

export type PriceForm = z.output<typeof priceForm>;
export type ActionForm = z.output<typeof actionForm>;
export type WebhookBody = PriceForm | ActionForm;

/** The form that a body means to have, so that its faults are told against that one and not against both. */
export function formOf(body: unknown): typeof priceForm | typeof actionForm {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'action') ? actionForm : priceForm;
}

export function isAction(body: WebhookBody): body is ActionForm {
  return 'action' in body;
}
