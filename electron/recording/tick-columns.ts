/** What is kept of a tick, in this order wherever its values stand in a row; all of them whole numbers. */
export const FIELDS = ['ltp', 'volume', 'oi', 'bid', 'bidQty', 'ask', 'askQty', 'exchangeAt'] as const;

/** Ticks by column. Prices are in paise (0: not known), quantities in units, times in epoch milliseconds. */
export interface TickColumns {
  /** The instrument's number in the file. */
  readonly instrument: Uint32Array;
  readonly receivedAt: Float64Array;
  readonly ltp: Int32Array;
  /** Since the day began. */
  readonly volume: Uint32Array;
  readonly oi: Uint32Array;
  readonly bid: Int32Array;
  readonly bidQty: Uint32Array;
  readonly ask: Int32Array;
  readonly askQty: Uint32Array;
  /** 0 where the exchange sent no stamp. */
  readonly exchangeAt: Float64Array;
}

export function createTickColumns(capacity: number): TickColumns {
  return {
    instrument: new Uint32Array(capacity),
    receivedAt: new Float64Array(capacity),
    ltp: new Int32Array(capacity),
    volume: new Uint32Array(capacity),
    oi: new Uint32Array(capacity),
    bid: new Int32Array(capacity),
    bidQty: new Uint32Array(capacity),
    ask: new Int32Array(capacity),
    askQty: new Uint32Array(capacity),
    exchangeAt: new Float64Array(capacity),
  };
}
