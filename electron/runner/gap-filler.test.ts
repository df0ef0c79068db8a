import { describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { createBook } from '#shared/domain/book';
import { MINUTE, SECOND } from '#shared/domain/time';
import { qty, rupees, type EpochMs } from '#shared/domain/units';
import { createSeriesStore } from '#shared/engine/series';
import { INSTRUMENTS, ist, NIFTY, quote } from '#shared/engine/testing/market';
import { GapFiller } from './gap-filler';

const SESSION = { opensAt: ist('09:15'), closesAt: ist('15:30') };

/** A minute's candle by its four prices, in rupees. */
const candle = (startAt: EpochMs, ...[open, high, low, close]: readonly [number, number, number, number]): Bar => ({
  startAt,
  open: rupees(open),
  high: rupees(high),
  low: rupees(low),
  close: rupees(close),
  volume: qty(0),
  oi: null,
});

/** One index in minutes, and a broker whose candles come when `answer` says so. */
function desk() {
  const book = createBook({ capacity: INSTRUMENTS.length });
  for (const instrument of INSTRUMENTS) book.add(instrument);
  const series = createSeriesStore(book, () => ({ session: SESSION, hasVolume: false, hasOi: false }));
  series.open(NIFTY, '1m');
  const asked: { readonly from: EpochMs; readonly answer: (bars: readonly Bar[]) => void }[] = [];
  let now = ist('10:00');
  const filler = new GapFiller({
    series,
    history: { bars: (_, __, from) => new Promise((answer) => asked.push({ from, answer })) },
    clock: { now: () => now },
    onFilled: () => undefined,
    tell: () => undefined,
  });
  const price = (at: EpochMs, rupeesOf: number): void => {
    now = at;
    book.put(quote(NIFTY, rupeesOf, at, { exchangeAt: at }));
    filler.onPrices();
    series.onPrices(Int32Array.of(book.slotOf(NIFTY) ?? -1), 1);
    filler.onTime();
  };
  const answer = async (...bars: readonly Bar[]): Promise<void> => {
    asked.shift()?.answer(bars);
    await new Promise((turn) => setImmediate(turn));
  };
  return { filler, series, price, answer, asked, closed: () => series.closed(NIFTY, '1m') };
}

describe('a gap whose candles come late', () => {
  it('has the minute in which they were asked for whole, though it was over when they came', async () => {
    const { filler, price, answer, asked, closed } = desk();
    const [first, second] = [ist('10:00'), ist('10:01')];
    price(first + 10 * SECOND, 24_200);
    filler.lost();
    price(second + 30 * SECOND, 24_240);
    price(second + MINUTE + SECOND, 24_235);
    await answer(candle(first, 24_195, 24_230, 24_190, 24_220), candle(second, 24_220, 24_260, 24_210, 24_240));
    price(second + MINUTE + 6 * SECOND, 24_236);
    expect(asked.map(({ from }) => from)).toEqual([second]);
    const whole = candle(second, 24_220, 24_260, 24_205, 24_238);
    await answer(whole, candle(second + MINUTE, 24_235, 24_236, 24_235, 24_236));
    expect(closed()).toEqual([candle(first, 24_195, 24_230, 24_190, 24_220), whole]);
  });

  it('asks for it no more when it is whole', async () => {
    const { filler, price, answer, asked } = desk();
    const start = ist('10:00');
    price(start + 10 * SECOND, 24_200);
    filler.lost();
    price(start + 30 * SECOND, 24_210);
    await answer(candle(start, 24_200, 24_215, 24_195, 24_210));
    price(start + MINUTE + 6 * SECOND, 24_212);
    await answer(candle(start, 24_200, 24_215, 24_195, 24_211));
    for (let minute = 2; minute < 10; minute += 1) price(start + minute * MINUTE + 6 * SECOND, 24_212);
    expect(asked).toEqual([]);
  });
});
