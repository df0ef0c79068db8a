import type { Notice } from '#shared/domain/notice';
import type { InstrumentId } from '#shared/domain/instrument';
import type { TradeId, Trade } from '#shared/domain/trade';
import type { Entry } from '#shared/ports/journal';

interface Named {
  readonly trades: ReadonlyMap<TradeId, Pick<Trade, 'name' | 'legs'>>;
  /** As a trader says it. */
  readonly nameOf: (instrument: InstrumentId) => string;
}

/**
 * What a fact says that a person must not miss although nobody wrote a notice of it: a stop or target that was hit, a trade that
 * its strategy or a limit left, and a halt. Null for everything else, and for what the person did.
 * Read off the facts rather than put among them, so that the same notices come back after a restart.
 */
export function noticeOf({ seq, at, fact }: Entry, { trades, nameOf }: Named): Notice | null {
  const warning = (title: string, detail: string): Notice => ({ id: `F${seq}`, at, level: 'warning', title, detail });
  switch (fact.kind) {
    case 'halted':
      return warning('Trading is halted', fact.reason);
    case 'trade-closing':
      return fact.by === 'person' ? null : warning(`Leaving ${trades.get(fact.trade)?.name ?? 'a trade'}`, fact.reason);
    case 'leg-exiting': {
      const leg = trades.get(fact.trade)?.legs.find(({ id }) => id === fact.leg);
      return warning(`Leaving ${leg ? nameOf(leg.instrument) : 'a leg'}`, fact.reason);
    }
    default:
      return null;
  }
}
