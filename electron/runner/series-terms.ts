import { barSessionOf, sessionOf } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import { segmentOf } from '#shared/domain/segment';
import type { SeriesTerms } from '#shared/engine/series';
import type { Wiring } from './wiring';

/** Throws when the desk's date is no trading day. */
export function seriesTerms(wiring: Pick<Wiring, 'catalogue' | 'date' | 'tells'>, id: InstrumentId): SeriesTerms {
  const instrument = wiring.catalogue.get(id);
  const session = sessionOf(wiring.date, instrument ? segmentOf(instrument) : 'options');
  if (!session) throw new Error(`${wiring.date} is not a trading day, so there is no session to build bars of`);
  const kind = instrument?.kind ?? 'index';
  const told = wiring.tells?.(id) ?? { hasVolume: kind !== 'index', hasOi: kind === 'option' || kind === 'future' };
  return { session: barSessionOf(session), ...told };
}
