import type { InstrumentId } from './instrument';
import { mtm } from './position';
import type { Trade } from './trade';
import { paise, type Paise } from './units';

/** What a trade has made before charges: booked, and on paper at the given prices. */
export interface TradeResult {
  readonly realised: Paise;
  readonly mtm: Paise;
}

/** Without a price yet (just after a start) a position counts at cost, which is no gain and no loss. */
export function tradeResult(trade: Pick<Trade, 'legs'>, ltpOf: (id: InstrumentId) => Paise | undefined): TradeResult {
  let realised = 0;
  let unrealised = 0;
  for (const { instrument, position } of trade.legs) {
    realised += position.realised;
    const ltp = position.qty === 0 ? undefined : ltpOf(instrument);
    if (ltp !== undefined) unrealised += mtm(position, ltp);
  }
  return { realised: paise(realised), mtm: paise(unrealised) };
}
