import type { InstrumentId } from '#shared/domain/instrument';
import { isLive } from '#shared/domain/trade';
import type { Tables } from '#shared/ipc/views';
import { nameIn } from '../../store/instrument-name';

export interface InstrumentChoice {
  readonly value: InstrumentId;
  readonly label: string;
}

/** What can be charted without looking for it: the watch list, spots and futures, what is open, and what is shown now. */
export function instrumentChoices(desk: Tables, shown: InstrumentId): readonly InstrumentChoice[] {
  const { indices, watchlist, underlyings } = desk.desk.desk;
  const derived = underlyings.flatMap(({ spot, future }) => (future === null ? [spot] : [spot, future]));
  const open = Object.values(desk.trades)
    .filter(isLive)
    .flatMap(({ legs }) => legs.map(({ instrument }) => instrument));
  const ids = new Set([...derived, ...indices, ...watchlist, ...open, shown]);
  return [...ids].map((id) => ({ value: id, label: nameIn(desk, id) }));
}
