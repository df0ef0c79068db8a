import { z } from 'zod';
import type { EpochMs } from '#shared/domain/units';

/**
 * What became of a received webhook. `kept`: a price point was taken; `traded`: an entry was sent or waits for a yes;
 * `repeated`: it came before and nothing was done again; `refused`: the message says why.
 */
export type WebhookOutcome = 'kept' | 'traded' | 'repeated' | 'refused';

/** One webhook as received, newest last. Its secret is never part of it. */
export interface WebhookView {
  readonly id: string;
  /** The computer's clock, not the desk's: it is compared with the sender's. */
  readonly at: EpochMs;
  /** The sender's address. */
  readonly from: string;
  readonly form: 'price' | 'action' | 'unknown';
  readonly symbol: string;
  /** What it asked for: 'buy 65', 'close 2,495'. */
  readonly summary: string;
  readonly outcome: WebhookOutcome;
  /** The sentence that was answered. */
  readonly message: string;
  /** The HTTP status that was answered. */
  readonly status: number;
}

export const alertChoice = z.strictObject({
  form: z.enum(['price', 'buy', 'sell']),
  /** A symbol of the desk, or '{{ticker}}', which TradingView fills in. */
  symbol: z.string().trim().min(1).max(60),
  /** Units. */
  quantity: z.number().int('expected whole units').min(1).max(1_000_000),
});

export type AlertChoice = z.output<typeof alertChoice>;

const SECRET_PLACE = 'PASTE-THE-WEBHOOK-SECRET';

/**
 * The message to paste into a TradingView alert. Placeholders in double braces are filled in by TradingView.
 * Without the secret, which a page never has, there is a place for it.
 */
export function alertText({ form, symbol, quantity }: AlertChoice, secret: string = SECRET_PLACE): string {
  const what =
    form === 'price'
      ? ['  "high": {{high}}', '  "low": {{low}}', '  "close": {{close}}']
      : [`  "action": ${JSON.stringify(form)}`];
  const lines = [
    `  "symbol": ${JSON.stringify(symbol)}`,
    ...what,
    `  "quantity": ${quantity}`,
    '  "time": "{{timenow}}"',
    `  "secret": ${JSON.stringify(secret)}`,
  ];
  return `{\n${lines.join(',\n')}\n}`;
}
