import { homedir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { loadInstruments } from '#electron/adapters/kite/instruments';
import { createRest } from '#electron/adapters/kite/rest';
import { createHistory } from '#electron/adapters/kite/history';
import { systemTimers } from '#electron/adapters/kite/timers';
import { cachedHistory } from '#electron/storage/history-cache';
import type { Catalogue } from '#shared/domain/catalogue';
import type { History } from '#shared/ports/history';
import type { Streams } from './command';
import { usage } from './failure';

export const KITE_OPTIONS = {
  root: { type: 'string' },
  cache: { type: 'string' },
} as const;

export const KITE_HELP = `  --root URL          another server of Kite's protocol than https://api.kite.trade
  --cache FOLDER      where instruments and candles are kept, so that none is downloaded twice
The API key and the day's access token are read from the environment, KITE_API_KEY and KITE_ACCESS_TOKEN: what stands on a command
line can be read by everybody on the machine.`;

export interface KiteChoice {
  readonly root?: string | undefined;
  readonly cache?: string | undefined;
}

export interface KiteData {
  readonly catalogue: Catalogue;
  readonly history: History;
}

const KITE = 'https://api.kite.trade';
// The edge: everything below is given the time and chance.
const now = Date.now;
const random = Math.random;

/** Instruments and candles of the broker. Rejects with a KiteError in words. */
export async function openKiteData(choice: KiteChoice, { say }: Streams): Promise<KiteData> {
  const root = choice.root ?? KITE;
  const [apiKey, accessToken] = [secretIn('KITE_API_KEY'), secretIn('KITE_ACCESS_TOKEN')];
  // Each server has a folder of its own: a demo exchange's candles are not Kite's.
  const server = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const folder = join(choice.cache ?? join(homedir(), '.cache', 'kitedesk'), server);
  const account = { root, apiKey, accessToken, timers: systemTimers, random };
  const loaded = await loadInstruments({ ...account, directory: join(folder, 'instruments'), now: now() });
  for (const fault of loaded.faults) say(fault);
  const { catalogue } = loaded;
  const rest = createRest({ ...account, onTokenRefused: say });
  const history = createHistory(rest, catalogue);
  // What a demo exchange tells of a day may be another the next time it begins.
  if (root !== KITE) return { catalogue, history };
  return {
    catalogue,
    history: cachedHistory(history, { directory: join(folder, 'candles'), clock: { now }, onFault: say }),
  };
}

function secretIn(name: string): string {
  const secret = process.env[name] ?? '';
  if (secret === '') throw usage(`${name} is not set in the environment: it is part of the day's login to Kite`);
  return secret;
}
