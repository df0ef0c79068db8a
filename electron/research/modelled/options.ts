import { expiryAt } from '#shared/domain/calendar';
import { createBook } from '#shared/domain/book';
import { optionExpiries } from '#shared/domain/expiry-rules';
import type { Instrument, Option } from '#shared/domain/instrument';
import { lotSizeOf } from '#shared/domain/lot-sizes';
import { blackPrice, YEAR, type OptionTerms } from '#shared/domain/options/black76';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import type { IstDate } from '#shared/domain/time';
import { spotOf } from '#shared/domain/underlyings';
import { paise, qty, type EpochMs, type Fraction, type Paise, type Qty } from '#shared/domain/units';
import { createPutter } from '../chain-tape';
import type { RecordedDay, Recording, Tape } from '../recording';
import { isIndex, optionOf } from '../sources/listings';
import { NO_SLIPPAGE } from '../slippage';
import { SourceError } from '../sources/source-error';
import type { Vix } from './vix';

/** Strikes are listed so far either side of the day's first price; indices move about one percent a day. */
const RANGE: Fraction = 0.04;
const EXPIRIES = 2;
/** Paise between strikes near the money, as the exchange lists them. */
const STEPS: Readonly<Record<string, number>> = { NIFTY: 5_000, FINNIFTY: 5_000, MIDCPNIFTY: 2_500 };
const USUAL_STEP = 10_000;
const TICK = 5;

/**
 * Adds the options of an index to a recording of its prices: the two nearest expiries of the date, with the date's lots and
 * strikes. Their premiums are Black's (1976) from the index, at the volatility that India VIX had when the day opened, for all
 * strikes alike. Everything traded in them is called modelled. Throws SourceError for a share, or a date without a lot or VIX.
 */
export function withModelledOptions(recording: Recording, vix: Vix): Recording {
  const [symbol = ''] = recording.symbols;
  if (!isIndex(symbol)) throw new SourceError(symbol, ['is no index: India VIX says nothing of its options']);
  if (recording.days.some(({ instruments }) => instruments.some(({ kind }) => kind === 'option')))
    throw new SourceError(symbol, ['has recorded options: theirs are the prices to play']);
  const silent = recording.days.filter(({ date }) => vix.at(date) === null).map(({ date }) => date);
  if (silent.length > 0)
    throw new SourceError('India VIX', [
      `is not known on ${silent.length} of ${recording.days.length} days, ${silent[0] ?? ''} the first; give a longer file, or a level`,
    ]);
  return {
    ...recording,
    days: recording.days.map((day) => modelledDay(day, symbol, vix.at(day.date) ?? 0)),
    modelled: [
      ...recording.modelled,
      `the options of ${symbol}: premiums by Black's formula of 1976 from the index and India VIX at the day's opening, the same for all strikes; no volume or open interest`,
    ],
  };
}

function modelledDay(day: RecordedDay, symbol: string, volatility: Fraction): RecordedDay {
  const spot = day.instruments.find(({ id }) => id === spotOf(symbol));
  if (!spot) throw new Error(`${day.date} has no spot of ${symbol}`);
  const options = optionsOn(symbol, day.date, firstPrice(day, spot));
  return {
    ...day,
    instruments: [...day.instruments, ...options],
    made: new Set([...day.made, ...options.map(({ id }) => id)]),
    open(book, slippage) {
      const tape = day.open(book, slippage);
      const put = createPutter(book, slippage);
      const writers = options.map((option) => premiumWriter(option, volatility, put));
      return withPremiums(tape, () => book.quote(spot.id)?.ltp ?? paise(0), writers);
    },
  };
}

type Write = (spot: Paise, at: EpochMs) => number;

function withPremiums(tape: Tape, spotNow: () => Paise, writers: readonly Write[]): Tape {
  return {
    frames: tape.frames,
    at: (frame) => tape.at(frame),
    isInside: (frame) => tape.isInside(frame),
    // What a candle of the index can reach is not what an option can; so there is no `reachOf`.
    write(frame, changed) {
      let count = tape.write(frame, changed);
      const [spot, at] = [spotNow(), tape.at(frame)];
      for (const write of writers) changed[count++] = write(spot, at);
      return count;
    },
  };
}

function premiumWriter(option: Option, volatility: Fraction, put: ReturnType<typeof createPutter>): Write {
  const endsAt = expiryAt(option.expiry);
  const terms: { -readonly [K in keyof OptionTerms]: OptionTerms[K] } = {
    right: option.right,
    forward: 0,
    strike: option.strike,
    years: 0,
    rate: DISCOUNT_RATE,
  };
  const nothing = { bid: null, ask: null, volume: qty(0), oi: qty(0), oiBefore: null };
  return (spot, at) => {
    terms.forward = spot;
    terms.years = Math.max(0, endsAt - at) / YEAR;
    const ltp = paise(Math.max(1, Math.round(blackPrice(terms, volatility) / TICK)) * TICK);
    return put(option, { ...nothing, ltp }, at);
  };
}

function optionsOn(symbol: string, date: IstDate, price: Paise): readonly Option[] {
  const step = STEPS[symbol] ?? USUAL_STEP;
  const [low, high] = [Math.floor((price * (1 - RANGE)) / step), Math.ceil((price * (1 + RANGE)) / step)];
  const options: Option[] = [];
  for (const expiry of optionExpiries(symbol, date, EXPIRIES)) {
    const lotSize = lotOf(symbol, expiry);
    for (let steps = low; steps <= high; steps += 1) {
      for (const right of ['CE', 'PE'] as const)
        options.push(
          optionOf({ underlying: symbol, expiry, strike: paise(steps * step), right, lotSize }, 1_000 + options.length),
        );
    }
  }
  return options;
}

function lotOf(symbol: string, expiry: IstDate): Qty {
  const lot = lotSizeOf(symbol, expiry);
  if (lot === null) throw new SourceError(symbol, [`the lot size of its options of ${expiry} is not known`]);
  return lot;
}

/** The first price of a day, which the strikes are listed around: known when it opens. */
function firstPrice(day: RecordedDay, spot: Instrument): Paise {
  const book = createBook({ capacity: day.instruments.length });
  for (const instrument of day.instruments) book.add(instrument);
  day.open(book, NO_SLIPPAGE).write(0, new Int32Array(day.instruments.length));
  return book.quote(spot.id)?.ltp ?? paise(0);
}
