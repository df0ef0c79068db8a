import { instrumentId, type InstrumentId } from './instrument';

export interface Underlying {
  readonly name: string;
  /** The cash index whose value the derivatives settle to. */
  readonly spot: InstrumentId;
}

/** The index families we know by name. Lot sizes, ticks, strikes and expiries come from the day's instruments instead. */
export const UNDERLYINGS: readonly Underlying[] = [
  { name: 'NIFTY', spot: instrumentId('NSE', 'NIFTY 50') },
  { name: 'BANKNIFTY', spot: instrumentId('NSE', 'NIFTY BANK') },
  { name: 'FINNIFTY', spot: instrumentId('NSE', 'NIFTY FIN SERVICE') },
  { name: 'MIDCPNIFTY', spot: instrumentId('NSE', 'NIFTY MID SELECT') },
  { name: 'SENSEX', spot: instrumentId('BSE', 'SENSEX') },
];

export const INDIA_VIX = instrumentId('NSE', 'INDIA VIX');

const SPOTS = new Map(UNDERLYINGS.map(({ name, spot }) => [name, spot]));

/** The spot instrument of an underlying: its index, or the share of the same name. */
export function spotOf(underlying: string): InstrumentId {
  return SPOTS.get(underlying) ?? instrumentId('NSE', underlying);
}
