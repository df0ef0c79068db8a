import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { messageOf } from '#shared/domain/result';
import { applyDelta, type Delta, type Snapshot } from '#shared/ipc/delta';
import { projectRoot } from '../setup/paths.mjs';

/** A desk that has not compared its books by then does not come back. */
const PATIENCE_MS = 60_000;
const HOOK = join(projectRoot, 'scripts', 'kill', 'die-in-write.mjs');

export interface DeskTerms {
  /** The bundled command line. */
  readonly bundle: string;
  readonly folder: string;
  readonly exchangeUrl: string;
  /** 'PART:N' for a death in the middle of a write, or null. */
  readonly diesIn: string | null;
}

/** The desk as `kitedesk serve` runs it, in a process of its own, with a viewer on its stream. */
export interface DeskProcess {
  /** Milliseconds from the start of the process to a desk whose books have been compared. */
  readonly recoveryMs: number;
  /** What viewers hold now. */
  view(): Snapshot;
  /** Resolves with the status, or null when nobody answered: it may have died. */
  post(path: string, body?: unknown): Promise<number | null>;
  readonly isDead: () => boolean;
  /** SIGKILL; resolves when nothing of it is left. */
  kill(): Promise<void>;
}

/** Resolves when the desk is open and has compared its books, or rejects with its last words. */
export async function startDesk(terms: DeskTerms): Promise<DeskProcess> {
  const begunAt = performance.now();
  const args = ['serve', '--mode', 'demo', '--data', terms.folder, '--port', '0', '--exchange', terms.exchangeUrl];
  const child = spawn(process.execPath, ['--import', HOOK, terms.bundle, ...args], {
    env: { ...process.env, ...(terms.diesIn === null ? {} : { KITEDESK_DIE_IN: terms.diesIn }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    const { url, tokenFile } = await ready(child);
    const token = (await readFile(tokenFile, 'utf8')).trim();
    const stream = await follow(url, token);
    await stream.until((snapshot) => snapshot.tables.desk.desk.isReconciled);
    clearTimeout(patience);
    return {
      recoveryMs: performance.now() - begunAt,
      view: stream.view,
      post: (path, body) => post(`${url}${path}`, token, body),
      isDead: () => child.exitCode !== null || child.signalCode !== null,
      async kill() {
        stream.close();
        await end(child);
      },
    };
  } catch (error) {
    clearTimeout(patience);
    await end(child);
    throw new Error(`${messageOf(error)}\n${words.join('').slice(-2_000)}`, {
      cause: error,
    });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function ready(child: ChildProcess): Promise<{ readonly url: string; readonly tokenFile: string }> {
  if (!child.stdout) throw new Error('The desk has no output');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const gone = once(child, 'exit').then(() => {
    throw new Error('The desk ended before it was ready');
  });
  const [text] = await Promise.race([line, gone]);
  return JSON.parse(String(text)) as { readonly url: string; readonly tokenFile: string };
}

async function post(url: string, token: string, body: unknown): Promise<number | null> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(3_000);
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body ?? {}), signal }).catch(
    () => null,
  );
  await reply?.arrayBuffer().catch(() => null);
  return reply?.status ?? null;
}

interface Stream {
  readonly view: () => Snapshot;
  readonly until: (isTrue: (snapshot: Snapshot) => boolean) => Promise<void>;
  readonly close: () => void;
}

/** Snapshot and deltas, folded as the window does. */
async function follow(url: string, token: string): Promise<Stream> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  let current: Snapshot | null = null;
  let look = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString('utf8')) as { readonly snapshot?: Snapshot; readonly delta?: Delta };
    if (said.snapshot) current = said.snapshot;
    else if (said.delta && current) current = applyDelta(current, said.delta);
    look();
  });
  const broken = new Promise<never>((_, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The stream ended')));
  });
  broken.catch(() => undefined);
  const view = (): Snapshot => {
    if (!current) throw new Error('There was no snapshot yet');
    return current;
  };
  const until = (isTrue: (snapshot: Snapshot) => boolean): Promise<void> =>
    Promise.race([
      broken,
      new Promise<void>((resolve) => {
        look = () => {
          if (current && isTrue(current)) resolve();
        };
        look();
      }),
    ]);
  await until(() => true);
  return { view, until, close: () => socket.terminate() };
}
