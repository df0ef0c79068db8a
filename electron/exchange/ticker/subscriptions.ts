import type { Mode } from '../protocol/frames';

const MOST_TOKENS = 3000;
const MODES: ReadonlySet<string> = new Set<Mode>(['ltp', 'quote', 'full']);

/** A text command of a ticker client: `{"a":"mode","v":["full",[256265]]}`. */
type Command =
  | { readonly kind: 'subscribe' | 'unsubscribe'; readonly tokens: readonly number[] }
  | { readonly kind: 'mode'; readonly mode: Mode; readonly tokens: readonly number[] };

function tokensIn(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((one) => Number.isSafeInteger(one)) : [];
}

/** Null for anything that is not a command; Kite answers such text with nothing. */
export function parseCommand(text: string): Command | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    // Not JSON: ignored, as Kite does.
    return null;
  }
  if (typeof message !== 'object' || message === null || !('a' in message) || !('v' in message)) return null;
  const { a: action, v: value } = message;
  if (action === 'subscribe' || action === 'unsubscribe') return { kind: action, tokens: tokensIn(value) };
  if (action !== 'mode' || !Array.isArray(value) || !MODES.has(value[0])) return null;
  // Checked against MODES on the line above.
  return { kind: 'mode', mode: value[0] as Mode, tokens: tokensIn(value[1]) };
}

interface Subscription {
  mode: Mode;
  /** The revision that was sent last; −1 asks for a packet at once. */
  sent: number;
}

/** What one socket listens to. A new subscription is in quote mode; a mode for a token not subscribed is ignored. */
export class Subscriptions {
  readonly #byToken = new Map<number, Subscription>();

  get entries(): IterableIterator<[number, Subscription]> {
    return this.#byToken.entries();
  }

  apply(command: Command): void {
    for (const token of command.tokens) {
      const known = this.#byToken.get(token);
      if (command.kind === 'unsubscribe') this.#byToken.delete(token);
      else if (command.kind === 'mode') {
        if (known) Object.assign(known, { mode: command.mode, sent: -1 });
      } else if (!known && this.#byToken.size < MOST_TOKENS) this.#byToken.set(token, { mode: 'quote', sent: -1 });
    }
  }
}
