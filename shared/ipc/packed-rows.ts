import { paise, qty } from '#shared/domain/units';
import type { OptionCell, QuoteView, StrikeView } from './views';

/** How a row of one kind is a record of numbers. What a record leaves out it takes from the row as it came whole. */
export interface Packing<Row> {
  /** Values a record takes. */
  readonly width: number;
  /** Whether all that a record leaves out is in `row` what it is in `whole`. */
  readonly fits: (row: Row, whole: Row) => boolean;
  readonly write: (to: Float64Array, at: number, row: Row) => void;
  readonly read: (from: Float64Array, at: number, whole: Row) => Row;
}

/** A quote's symbol and contract follow from its id, which is its key. */
export const QUOTES: Packing<QuoteView> = {
  width: 9,
  fits: (row, whole) => row.name === whole.name && row.lotSize === whole.lotSize,
  write(to, at, row) {
    to[at] = row.ltp;
    to[at + 1] = row.bid;
    to[at + 2] = row.ask;
    to[at + 3] = row.at;
    to[at + 4] = row.close;
    to[at + 5] = row.high;
    to[at + 6] = row.low;
    to[at + 7] = row.volume;
    to[at + 8] = row.oi;
  },
  read(from, at, { id, symbol, name, lotSize, contract }) {
    const value = (offset: number): number => from[at + offset] ?? Number.NaN;
    return {
      id,
      symbol,
      name,
      lotSize,
      contract,
      ltp: paise(value(0)),
      bid: paise(value(1)),
      ask: paise(value(2)),
      at: value(3),
      close: paise(value(4)),
      high: paise(value(5)),
      low: paise(value(6)),
      volume: qty(value(7)),
      oi: qty(value(8)),
    };
  },
};

const CELL = 13;

/** The call's values, then the put's. A side that is not quoted has none that are read. */
export const STRIKES: Packing<StrikeView> = {
  width: 2 * CELL,
  fits: (row, whole) => row.ce?.id === whole.ce?.id && row.pe?.id === whole.pe?.id,
  write(to, at, { ce, pe }) {
    if (ce) writeCell(to, at, ce);
    if (pe) writeCell(to, at + CELL, pe);
  },
  read: (from, at, { strike, ce, pe }) => ({
    strike,
    ce: ce && readCell(from, at, ce),
    pe: pe && readCell(from, at + CELL, pe),
  }),
};

function writeCell(to: Float64Array, at: number, cell: OptionCell): void {
  to[at] = cell.ltp;
  to[at + 1] = cell.bid;
  to[at + 2] = cell.ask;
  to[at + 3] = cell.at;
  to[at + 4] = cell.close;
  to[at + 5] = cell.volume;
  to[at + 6] = cell.oi;
  to[at + 7] = cell.oiChange ?? Number.NaN;
  to[at + 8] = cell.iv ?? Number.NaN;
  to[at + 9] = cell.delta ?? Number.NaN;
  to[at + 10] = cell.gamma ?? Number.NaN;
  to[at + 11] = cell.theta ?? Number.NaN;
  to[at + 12] = cell.vega ?? Number.NaN;
}

function readCell(from: Float64Array, at: number, { id }: OptionCell): OptionCell {
  const value = (offset: number): number => from[at + offset] ?? Number.NaN;
  return {
    id,
    ltp: paise(value(0)),
    bid: paise(value(1)),
    ask: paise(value(2)),
    at: value(3),
    close: paise(value(4)),
    volume: qty(value(5)),
    oi: qty(value(6)),
    oiChange: orNull(value(7)),
    iv: orNull(value(8)),
    delta: orNull(value(9)),
    gamma: orNull(value(10)),
    theta: orNull(value(11)),
    vega: orNull(value(12)),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
