import { createWorkerHost } from '#electron/runner/hosting/worker-host';
import type { Wiring } from '#electron/runner/wiring';
import { EXECUTION } from './execution';
import type { Surroundings } from './surroundings';

type Alike = Pick<Wiring, 'watchlist' | 'limits' | 'policy' | 'createHost' | 'log' | 'drawSalt'>;

/** What no mode changes. */
export function inEveryMode({ settings, log, random }: Surroundings): Alike {
  return {
    watchlist: () => settings.get().watchlist,
    limits: settings.get().limits,
    policy: EXECUTION,
    createHost: createWorkerHost,
    log,
    drawSalt: () => drawSalt(random),
  };
}

function drawSalt(random: () => number): string {
  return Math.floor(random() * 36 ** 3)
    .toString(36)
    .toUpperCase()
    .padStart(3, '0');
}
