import { paise, qty, rupees, type Paise, type Qty } from '#shared/domain/units';

/** One row of the day's instruments dump. */
export interface Listing {
  readonly token: number;
  readonly symbol: string;
  /** The underlying for derivatives: 'NIFTY'. */
  readonly name: string;
  readonly expiry: string;
  readonly strike: Paise;
  readonly tickSize: Paise;
  readonly lotSize: Qty;
  readonly type: 'EQ' | 'FUT' | 'CE' | 'PE';
  readonly exchange: string;
  /** 'NFO:NIFTY26AUGFUT' */
  readonly id: string;
}

const TYPES: ReadonlySet<string> = new Set(['EQ', 'FUT', 'CE', 'PE']);

function listing(row: string): Listing {
  const [
    token = '',
    ,
    symbol = '',
    name = '',
    ,
    expiry = '',
    strike = '',
    tick = '',
    lot = '',
    type = '',
    ,
    exchange = '',
  ] = row.split(',');
  if (!TYPES.has(type)) throw new Error(`Expected EQ, FUT, CE or PE in the instruments row "${row}"`);
  return {
    token: Number(token),
    symbol,
    name: name.replaceAll('"', ''),
    expiry,
    strike: rupees(Number(strike)),
    tickSize: paise(Math.round(Number(tick) * 100)),
    lotSize: qty(Number(lot)),
    // Checked against TYPES above.
    type: type as Listing['type'],
    exchange,
    id: `${exchange}:${symbol}`,
  };
}

/** Parses our own shipped dump; no name in it contains a comma. */
export function parseListings(csv: string): readonly Listing[] {
  return csv
    .split('\r\n')
    .slice(1)
    .filter((row) => row !== '')
    .map(listing);
}
