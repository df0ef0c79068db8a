import type { IstDate } from '../time';
import { qty, type Qty } from '../units';

type Row = readonly [from: IstDate, limits: Readonly<Record<string, number>>];

// NSE's monthly freeze circulars (FAOP), last seen 2026-08-03; SENSEX †. An order above is refused, one equal passes †.
const ROWS: readonly Row[] = [
  ['2025-03-03', { NIFTY: 1800, BANKNIFTY: 900, FINNIFTY: 1800, MIDCPNIFTY: 4200, SENSEX: 1000 }],
  ['2025-07-01', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2025-09-01', { NIFTY: 1800, BANKNIFTY: 900, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2025-11-03', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2025-12-01', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1200, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2026-02-01', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2026-03-02', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1200, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2026-04-01', { NIFTY: 1800, BANKNIFTY: 900, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
  ['2026-07-01', { NIFTY: 1800, BANKNIFTY: 600, FINNIFTY: 1800, MIDCPNIFTY: 2800, SENSEX: 1000 }],
];

/** The largest single order in units on `date`; null where no limit is known. */
export function freezeQty(underlying: string, date: IstDate): Qty | null {
  const row = ROWS.findLast(([from]) => from <= date);
  const limit = row?.[1][underlying];
  return limit === undefined ? null : qty(limit);
}
