import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '#electron/storage/data-folder';
import { settingsSchema } from '#electron/storage/settings-schema';
import type { Surroundings } from './surroundings';

export interface DemoTerms {
  /** What a test has to undo, last first. */
  readonly undo: (() => Promise<unknown>)[];
  /** An exchange that runs already; else the desk starts its own, at ten times the speed. */
  readonly exchangeUrl?: string;
}

/** What a desk finds around it: a folder of its own, default settings, the recorded days. */
export async function demoSurroundings({ undo, exchangeUrl }: DemoTerms): Promise<Surroundings> {
  const root = await mkdtemp(join(tmpdir(), 'kitedesk-demo-'));
  const folder = await openDataFolder(root);
  if (!folder.ok) throw new Error('The folder is new, so nobody can hold it');
  undo.push(
    () => rm(root, { recursive: true }),
    () => folder.value.release(),
  );
  const settings = settingsSchema.parse({ demo: { speed: 10 } });
  const silent = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  return {
    folder: folder.value,
    settings: { notes: [], get: () => settings, set: () => Promise.reject(new Error('not used')) },
    secrets: {
      notes: [],
      unprotected: null,
      get: () => null,
      set: () => Promise.resolve('session'),
      wipe: () => Promise.resolve(),
    },
    log: silent as never,
    clean: (text) => text,
    resources: join(import.meta.dirname, '../../resources'),
    exchangeUrl: exchangeUrl ?? null,
    now: () => Date.now(),
    random: Math.random,
  };
}
