import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedMode } from '#shared/ports/feed';
import { createSubscriptions, type Command } from './subscriptions';

const budget = { connections: 3, tokensPerConnection: 4 };
const wish = (tokens: Record<number, FeedMode>) =>
  new Map(Object.entries(tokens).map(([token, mode]) => [Number(token), mode]));

/** The other end: what Kite's ticker makes of commands. */
function obey(tokens: Map<number, FeedMode>, commands: readonly Command[]): void {
  for (const command of commands) {
    if (command.a === 'mode') {
      const [mode, inMode] = command.v;
      for (const token of inMode) if (tokens.has(token)) tokens.set(token, mode);
    } else if (command.a === 'subscribe')
      for (const token of command.v) tokens.set(token, tokens.get(token) ?? 'quote');
    else for (const token of command.v) tokens.delete(token);
  }
}

describe('subscriptions', () => {
  it('tells a connection only what changed', () => {
    const subscriptions = createSubscriptions(budget);
    expect(subscriptions.update(wish({ 1: 'full', 2: 'ltp' }))).toEqual([
      {
        connection: 0,
        commands: [
          { a: 'subscribe', v: [1, 2] },
          { a: 'mode', v: ['full', [1]] },
          { a: 'mode', v: ['ltp', [2]] },
        ],
      },
    ]);
    expect(subscriptions.update(wish({ 1: 'full', 2: 'ltp' }))).toEqual([]);
    expect(subscriptions.update(wish({ 1: 'quote', 3: 'full' }))).toEqual([
      {
        connection: 0,
        commands: [
          { a: 'unsubscribe', v: [2] },
          { a: 'subscribe', v: [3] },
          { a: 'mode', v: ['full', [3]] },
          { a: 'mode', v: ['quote', [1]] },
        ],
      },
    ]);
  });

  it('splits long lists into several commands', () => {
    const subscriptions = createSubscriptions({ connections: 1, tokensPerConnection: 3000 });
    const wanted = new Map(Array.from({ length: 1_200 }, (_, token) => [token, 'full' as const]));
    const [change] = subscriptions.update(wanted);
    expect(change?.commands.map(({ a, v }) => (a === 'mode' ? v[1].length : v.length))).toEqual([
      500, 500, 200, 500, 500, 200,
    ]);
  });

  it('leaves out what is wanted in the least detail when not everything fits', () => {
    const subscriptions = createSubscriptions({ connections: 1, tokensPerConnection: 2 });
    subscriptions.update(wish({ 1: 'ltp', 2: 'quote', 3: 'full' }));
    expect(subscriptions.refused()).toBe(1);
    expect(subscriptions.all(0)).toContainEqual({ a: 'subscribe', v: [3, 2] });
  });

  it('keeps the other end at the wish, whatever is wished for, and moves no token that stays', () => {
    const tokens = fc.dictionary(fc.nat(30).map(String), fc.constantFrom<FeedMode>('ltp', 'quote', 'full'), {
      maxKeys: 12,
    });
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 8 }), (wishes) => {
        const subscriptions = createSubscriptions(budget);
        const servers = [0, 1, 2].map(() => new Map<number, FeedMode>());
        const homes = new Map<number, number>();
        for (const tokens of wishes) {
          const wanted = wish(tokens);
          for (const { connection, commands } of subscriptions.update(wanted))
            obey(servers[connection] ?? new Map(), commands);
          expect(new Map(servers.flatMap((server) => [...server]))).toEqual(wanted);
          expect(servers.reduce((sum, server) => sum + server.size, 0)).toBe(wanted.size);
          servers.forEach((server, connection) => {
            expect(server.size).toBeLessThanOrEqual(budget.tokensPerConnection);
            for (const token of server.keys()) expect(homes.get(token) ?? connection).toBe(connection);
            const fresh = new Map<number, FeedMode>();
            obey(fresh, subscriptions.all(connection));
            expect(fresh).toEqual(server);
          });
          for (const token of homes.keys()) if (!wanted.has(token)) homes.delete(token);
          servers.forEach((server, connection) => server.forEach((_, token) => homes.set(token, connection)));
        }
      }),
    );
  });
});
