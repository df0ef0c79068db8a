import { parsers, type Handlers, type Outcome, type RequestName, type RequestReply } from '#shared/ipc/contract';
import type { Delta } from '#shared/ipc/delta';
import { createPacker, type PackedDelta } from '#shared/ipc/packed-delta';
import { err } from '#shared/domain/result';
import { DELTA_CHANNEL, REQUEST_CHANNEL, type WireReply } from './wire';

/** The part of Electron's ipcMain that is needed. */
export interface RequestPort<Event> {
  handle(channel: string, listener: (event: Event, ...args: unknown[]) => Promise<WireReply>): void;
}

export interface ServeOptions<Event> {
  readonly handlers: Handlers;
  /** Whether it comes from the desk's own page, and not from a frame, a login page or a page that took its place. */
  readonly isTrusted: (event: Event) => boolean;
  /** Takes note of a handler that threw, and says it in a sentence for the person, free of secrets. */
  readonly explain: (name: RequestName, error: unknown) => string;
}

/** Requests whose reply is not an Outcome, and so cannot carry a Problem. */
type PlainName = { [K in RequestName]: RequestReply<K> extends Outcome<unknown> ? never : K }[RequestName];

const PLAIN: Readonly<Record<PlainName, true>> = {
  'desk.snapshot': true,
  'app.info': true,
  'strategies.list': true,
  'settings.read': true,
  'webhooks.list': true,
  'alerts.read': true,
};

/** Answers the page's requests: sender checked, name on the list, input parsed, and only then handled. */
export function serveRequests<Event>(port: RequestPort<Event>, options: ServeOptions<Event>): Publish {
  return serveWindow(port, { ...options, answer: (name, input) => answerRequest(options, name, input) });
}

/** Answers the window alone, by whatever answers: a desk here, or one elsewhere that parses for itself. */
export function serveWindow<Event>(
  port: RequestPort<Event>,
  { isTrusted, answer }: Pick<ServeOptions<Event>, 'isTrusted'> & { readonly answer: Answer },
): Publish {
  let pack = createPacker();
  port.handle(REQUEST_CHANNEL, async (event, name, input) => {
    if (!isTrusted(event)) return { refused: 'This page may not ask the desk for anything' };
    // The page may have heard none of the deltas before: what follows the snapshot must not build on them.
    if (name === SNAPSHOT) pack = createPacker();
    return answer(name, input);
  });
  return (window, delta) => {
    // A window that is closing needs no more deltas, and a page that reloads asks for a snapshot.
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(DELTA_CHANNEL, pack(delta));
  };
}

/** Sends the page its next delta. */
export type Publish = (window: DeltaTarget, delta: Delta) => void;

const SNAPSHOT: RequestName = 'desk.snapshot';

type Answer = (name: unknown, input: unknown) => Promise<WireReply>;

/** Name on the list, input parsed, and only then handled: the one way in, from a window here or one that is attached. */
export async function answerRequest(
  { handlers, explain }: Pick<ServeOptions<never>, 'handlers' | 'explain'>,
  name: unknown,
  input: unknown,
): Promise<WireReply> {
  if (!isRequestName(name)) return { refused: 'There is no such request' };
  const parsed = parsers[name].safeParse(input);
  if (!parsed.success) return problem(name, `The request ${name} was not understood: ${faultsIn(parsed.error.issues)}`);
  try {
    return { reply: await call(handlers, name, parsed.data) };
  } catch (error) {
    return problem(name, explain(name, error));
  }
}

/** The part of a window that deltas are sent to. */
export interface DeltaTarget {
  readonly webContents: { isDestroyed(): boolean; send(channel: string, delta: PackedDelta): void };
  isDestroyed(): boolean;
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(parsers, name);
}

function call(handlers: Handlers, name: RequestName, input: unknown): unknown {
  // The parser of this very name made the input, which TypeScript cannot relate across the union of all names.
  const handler = handlers[name] as (input: unknown) => unknown;
  return handler(input);
}

function problem(name: RequestName, message: string): WireReply {
  return Object.hasOwn(PLAIN, name) ? { refused: message } : { reply: err({ message }) };
}

/** Names what is wrong and where, never the value: it may be a secret in the wrong field. */
function faultsIn(issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => [...path, message].map(String).join(': '))
    .join('; ');
}
