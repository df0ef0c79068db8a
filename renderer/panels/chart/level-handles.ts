import type { InstrumentId } from '#shared/domain/instrument';
import { isLive, type Leg, type Trade } from '#shared/domain/trade';
import type { LineHandle } from '../../charts/line-drag';

/** A stop or a target that can be dragged on the chart, and whose it is. */
export interface LevelHandle extends LineHandle {
  readonly kind: 'stop' | 'target';
  readonly trade: Pick<Trade, 'id' | 'name'>;
  readonly leg: Pick<Leg, 'id' | 'instrument' | 'stop' | 'target' | 'entry' | 'position'>;
}

/** The stops and targets of the open legs in the charted instrument. */
export function levelHandles(trades: Iterable<Trade>, charted: InstrumentId): readonly LevelHandle[] {
  return [...trades].filter(isLive).flatMap(({ id, name, legs }) =>
    legs
      .filter(({ instrument, status }) => instrument === charted && status === 'open')
      .flatMap(({ id: legId, instrument, stop, target, entry, position }) => {
        const leg = { id: legId, instrument, stop, target, entry, position };
        return (['stop', 'target'] as const).flatMap((kind): readonly LevelHandle[] => {
          const price = leg[kind];
          if (price === null) return [];
          const label = kind === 'stop' ? 'New stop' : 'New target';
          return [{ id: `${id} ${legId} ${kind}`, price, label, kind, trade: { id, name }, leg }];
        });
      }),
  );
}
