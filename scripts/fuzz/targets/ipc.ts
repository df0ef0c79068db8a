import { parsers, type Handlers } from '#shared/ipc/contract';
import { serveRequests } from '#electron/ipc/serve';
import { anyJson, mutateJson } from '../mutate';
import { must, type FuzzTarget } from '../target';

type Ask = (event: unknown, name: unknown, input: unknown) => Promise<unknown>;

/** Inputs that are right, for the requests that carry more than an id. */
const SOUND: Readonly<Record<string, unknown>> = {
  'app.saveTable': { name: 'orders', csv: 'a,b\r\n1,2' },
  'trading.arm': { confirmation: 'LIVE' },
  'trade.setLevels': { trade: 'T1', leg: 'L1', stop: 10_000, target: null },
  'instance.add': { strategy: 'moving-average', name: 'MA', params: { lots: 1 }, approval: 'ask' },
  'playback.set': { speed: 10, isPaused: false },
  'series.watch': { instrument: 'NSE:NIFTY 50', interval: '5m' },
  'chain.watch': { underlying: 'NIFTY', expiry: '2026-08-18' },
};

/** What a page that was taken over may send: any name, any value. */
export function open(): FuzzTarget {
  let handled: { readonly name: string; readonly input: unknown } | null = null;
  const handlers = Object.fromEntries(
    Object.keys(parsers).map((name) => [
      name,
      (input: unknown) => {
        handled = { name, input };
        return { ok: true, value: undefined };
      },
    ]),
  );
  let ask: Ask = () => Promise.resolve(undefined);
  serveRequests<unknown>(
    { handle: (_channel, listener) => (ask = listener as Ask) },
    {
      // One for each name of the contract: built from its own list.
      handlers: handlers as unknown as Handlers,
      isTrusted: () => true,
      explain: (name) => `${name} failed`,
    },
  );
  const names = Object.keys(parsers);
  const strangers: readonly [unknown, ...unknown[]] = [
    '__proto__',
    'constructor',
    'desk.',
    '',
    null,
    7,
    {},
    ['trading.arm'],
  ];

  return {
    async once(random) {
      const name = random.chance(0.9) ? names[random.int(names.length)] : random.pick(strangers);
      const sound = SOUND[String(name)];
      const input = sound !== undefined && random.chance(0.6) ? mutateJson(random, sound) : anyJson(random);
      handled = null;
      const reply = await ask({}, name, input);
      const text = JSON.stringify(reply);
      must(text !== undefined && text.length < 4_000, () => `${String(name)} answered ${text?.length} characters`);
      // Read into a constant: the compiler does not see that the handler above sets it.
      const reached = handled as { readonly name: string; readonly input: unknown } | null;
      if (reached === null) return;
      must(reached.name === name, () => `${String(name)} reached ${reached.name}`);
      const parser = parsers[reached.name as keyof typeof parsers];
      must(parser.safeParse(input).success, () => `${reached.name} was handled with an input that its parser refuses`);
    },
    close: () => undefined,
  };
}
