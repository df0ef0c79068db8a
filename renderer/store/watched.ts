import type { InstrumentId } from '#shared/domain/instrument';
import { ask } from './ask';
import { deskNow } from './desk';

/** Puts an instrument at the end of the watch list, or takes it off. */
export function toggleWatched(id: InstrumentId): Promise<unknown> {
  const { watchlist: before } = deskNow().desk.desk;
  const watchlist = before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
  return ask('settings.setWatchlist', { watchlist });
}
