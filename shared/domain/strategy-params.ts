import type { ParamSchema } from './params';

/** Parameters that several strategies share, spread into their schemas. */
export const SYMBOL_PARAM = {
  kind: 'symbol',
  label: 'Symbol',
  hint: 'An index such as NIFTY, or a share such as RELIANCE.',
  initial: 'NIFTY',
} as const;

export const INTERVAL_PARAM = {
  kind: 'choice',
  label: 'Candle',
  hint: 'Shorter candles find more and weaker signals.',
  initial: '5m',
  options: [
    { value: '1m', label: '1 minute' },
    { value: '3m', label: '3 minutes' },
    { value: '5m', label: '5 minutes' },
    { value: '10m', label: '10 minutes' },
    { value: '15m', label: '15 minutes' },
    { value: '30m', label: '30 minutes' },
    { value: '60m', label: '1 hour' },
  ],
} as const;

/** How much a signal's candle has to have traded. */
export const VOLUME_PARAMS = {
  volumeFactor: {
    kind: 'decimal',
    label: 'Volume',
    hint: "The signal's candle has to have so many times the average volume; an index counts its near future's. 0 is off.",
    min: 0,
    max: 10,
    step: 0.1,
    unit: '×',
    initial: 1.2,
  },
  volumeBars: {
    kind: 'integer',
    label: 'Volume average',
    hint: 'Candles before the signal that the average is taken of.',
    min: 5,
    max: 100,
    unit: 'candles',
    initial: 20,
  },
} as const satisfies ParamSchema;

export const ATR_PARAM = {
  kind: 'integer',
  label: 'ATR',
  hint: 'Candles of the average true range that distances are measured in; 14 is its inventor’s.',
  min: 2,
  max: 100,
  unit: 'candles',
  initial: 14,
} as const;

/** Of strategies that look at how the day began. */
export const OPENING_PARAM = {
  kind: 'integer',
  label: 'Opening range',
  hint: 'These first minutes make a high and a low that count when they are over.',
  min: 5,
  max: 60,
  unit: 'min',
  initial: 15,
} as const;

/** Where swings are looked for. */
export const SWING_PARAMS = {
  lookback: {
    kind: 'integer',
    label: 'Swing lookback',
    hint: 'A swing is the extreme of so many candles around it.',
    min: 2,
    max: 50,
    unit: 'candles',
    initial: 10,
  },
  window: {
    kind: 'integer',
    label: 'Swing window',
    hint: 'Candles in which swings are looked for; 75 of five minutes are one day.',
    min: 20,
    max: 400,
    unit: 'candles',
    initial: 75,
  },
} as const satisfies ParamSchema;

export const TARGET_PARAM = {
  kind: 'decimal',
  label: 'Target',
  hint: 'Times the risk from the close to the stop.',
  min: 0.5,
  max: 10,
  step: 0.5,
  unit: 'R',
  initial: 2,
} as const;
