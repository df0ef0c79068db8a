import type { Side } from './instrument';
import type { IstDate } from './time';

/** What is traded, as far as charges tell things apart. Stock derivatives are charged like those on an index. */
export type ChargeSegment = 'index-option' | 'index-future' | 'equity-intraday';

/** `exchange` and `ipft` (the exchange's investor protection fund) are shown as one figure. */
export type ChargeItem =
  | 'brokerage'
  | 'brokerage-cap'
  | 'stt'
  | 'exercise-stt'
  | 'exchange'
  | 'ipft'
  | 'sebi'
  | 'stamp'
  | 'gst';

/** In force from a date on, until the next row for the same thing. */
export interface ChargeRow {
  readonly from: IstDate;
  readonly item: ChargeItem;
  /** Left out where it is the same for all. */
  readonly segment?: ChargeSegment;
  readonly exchange?: 'NSE' | 'BSE';
  readonly side?: Side;
  /** Percent of turnover as circulars print it; rupees an order for 'brokerage-cap'; percent of the fees for 'gst'. */
  readonly value: number;
}

const EVER = '2000-01-01';

/**
 * Every rate we know, with the date it began. Rates before 2024-10-01 are secondary, and a row from `EVER` reaches
 * back to before the first date anybody wrote down. Sources: Finance Acts 2023, 2024 and 2026 (STT); NSE's "true to
 * label" charges of 2024-10-01 and circular FA/73061 of 2026-02-27 (IPFT folded into the charge, the sum unchanged);
 * BSE's charges of 2024-10-01; Zerodha's charge lists of 2024-10 and 2026; Indian Stamp Act from 2020-07-01.
 */
export const CHARGES: readonly ChargeRow[] = [
  // Options: a flat fee an order, however small. Others: a share of turnover, up to the same fee.
  { from: EVER, item: 'brokerage', segment: 'index-option', value: Number.POSITIVE_INFINITY },
  { from: EVER, item: 'brokerage', segment: 'index-future', value: 0.03 },
  { from: EVER, item: 'brokerage', segment: 'equity-intraday', value: 0.03 },
  { from: EVER, item: 'brokerage-cap', value: 20 },

  { from: EVER, item: 'stt', segment: 'index-option', side: 'sell', value: 0.05 },
  { from: '2023-04-01', item: 'stt', segment: 'index-option', side: 'sell', value: 0.0625 },
  { from: '2024-10-01', item: 'stt', segment: 'index-option', side: 'sell', value: 0.1 },
  { from: '2026-04-01', item: 'stt', segment: 'index-option', side: 'sell', value: 0.15 },
  { from: EVER, item: 'stt', segment: 'index-future', side: 'sell', value: 0.01 },
  { from: '2023-04-01', item: 'stt', segment: 'index-future', side: 'sell', value: 0.0125 },
  { from: '2024-10-01', item: 'stt', segment: 'index-future', side: 'sell', value: 0.02 },
  { from: '2026-04-01', item: 'stt', segment: 'index-future', side: 'sell', value: 0.05 },
  { from: EVER, item: 'stt', segment: 'equity-intraday', side: 'sell', value: 0.025 },

  { from: EVER, item: 'exercise-stt', value: 0.125 },
  { from: '2026-04-01', item: 'exercise-stt', value: 0.15 },

  { from: EVER, item: 'exchange', exchange: 'NSE', segment: 'index-option', value: 0.053 },
  { from: '2023-04-01', item: 'exchange', exchange: 'NSE', segment: 'index-option', value: 0.05 },
  { from: '2024-04-01', item: 'exchange', exchange: 'NSE', segment: 'index-option', value: 0.0495 },
  { from: '2024-10-01', item: 'exchange', exchange: 'NSE', segment: 'index-option', value: 0.03503 },
  { from: '2026-03-01', item: 'exchange', exchange: 'NSE', segment: 'index-option', value: 0.03552 },
  { from: EVER, item: 'exchange', exchange: 'NSE', segment: 'index-future', value: 0.0019 },
  { from: '2024-04-01', item: 'exchange', exchange: 'NSE', segment: 'index-future', value: 0.00183 },
  { from: '2024-10-01', item: 'exchange', exchange: 'NSE', segment: 'index-future', value: 0.00173 },
  { from: '2026-03-01', item: 'exchange', exchange: 'NSE', segment: 'index-future', value: 0.0018299 },
  { from: EVER, item: 'exchange', exchange: 'NSE', segment: 'equity-intraday', value: 0.00325 },
  { from: '2024-04-01', item: 'exchange', exchange: 'NSE', segment: 'equity-intraday', value: 0.00322 },
  { from: '2024-10-01', item: 'exchange', exchange: 'NSE', segment: 'equity-intraday', value: 0.00297 },
  { from: '2026-03-01', item: 'exchange', exchange: 'NSE', segment: 'equity-intraday', value: 0.0030699 },

  { from: '2023-04-01', item: 'ipft', exchange: 'NSE', segment: 'index-option', value: 0.0005 },
  { from: '2026-03-01', item: 'ipft', exchange: 'NSE', segment: 'index-option', value: 0.00001 },
  { from: '2023-04-01', item: 'ipft', exchange: 'NSE', segment: 'index-future', value: 0.0001 },
  { from: '2026-03-01', item: 'ipft', exchange: 'NSE', segment: 'index-future', value: 0.0000001 },
  { from: '2023-04-01', item: 'ipft', exchange: 'NSE', segment: 'equity-intraday', value: 0.0001 },
  { from: '2026-03-01', item: 'ipft', exchange: 'NSE', segment: 'equity-intraday', value: 0.0000001 },

  // Known from 2024-10-01; BSE's earlier slabs were not found.
  { from: EVER, item: 'exchange', exchange: 'BSE', segment: 'index-option', value: 0.0325 },
  { from: EVER, item: 'exchange', exchange: 'BSE', segment: 'index-future', value: 0 },
  { from: EVER, item: 'exchange', exchange: 'BSE', segment: 'equity-intraday', value: 0.00375 },

  // ₹10 a crore.
  { from: EVER, item: 'sebi', value: 0.0001 },

  { from: EVER, item: 'stamp', segment: 'index-option', side: 'buy', value: 0.003 },
  { from: EVER, item: 'stamp', segment: 'index-future', side: 'buy', value: 0.002 },
  { from: EVER, item: 'stamp', segment: 'equity-intraday', side: 'buy', value: 0.003 },

  { from: EVER, item: 'gst', value: 18 },
];
