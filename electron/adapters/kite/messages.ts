import { z } from 'zod';

/** A text frame of the ticker. Types that nobody documented are ignored. */
export type TickerMessage =
  | { readonly kind: 'order'; readonly data: unknown }
  | { readonly kind: 'error' | 'message'; readonly text: string };

const envelope = z.object({ type: z.string(), data: z.unknown() });

/** Null for anything but a message we know, broken JSON included. */
export function parseMessage(text: string): TickerMessage | null {
  const parsed = envelope.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { type, data } = parsed.data;
  if (type === 'order') return { kind: 'order', data };
  if (type !== 'error' && type !== 'message') return null;
  return { kind: type, text: typeof data === 'string' ? data : JSON.stringify(data) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller's schema says the same of undefined: not a message.
    return undefined;
  }
}
