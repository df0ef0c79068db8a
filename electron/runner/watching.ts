import type { BarInterval } from '#shared/domain/bars';
import { depthOf, type Depth } from '#shared/domain/depth';
import type { InstrumentId } from '#shared/domain/instrument';
import { err, ok } from '#shared/domain/result';
import { sessionLevels } from '#shared/domain/session-levels';
import type { BarsReply, Outcome } from '#shared/ipc/contract';
import type { DeskSession } from './desk-session';

/** Strikes either side of the money for an underlying that the settings do not name. */
const DEFAULT_RANGE = 12;

/** Puts a series on the screen: its past now, its newest bars in the deltas from then on. */
export async function watchSeries(
  session: DeskSession,
  instrument: InstrumentId,
  interval: BarInterval,
): Promise<Outcome<BarsReply>> {
  if (!session.wiring.catalogue.get(instrument)) return err({ message: `${instrument} is not in today's instruments` });
  session.want(instrument);
  const bars = await session.bars.load(instrument, interval);
  session.showSeries(instrument, interval);
  // Contracts a few weeks old have no day candles; their chart simply lacks yesterday's levels.
  const daily = await session.bars.load(instrument, '1d').catch(() => []);
  const { date } = session.wiring;
  const { opensAt } = session.barSessionOf(instrument);
  return ok({ bars, levels: sessionLevels({ bars, daily, date, opensAt }) });
}

/** Puts a chain on the screen: its strikes around the money are subscribed and kept in the tables. */
export function watchChain(session: DeskSession, underlying: string, expiry: string): Outcome {
  const range = session.wiring.underlyings.find(({ name }) => name === underlying)?.optionRange ?? DEFAULT_RANGE;
  if (!session.chains.watch({ underlying, expiry, range, wings: range })) {
    return err({ message: `There are no options of ${underlying} for ${expiry} in today's instruments` });
  }
  session.resubscribe();
  return ok(undefined);
}

/** The order book of an instrument as far as it is visible. */
export function readDepth(session: DeskSession, instrument: InstrumentId): Outcome<Depth | null> {
  if (!session.wiring.catalogue.get(instrument)) return err({ message: `${instrument} is not in today's instruments` });
  session.want(instrument);
  return ok(depthOf(session.wiring.book, instrument));
}
