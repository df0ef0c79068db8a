import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ControlCommand } from '#electron/exchange/control/protocol';
import { minuteOfDay } from '#shared/domain/time';
import { commandLine } from '../scripts/build/command-line.mjs';
import { projectRoot } from '../scripts/setup/paths.mjs';

/** A row of Kite's order book, as far as the journeys look at it. */
export interface BookRow {
  readonly order_id: string;
  readonly tag: string | null;
  readonly tradingsymbol: string;
  readonly transaction_type: 'BUY' | 'SELL';
  readonly status: string;
  readonly filled_quantity: number;
}

/** A demo exchange in a process of its own: it outlives every window. */
export interface ExchangeProcess {
  /** 'http://127.0.0.1:PORT' */
  readonly url: string;
  orders(): Promise<readonly BookRow[]>;
  /** The market's clock, in minutes since midnight. */
  minuteOfDay(): Promise<number>;
  /** Signed units by trading symbol; what is flat is left out. */
  positions(): Promise<Readonly<Record<string, number>>>;
  /** What the day has made at the last prices, before charges; paise. */
  profit(): Promise<number>;
  command(command: ControlCommand): Promise<void>;
  stop(): Promise<void>;
}

/** Starts what `npm run exchange` does, but bundled, which takes a fourth of the time; its book is kept in `folder`. */
export async function startExchange(folder: string): Promise<ExchangeProcess> {
  const statePath = join(folder, 'state.json');
  const script = join(dirname(await commandLine()), 'exchange.mjs');
  const child = spawn(process.execPath, [script, '--state', statePath], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // It says where it listens in its first line.
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { url } = JSON.parse(String(line)) as { readonly url: string };

  /** With the desk's own token, which the exchange keeps in its file: a login of ours would end the desk's session. */
  async function ask<T>(path: string): Promise<T> {
    const { accessToken } = JSON.parse(await readFile(statePath, 'utf8')) as { readonly accessToken: string };
    const headers = { 'X-Kite-Version': '3', Authorization: `token demokey:${accessToken}` };
    const reply = await fetch(url + path, { headers });
    if (reply.status === 429) {
      // The desk asks with the same token, and Kite's limits count both.
      await new Promise((resolve) => setTimeout(resolve, 500));
      return ask(path);
    }
    if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${await reply.text()}`);
    return ((await reply.json()) as { readonly data: T }).data;
  }

  async function positions() {
    type Row = { readonly tradingsymbol: string; readonly quantity: number; readonly pnl: number };
    return (await ask<{ readonly net: readonly Row[] }>('/portfolio/positions')).net;
  }

  return {
    url,
    orders: () => ask<readonly BookRow[]>('/orders'),
    async minuteOfDay() {
      const reply = await fetch(`${url}/demo/state`);
      // The exchange is our own; its state has this field.
      const { marketAt } = (await reply.json()) as { readonly marketAt: number };
      return minuteOfDay(marketAt);
    },
    async positions() {
      const open = (await positions()).filter(({ quantity }) => quantity !== 0);
      return Object.fromEntries(open.map(({ tradingsymbol, quantity }) => [tradingsymbol, quantity]));
    },
    async profit() {
      return (await positions()).reduce((sum, { pnl }) => sum + Math.round(pnl * 100), 0);
    },
    async command(command) {
      const body = JSON.stringify(command);
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(`${url}/demo/command`, { method: 'POST', body, headers });
      if (!reply.ok) throw new Error(`${command.kind}: ${await reply.text()}`);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
