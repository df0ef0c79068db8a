import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startExchange, type Exchange } from '#electron/exchange/server';
import type { Log } from '#electron/logging/logger';
import { DeskHost } from '#electron/runner/desk-host';
import type { DeskSession } from '#electron/runner/desk-session';
import { openDataFolder } from '#electron/storage/data-folder';
import { settingsSchema } from '#electron/storage/settings-schema';
import { openDemo } from '#electron/wiring/open-demo';
import type { Surroundings } from '#electron/wiring/surroundings';
import { istAt } from '#shared/domain/time';
import { projectRoot } from '../../scripts/setup/paths.mjs';
import type { Scenario } from './scenario';

const RESOURCES = join(projectRoot, 'resources');
/** Gives every run the same modelled prices. */
const SEED = 7;

/** A demo exchange and a desk on it, both real, without windows; the desk can be closed and opened again. */
export interface Stage {
  readonly exchange: Exchange;
  readonly host: DeskHost;
  /** Throws while there is no desk. */
  session(): DeskSession;
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface StageTerms extends Pick<Scenario, 'day' | 'at' | 'speed'> {
  /** How much faster than the machine's the exchange's own clock runs; its market begins when a desk follows it. */
  readonly hurry?: number;
}

export async function openStage({ day, at, speed, hurry }: StageTerms): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'kitedesk-scenario-'));
  const exchange = await startExchange({
    daysDirectory: join(RESOURCES, 'days'),
    dayId: day,
    startAt: at === undefined ? null : istAt(day, at),
    speed,
    seed: SEED,
    ...(hurry !== undefined && { isAwaited: true, monotonic: () => performance.now() * hurry }),
  });
  const around = await surroundings(root, exchange.url);
  let host = new DeskHost();
  let closeVenue = await openDemo(host, around);

  async function closeDesk(): Promise<void> {
    await host.close();
    await closeVenue();
  }

  return {
    exchange,
    get host() {
      return host;
    },
    session() {
      const session = host.session();
      if (!session) throw new Error('There is no desk');
      return session;
    },
    async restart() {
      await closeDesk();
      host = new DeskHost();
      closeVenue = await openDemo(host, around);
    },
    async close() {
      await closeDesk();
      await around.folder.release();
      await exchange.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function surroundings(root: string, exchangeUrl: string): Promise<Surroundings> {
  const folder = await openDataFolder(root);
  if (!folder.ok) throw new Error('The folder is new, so nobody can hold it');
  const settings = settingsSchema.parse({});
  return {
    folder: folder.value,
    settings: { notes: [], get: () => settings, set: () => Promise.reject(new Error('Nobody changes settings here')) },
    secrets: {
      notes: [],
      unprotected: null,
      get: () => null,
      set: () => Promise.resolve('session'),
      wipe: () => Promise.resolve(),
    },
    log: silentLog(),
    clean: (text) => text,
    resources: RESOURCES,
    exchangeUrl,
    now: () => Date.now(),
    random: Math.random,
  };
}

function silentLog(): Log {
  const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  // What a desk calls of a log is all there.
  return silent as never;
}
