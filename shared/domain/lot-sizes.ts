import type { IstDate } from './time';
import { qty, type Qty } from './units';

type Row = readonly [from: IstDate, lots: Readonly<Record<string, number>>];

/**
 * Units of a lot by the contract's expiry, for days whose instruments dump is not at hand: lots are revised for series,
 * so contracts of two sizes trade side by side. From NSE's circulars up to NSE/FAOP/70616 (2025-10-03); rows before
 * 2024 are from secondary sources, and agree with the recorded quantities where there are any.
 */
const ROWS: readonly Row[] = [
  ['2015-10-01', { NIFTY: 75, BANKNIFTY: 30 }],
  ['2018-11-01', { NIFTY: 75, BANKNIFTY: 20 }],
  ['2020-07-01', { NIFTY: 75, BANKNIFTY: 25 }],
  ['2021-07-01', { NIFTY: 50, BANKNIFTY: 25, FINNIFTY: 40, MIDCPNIFTY: 75, SENSEX: 10 }],
  ['2023-07-01', { NIFTY: 50, BANKNIFTY: 15, FINNIFTY: 40, MIDCPNIFTY: 75, SENSEX: 10 }],
  ['2024-04-26', { NIFTY: 25, BANKNIFTY: 15, FINNIFTY: 40, MIDCPNIFTY: 75, SENSEX: 10 }],
  ['2024-07-01', { NIFTY: 25, BANKNIFTY: 15, FINNIFTY: 25, MIDCPNIFTY: 50, SENSEX: 10 }],
  ['2025-01-01', { NIFTY: 75, BANKNIFTY: 30, FINNIFTY: 65, MIDCPNIFTY: 120, SENSEX: 20 }],
  ['2025-07-01', { NIFTY: 75, BANKNIFTY: 35, FINNIFTY: 65, MIDCPNIFTY: 140, SENSEX: 20 }],
  ['2026-01-01', { NIFTY: 65, BANKNIFTY: 30, FINNIFTY: 60, MIDCPNIFTY: 120, SENSEX: 20 }],
];

/** The lot of an index's contracts of one expiry; null where no size is known. */
export function lotSizeOf(underlying: string, expiry: IstDate): Qty | null {
  const lot = ROWS.findLast(([from]) => from <= expiry)?.[1][underlying];
  return lot === undefined ? null : qty(lot);
}
