import type { Bar, BarInterval } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';

/** Past candles; rejects with an Error whose message a trader understands. */
export interface History {
  /** Candles that start in [from, to], ascending. */
  bars(instrument: InstrumentId, interval: BarInterval, from: EpochMs, to: EpochMs): Promise<readonly Bar[]>;
}
