import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '#shared/ipc/delta';
import { parsers, type Handlers, type RequestName } from '#shared/ipc/contract';
import { quoteView } from '#shared/ipc/rows.testkit';
import { NIFTY } from '#shared/engine/testing/market';
import { serveRequests, type RequestPort } from './serve';
import { DELTA_CHANNEL, REQUEST_CHANNEL, type WireReply } from './wire';

interface Sender {
  readonly isDesk: boolean;
}

const NAMES = Object.keys(parsers) as RequestName[]; // The keys of a const object are its names.

/** Every handler notes what reached it; `replies` says what some of them answer or throw. */
function serving(replies: Partial<Record<RequestName, () => unknown>> = {}) {
  const reached: { name: RequestName; input: unknown }[] = [];
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        return replies[name] ? replies[name]() : { ok: true, value: undefined };
      },
    ]),
  ) as unknown as Handlers; // Complete by construction; only the replies of the tests below are looked at.
  let answer: Parameters<RequestPort<Sender>['handle']>[1] = () => Promise.reject(new Error('not served'));
  const channels: string[] = [];
  const port: RequestPort<Sender> = {
    handle(channel, listener) {
      channels.push(channel);
      answer = listener;
    },
  };
  const explain = (name: RequestName, error: unknown) =>
    `${name} failed: ${error instanceof Error ? error.message : 'unknown'}`;
  const publish = serveRequests(port, { handlers, isTrusted: (event) => event.isDesk, explain });
  return {
    reached,
    channels,
    publish,
    ask: (name: unknown, input?: unknown, isDesk = true): Promise<WireReply> => answer({ isDesk }, name, input),
  };
}

describe('serveRequests', () => {
  it('hands the parsed input to the handler of that name and its reply back, over one channel', async () => {
    const desk = serving({ 'instance.add': () => ({ ok: true, value: { instance: 'i1' } }) });
    const input = { strategy: 'straddle', name: '  Mine ', params: { lots: 2 }, approval: 'automatic' };
    expect(await desk.ask('instance.add', input)).toEqual({ reply: { ok: true, value: { instance: 'i1' } } });
    expect(desk.reached).toEqual([{ name: 'instance.add', input: { ...input, name: 'Mine' } }]);
    expect(desk.channels).toEqual([REQUEST_CHANNEL]);
  });

  it('answers nobody but the desk itself', async () => {
    const desk = serving();
    expect(await desk.ask('trading.exitAll', undefined, false)).toEqual({
      refused: 'This page may not ask the desk for anything',
    });
    expect(desk.reached).toEqual([]);
  });

  it('knows the names of the contract and no other, not even those every object has', async () => {
    const desk = serving();
    for (const name of ['constructor', '__proto__', 'toString', 'order.place', '', 7, null, {}, ['desk.snapshot']]) {
      expect(await desk.ask(name)).toEqual({ refused: 'There is no such request' });
    }
    expect(desk.reached).toEqual([]);
  });

  it('answers an input it does not understand with a problem that names the field and not the value', async () => {
    const desk = serving();
    const wire = await desk.ask('instance.exit', { instance: { secret: 'hush' } });
    expect(wire).toEqual({
      reply: {
        ok: false,
        error: {
          message:
            'The request instance.exit was not understood: instance: Invalid input: expected string, received object',
        },
      },
    });
    expect(desk.reached).toEqual([]);
  });

  it('turns what a handler throws into a problem in words, without a stack', async () => {
    const desk = serving({
      'trading.exitAll': () => Promise.reject(new Error('the broker is away')),
      'desk.snapshot': () => {
        throw new Error('not ready');
      },
    });
    expect(await desk.ask('trading.exitAll')).toEqual({
      reply: { ok: false, error: { message: 'trading.exitAll failed: the broker is away' } },
    });
    expect(await desk.ask('desk.snapshot')).toEqual({ refused: 'desk.snapshot failed: not ready' });
  });

  it('lets nothing reach a handler that its parser would not make', async () => {
    const input = fc.anything({
      withNullPrototype: true,
      withMap: true,
      withDate: true,
      withBigInt: true,
      maxDepth: 3,
    });
    const shaped = fc.record(
      {
        instance: fc.anything({ maxDepth: 1 }),
        trade: fc.anything({ maxDepth: 1 }),
        leg: fc.string(),
        order: fc.anything({ maxDepth: 1 }),
        underlying: fc.string(),
        expiry: fc.oneof(fc.string(), fc.constant('2026-08-18')),
        stop: fc.oneof(fc.double(), fc.integer(), fc.constant(null)),
        target: fc.oneof(fc.double(), fc.constant(null)),
        speed: fc.double(),
        isPaused: fc.anything({ maxDepth: 0 }),
        params: fc.dictionary(fc.string(), fc.anything({ maxDepth: 1 })),
        flatten: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), fc.oneof(input, shaped), async (name, raw) => {
        const desk = serving();
        await desk.ask(name, raw);
        const parsed = parsers[name].safeParse(raw);
        expect(desk.reached).toEqual(parsed.success ? [{ name, input: parsed.data }] : []);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });
});

describe('what the page is sent', () => {
  const windowWith = (isGone: boolean, isPageGone: boolean) => {
    const sent: unknown[] = [];
    const webContents = { isDestroyed: () => isPageGone, send: (...args: unknown[]) => void sent.push(args) };
    return { sent, isDestroyed: () => isGone, webContents };
  };
  const quoted = (seq: number): Delta => ({ seq, changes: { quotes: { [NIFTY]: quoteView(seq) } } });

  it('reaches a living window and spares one that is gone', () => {
    const { publish } = serving();
    const windows = [windowWith(false, false), windowWith(true, false), windowWith(false, true)];
    for (const window of windows) publish(window, { seq: 1, changes: {} });
    expect(windows.map(({ sent }) => sent.length)).toEqual([1, 0, 0]);
    expect(windows[0]?.sent).toEqual([[DELTA_CHANNEL, expect.objectContaining({ seq: 1, isFresh: true })]]);
  });

  it('comes packed, and whole again for a page that asks for a snapshot, whoever else may not', async () => {
    const desk = serving();
    const window = windowWith(false, false);
    desk.publish(window, quoted(1));
    desk.publish(window, quoted(2));
    await desk.ask('desk.snapshot', undefined, false);
    desk.publish(window, quoted(3));
    await desk.ask('desk.snapshot');
    desk.publish(window, quoted(4));
    expect(window.sent).toMatchObject([
      [DELTA_CHANNEL, { isFresh: true, changes: quoted(1).changes }],
      [DELTA_CHANNEL, { isFresh: false, changes: {}, quoteCount: 1 }],
      [DELTA_CHANNEL, { isFresh: false, changes: {}, quoteCount: 1 }],
      [DELTA_CHANNEL, { isFresh: true, changes: quoted(4).changes }],
    ]);
  });
});
