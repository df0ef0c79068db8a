import type { InstrumentId } from '#shared/domain/instrument';
import { ask } from './ask';
import { deskNow } from './desk';

/** Puts an instrument at the end of the watch list, or takes it off. */
export function toggleWatched(id: InstrumentId): Promise<unknown> {
  const { watched } = deskNow().desk.desk;
  const watchlist = watched.includes(id) ? watched.filter((each) => each !== id) : [...watched, id];
  return ask('settings.setWatchlist', { watchlist });
}
