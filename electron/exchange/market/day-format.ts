/** How sure a piece of a demo day is: as recorded, or made by a model that `how` names. */
export interface Piece {
  readonly what: string;
  readonly state: 'recorded' | 'modelled';
  readonly how: string;
}

/** `day.json`: what a recorded day is, in words and in the times (HH:MM or HH:MM:SS, IST) that the exchange needs. */
export interface DayManifest {
  readonly format: 1;
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly underlyings: readonly string[];
  readonly session: { readonly opensAt: string; readonly closesAt: string; readonly squareOffAt: string };
  readonly recordedFrom: string;
  readonly recordedTo: string;
  /** Where the demo begins: late enough that the charts have something to show. */
  readonly startsAt: string;
  readonly pieces: readonly Piece[];
  readonly sources: readonly string[];
}

/**
 * One instrument's day. Each list holds first differences (the first entry is the value itself), which compress well:
 * `ltp` in paise, `volume` (cumulative) and `oi` in lots, `beta` in percent of the driver's move.
 */
export interface SeriesRecord {
  readonly exchange: 'NSE' | 'NFO';
  readonly symbol: string;
  readonly token: number;
  readonly kind: 'index' | 'volatility-index' | 'future' | 'option';
  readonly underlying: string;
  readonly lotSize: number;
  readonly tickSize: number;
  readonly previousClose: number;
  readonly previousOi: number;
  /** Index of the first snapshot that lists the instrument. */
  readonly first: number;
  readonly ltp: readonly number[];
  readonly volume: readonly number[];
  readonly oi: readonly number[];
  readonly beta: readonly number[];
}

/** An underlying's timeline and how strongly it moves between two snapshots. */
export interface DriverRecord {
  readonly underlying: string;
  /** Seconds since midnight IST, as first differences. */
  readonly times: readonly number[];
  /** Annualised volatility in basis points, as first differences. */
  readonly volatility: readonly number[];
}

/** `market.json.br` */
export interface MarketRecord {
  readonly drivers: readonly DriverRecord[];
  readonly series: readonly SeriesRecord[];
}

/** `history.json.br`: candles of earlier days. Rows: epoch seconds, open, high, low, close in paise, volume, OI. */
export interface HistoryRecord {
  readonly instruments: readonly {
    readonly token: number;
    readonly minute: readonly (readonly number[])[];
    readonly day: readonly (readonly number[])[];
  }[];
}

export function differences(values: readonly number[]): number[] {
  return values.map((value, index) => value - (index === 0 ? 0 : (values[index - 1] ?? 0)));
}

export function sums(values: readonly number[]): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  values.forEach((value, index) => {
    sum += value;
    out[index] = sum;
  });
  return out;
}
