import { join } from 'node:path';
import { cachedHistory } from '#electron/storage/history-cache';
import type { Clock } from '#shared/ports/clock';
import type { History } from '#shared/ports/history';
import type { Surroundings } from './surroundings';

type Around = Pick<Surroundings, 'folder' | 'settings' | 'log'>;

/**
 * Kite's candles, each downloaded once, for paper and live together. Another server's are not kept: a demo exchange
 * begins its days again, with other candles.
 */
export function keptHistory(history: History, clock: Clock, { folder, settings, log }: Around): History {
  if (settings.get().kite.root !== null) return history;
  const directory = join(folder.root, 'data', 'history', 'cache');
  return cachedHistory(history, { directory, clock, onFault: (message) => log.warn(message) });
}
