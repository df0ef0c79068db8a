import { WebSocket } from 'ws';
import { z } from 'zod';
import type { WireReply } from '#electron/ipc/wire';
import { err, messageOf, ok } from '#shared/domain/result';
import { loginPage } from '#shared/ipc/attach';
import type { Outcome } from '#shared/ipc/contract';
import type { Delta } from '#shared/ipc/delta';
import { DESK_MODES, type DeskMode } from '#shared/ipc/settings';

export interface RemoteTerms {
  /** 'http://127.0.0.1:5000' of the desk that runs without a window. */
  readonly url: string;
  readonly token: string;
}

const RETRY_MS = 1_000;
const ASK_MS = 2_000;
/** So long a silence is a connection that died without a word. */
const SILENCE_MS = 5_000;
const PATIENCE_MS = 15_000;

// What the desk's own publisher made is trusted as far as its shape: numbered, with changes.
const said = z.union([
  z.object({
    snapshot: z.object({
      seq: z.number().int(),
      tables: z.object({ desk: z.object({ desk: z.object({ mode: z.enum(DESK_MODES) }) }) }),
    }),
  }),
  z.object({ delta: z.object({ seq: z.number().int(), changes: z.record(z.string(), z.unknown()) }) }),
]);
const reply = z.union([z.object({ reply: z.unknown() }), z.object({ refused: z.string() })]);

interface Question {
  readonly path: string;
  /** Without one nothing is done, only read. */
  readonly body?: object;
  /** What is asked for, in the sentence that says that it failed. */
  readonly what: string;
}

/** A desk that runs elsewhere: its deltas as they come, and an answer to each request. Comes back by itself. */
export class RemoteDesk {
  private readonly terms: RemoteTerms;
  private readonly listeners = new Set<(delta: Delta) => void>();
  private socket: WebSocket | null = null;
  private retry: NodeJS.Timeout | null = null;
  private silence: NodeJS.Timeout | null = null;
  private lastSeq = 0;
  private lastMode: DeskMode = 'demo';
  private isClosed = false;
  /** Why nothing comes; null while connected. */
  private fault: string | null = 'It is being connected';

  constructor(terms: RemoteTerms) {
    this.terms = terms;
  }

  get problem(): string | null {
    return this.fault;
  }

  /** The number of the last delta: what is shown without a connection carries it. */
  get seq(): number {
    return this.lastSeq;
  }

  /** The mode of the desk when it was last heard of. */
  get mode(): DeskMode {
    return this.lastMode;
  }

  onDelta(listener: (delta: Delta) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  connect(): void {
    const { url, token } = this.terms;
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/stream`, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: PATIENCE_MS,
    });
    this.socket = socket;
    let fault = 'the connection ended';
    // A desk that waits for a login has nothing to tell, and is asked whether it is there.
    const asking = setInterval(() => socket.readyState === WebSocket.OPEN && socket.ping(), ASK_MS);
    for (const sign of ['open', 'pong'] as const) socket.on(sign, () => this.listen(socket));
    socket.on('message', (bytes: Buffer) => {
      this.listen(socket);
      this.hear(bytes.toString('utf8'));
    });
    // A close always follows.
    socket.on('error', (error) => (fault = messageOf(error)));
    socket.on('close', () => {
      clearInterval(asking);
      this.lose(fault);
    });
  }

  /** Never rejects: what went wrong is a sentence that the window shows. */
  async request(name: string, input: unknown): Promise<WireReply> {
    const answer = await this.ask({ path: '/request', body: { name, input }, what: name }, reply);
    return answer.ok ? answer.value : { refused: answer.error.message };
  }

  /** Where the account of that desk logs in. */
  loginPage(): Promise<Outcome<z.output<typeof loginPage>>> {
    return this.ask({ path: '/login', what: 'the login' }, loginPage);
  }

  async login(requestToken: string): Promise<Outcome> {
    const question = { path: '/generate_token', body: { request_token: requestToken }, what: 'the login' };
    const answer = await this.ask(question, z.object({}));
    return answer.ok ? ok(undefined) : answer;
  }

  private async ask<T>({ path, body, what }: Question, shape: z.ZodType<T>): Promise<Outcome<T>> {
    const { url, token } = this.terms;
    const headers = { authorization: `Bearer ${token}` };
    try {
      const answer = await fetch(`${url}${path}`, {
        headers,
        ...(body && {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const said: unknown = await answer.json();
      const parsed = shape.safeParse(said);
      if (answer.ok && parsed.success) return ok(parsed.data);
      return err({ message: `The desk at ${url} refused ${what}: ${wordsIn(said)}` });
    } catch (error) {
      const why = `The desk at ${url} did not answer (${messageOf(error)}).`;
      return err({ message: `${why} Whether ${what} was done is not known.` });
    }
  }

  close(): void {
    this.isClosed = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.silence) clearTimeout(this.silence);
    this.socket?.terminate();
  }

  private listen(socket: WebSocket): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = setTimeout(() => socket.terminate(), SILENCE_MS);
  }

  private hear(text: string): void {
    const heard = said.safeParse(JSON.parse(text));
    if (!heard.success) return;
    this.fault = null;
    // A snapshot is asked for by the window itself; here it is only the word that there is something new.
    if ('snapshot' in heard.data) {
      const { seq, tables } = heard.data.snapshot;
      this.lastMode = tables.desk.desk.mode;
      this.announce(seq);
    } else this.tell(heard.data.delta);
  }

  /** A gap in the numbers makes the window ask for a snapshot. */
  private announce(seq: number): void {
    this.tell({ seq: Math.max(seq, this.lastSeq + 2), changes: {} });
  }

  private tell(delta: Delta): void {
    this.lastSeq = delta.seq;
    for (const listener of this.listeners) listener(delta);
  }

  private lose(fault: string): void {
    if (this.silence) clearTimeout(this.silence);
    if (this.isClosed) return;
    const isNews = this.fault === null;
    this.fault = `The desk at ${this.terms.url} cannot be reached: ${fault}. It trades on by itself; this window tries again`;
    if (isNews) this.announce(this.lastSeq);
    this.retry = setTimeout(() => this.connect(), RETRY_MS);
  }
}

function wordsIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message
    : 'its answer was not understood';
}
