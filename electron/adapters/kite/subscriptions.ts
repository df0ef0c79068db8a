import type { FeedMode } from '#shared/ports/feed';

/** What a client may ask of Kite's ticker. */
export type Command =
  | { readonly a: 'subscribe' | 'unsubscribe'; readonly v: readonly number[] }
  | { readonly a: 'mode'; readonly v: readonly [FeedMode, readonly number[]] };

/** What one API key may hold. */
export interface Budget {
  readonly connections: number;
  readonly tokensPerConnection: number;
}

/** As of 2026-11 (forum answers of the broker's staff). */
export const KITE_BUDGET: Budget = { connections: 3, tokensPerConnection: 3000 };

export interface Change {
  readonly connection: number;
  readonly commands: readonly Command[];
}

/** Spreads the wanted tokens over the connections; a token stays where it is until it is dropped. */
export interface Subscriptions {
  /** Takes the complete wish and tells what to send to which connection. */
  update(wanted: ReadonlyMap<number, FeedMode>): readonly Change[];
  /** Everything a fresh connection must be told. */
  all(connection: number): readonly Command[];
  /** Wanted, but beyond the budget: the ones wanted in the least detail. */
  refused(): number;
}

/** So that one command stays a small message. */
const TOKENS_PER_COMMAND = 500;
const DETAIL: Readonly<Record<FeedMode, number>> = { full: 0, quote: 1, ltp: 2 };
const MODES: readonly FeedMode[] = ['full', 'quote', 'ltp'];

export function createSubscriptions(budget: Budget): Subscriptions {
  const held = Array.from({ length: budget.connections }, () => new Map<number, FeedMode>());
  let refused = 0;

  function update(wanted: ReadonlyMap<number, FeedMode>): readonly Change[] {
    const accepted = withinBudget(wanted, budget);
    refused = wanted.size - accepted.size;
    const dropped = held.map((tokens) => dropFrom(tokens, accepted));
    const changed = held.map((tokens) => changeModes(tokens, accepted));
    const added = held.map(() => new Map<number, FeedMode>());
    const known = new Set(held.flatMap((tokens) => [...tokens.keys()]));
    for (const [token, mode] of accepted) {
      if (known.has(token)) continue;
      const connection = held.findIndex((tokens) => tokens.size < budget.tokensPerConnection);
      held[connection]?.set(token, mode);
      added[connection]?.set(token, mode);
    }
    return held.flatMap((_, connection) => {
      const commands = [
        ...chunked(dropped[connection] ?? [], (v) => ({ a: 'unsubscribe', v })),
        ...subscribing(added[connection] ?? new Map()),
        ...modeCommands(changed[connection] ?? new Map()),
      ];
      return commands.length === 0 ? [] : [{ connection, commands }];
    });
  }

  return { update, all: (connection) => subscribing(held[connection] ?? new Map()), refused: () => refused };
}

/** Detail first, so that what is traded or on screen survives when not everything fits. */
function withinBudget(wanted: ReadonlyMap<number, FeedMode>, budget: Budget): ReadonlyMap<number, FeedMode> {
  const room = budget.connections * budget.tokensPerConnection;
  if (wanted.size <= room) return wanted;
  return new Map([...wanted].sort(([, a], [, b]) => DETAIL[a] - DETAIL[b]).slice(0, room));
}

function dropFrom(tokens: Map<number, FeedMode>, wanted: ReadonlyMap<number, FeedMode>): number[] {
  const dropped = [...tokens.keys()].filter((token) => !wanted.has(token));
  for (const token of dropped) tokens.delete(token);
  return dropped;
}

function changeModes(tokens: Map<number, FeedMode>, wanted: ReadonlyMap<number, FeedMode>): Map<number, FeedMode> {
  const changed = new Map<number, FeedMode>();
  for (const [token, mode] of tokens) {
    const now = wanted.get(token) ?? mode;
    if (now !== mode) changed.set(token, now);
  }
  for (const [token, mode] of changed) tokens.set(token, mode);
  return changed;
}

/** The mode is always told, because what a fresh subscription begins with is only hearsay. */
function subscribing(tokens: ReadonlyMap<number, FeedMode>): Command[] {
  return [...chunked([...tokens.keys()], (v) => ({ a: 'subscribe', v })), ...modeCommands(tokens)];
}

function modeCommands(tokens: ReadonlyMap<number, FeedMode>): Command[] {
  return MODES.flatMap((mode) => {
    const inMode = [...tokens].filter(([, wanted]) => wanted === mode).map(([token]) => token);
    return chunked(inMode, (v) => ({ a: 'mode', v: [mode, v] }));
  });
}

function chunked(tokens: readonly number[], command: (tokens: readonly number[]) => Command): Command[] {
  const chunks = Math.ceil(tokens.length / TOKENS_PER_COMMAND);
  return Array.from({ length: chunks }, (_, chunk) =>
    command(tokens.slice(chunk * TOKENS_PER_COMMAND, (chunk + 1) * TOKENS_PER_COMMAND)),
  );
}
