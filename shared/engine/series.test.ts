import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '#shared/domain/bars';
import { createBook } from '#shared/domain/book';
import type { InstrumentId } from '#shared/domain/instrument';
import { MINUTE, SECOND } from '#shared/domain/time';
import { qty, rupees, type EpochMs } from '#shared/domain/units';
import { createSeriesStore } from './series';
import { INSTRUMENTS, ist, NIFTY, NIFTY_FUTURE, quote } from './testing/market';

const SESSION = { opensAt: ist('09:15'), closesAt: ist('15:30') };

function desk() {
  const book = createBook({ capacity: 1_000 });
  for (const instrument of INSTRUMENTS) book.add(instrument);
  const series = createSeriesStore(book, (id) => ({
    session: SESSION,
    hasVolume: id !== NIFTY,
    hasOi: id === NIFTY_FUTURE,
  }));
  const tick = (id: InstrumentId, price: number, at: EpochMs, volume = 0): void => {
    book.put(quote(id, price, at, { volume: qty(volume), exchangeAt: at }));
    series.onPrices(Int32Array.of(book.slotOf(id) ?? -1), 1);
  };
  return { series, tick };
}

const bar = (clock: string, ...[open, high, low, close]: readonly [number, number, number, number]): Bar => ({
  startAt: ist(clock),
  open: rupees(open),
  high: rupees(high),
  low: rupees(low),
  close: rupees(close),
  volume: qty(0),
  oi: null,
});

describe('a series', () => {
  it('builds the bars of an index, which has no volume', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00'));
    tick(NIFTY, 24_210, ist('10:00') + 30 * SECOND);
    tick(NIFTY, 24_205, ist('10:01'));
    expect(series.closed(NIFTY, '1m')).toEqual([bar('10:00', 24_200, 24_210, 24_200, 24_210)]);
    expect(series.current(NIFTY, '1m')?.open).toBe(rupees(24_205));
  });

  it('counts the volume of a future from its day total', () => {
    const { series, tick } = desk();
    series.open(NIFTY_FUTURE, '1m');
    tick(NIFTY_FUTURE, 24_230, ist('10:00'), 1_000);
    tick(NIFTY_FUTURE, 24_231, ist('10:00') + 20 * SECOND, 1_650);
    tick(NIFTY_FUTURE, 24_229, ist('10:01'), 1_715);
    expect(series.closed(NIFTY_FUTURE, '1m')[0]?.volume).toBe(650);
  });

  it('puts downloaded bars in front and completes the bar that it began in the middle of', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00') + 40 * SECOND);
    series.seed(
      NIFTY,
      '1m',
      [bar('09:59', 24_180, 24_190, 24_170, 24_185), bar('10:00', 24_185, 24_250, 24_184, 24_199)],
      ist('10:00') + 40 * SECOND,
    );
    tick(NIFTY, 24_205, ist('10:01'));
    expect(series.closed(NIFTY, '1m')).toEqual([
      bar('09:59', 24_180, 24_190, 24_170, 24_185),
      bar('10:00', 24_185, 24_250, 24_184, 24_200),
    ]);
  });

  it('closes the bar that it completed once', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00') + 40 * SECOND);
    const begun = bar('10:00', 24_190, 24_200, 24_190, 24_200);
    series.seed(NIFTY, '1m', [bar('09:59', 24_195, 24_195, 24_195, 24_195), begun], ist('10:00') + 41 * SECOND);
    tick(NIFTY, 24_210, ist('10:01'));
    tick(NIFTY, 24_220, ist('10:02'));
    expect(series.current(NIFTY, '1m')?.startAt).toBe(ist('10:02'));
    expect(series.closed(NIFTY, '1m').map(({ startAt }) => startAt)).toEqual(['09:59', '10:00', '10:01'].map(ist));
  });

  it('joins a history that arrives before the first tick without losing or repeating a bar', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    series.seed(NIFTY, '1m', [bar('09:58', 1, 1, 1, 1), bar('09:59', 2, 2, 2, 2)], ist('09:59') + 30 * SECOND);
    tick(NIFTY, 24_200, ist('10:00'));
    tick(NIFTY, 24_201, ist('10:01'));
    expect(series.closed(NIFTY, '1m').map(({ startAt }) => startAt)).toEqual([
      ist('09:58'),
      ist('09:59'),
      ist('10:00'),
    ]);
  });

  it('knows the last bar of a history that ended before now, although no tick has come', () => {
    const { series } = desk();
    series.open(NIFTY, '1m');
    series.seed(NIFTY, '1m', [bar('09:58', 1, 1, 1, 1), bar('09:59', 2, 2, 2, 2)], ist('10:00'));
    expect(series.closed(NIFTY, '1m').map(({ startAt }) => startAt)).toEqual([ist('09:58'), ist('09:59')]);
  });

  it("sets a bar aside when prices stop, and takes the broker's bars for what was missed", () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00') + 10 * SECOND);
    series.interrupt();
    expect(series.current(NIFTY, '1m')).toBeNull();
    series.advance(ist('10:01') + 2 * SECOND);
    expect(series.takeClosed()).toEqual([]);
    tick(NIFTY, 24_260, ist('10:02') + 30 * SECOND);
    const missed = [bar('10:00', 24_190, 24_230, 24_180, 24_225), bar('10:01', 24_225, 24_255, 24_220, 24_250)];
    const running = bar('10:02', 24_250, 24_270, 24_240, 24_258);
    const filled = series.patch(NIFTY, '1m', [...missed, running], ist('10:02') + 31 * SECOND);
    expect(filled).toEqual(missed.map((each) => ({ ...each, instrument: NIFTY, interval: '1m' })));
    expect(series.closed(NIFTY, '1m')).toEqual(missed);
    expect(series.current(NIFTY, '1m')).toEqual(bar('10:02', 24_250, 24_270, 24_240, 24_260));
    expect(series.revision(NIFTY, '1m')).toBe(1);
    tick(NIFTY, 24_261, ist('10:03'));
    expect(series.takeClosed().map(({ startAt }) => startAt)).toEqual([ist('10:02')]);
  });

  it('keeps what it had built before a break that nobody filled', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00'));
    series.interrupt();
    tick(NIFTY, 24_260, ist('10:02'));
    expect(series.current(NIFTY, '1m')?.startAt).toBe(ist('10:02'));
    expect(series.closed(NIFTY, '1m')).toEqual([bar('10:00', 24_200, 24_200, 24_200, 24_200)]);
  });

  it("puts the broker's bar in the place of its own once that is complete", () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00') + 30 * SECOND);
    tick(NIFTY, 24_210, ist('10:01'));
    series.patch(NIFTY, '1m', [bar('10:00', 24_150, 24_205, 24_140, 24_200)], ist('10:01') + 5 * SECOND);
    expect(series.closed(NIFTY, '1m')).toEqual([bar('10:00', 24_150, 24_205, 24_140, 24_200)]);
    expect(series.current(NIFTY, '1m')?.open).toBe(rupees(24_210));
  });

  it('takes the running bar of an answer that came after its end for what it is: older than its own', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00') + 30 * SECOND);
    tick(NIFTY, 24_210, ist('10:01') + 10 * SECOND);
    const askedAt = ist('10:01') + 20 * SECOND;
    const answer = [bar('10:00', 24_150, 24_205, 24_140, 24_200), bar('10:01', 24_205, 24_212, 24_204, 24_211)];
    tick(NIFTY, 24_220, ist('10:02') + SECOND);
    series.patch(NIFTY, '1m', answer, askedAt);
    tick(NIFTY, 24_230, ist('10:03') + SECOND);
    expect(series.closed(NIFTY, '1m')).toEqual([
      bar('10:00', 24_150, 24_205, 24_140, 24_200),
      bar('10:01', 24_210, 24_210, 24_210, 24_210),
      bar('10:02', 24_220, 24_220, 24_220, 24_220),
    ]);
  });

  it('never has a bar twice or out of order, wherever prices stopped and however late the broker answered', () => {
    const step = fc.constantFrom('tick', 'pass', 'stop', 'ask', 'answer');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { series, tick } = desk();
        series.open(NIFTY, '1m');
        let at = ist('10:00');
        const truth = (): Bar[] => {
          const first = ist('10:00');
          const minutes = Math.floor((at - first) / MINUTE) + 1;
          return Array.from({ length: minutes }, (_, minute) => ({
            ...bar('10:00', 1, 1, 1, 1),
            startAt: first + minute * MINUTE,
          }));
        };
        const asked: { readonly bars: readonly Bar[]; readonly at: EpochMs }[] = [];
        let isSeeded = false;
        const answer = (): void => {
          const reply = asked.shift();
          if (!reply) return;
          if (isSeeded) series.patch(NIFTY, '1m', reply.bars, reply.at);
          else series.seed(NIFTY, '1m', reply.bars, reply.at);
          isSeeded = true;
        };
        const does: Record<(typeof steps)[number], () => void> = {
          tick: () => tick(NIFTY, 1, at),
          pass: () => series.advance(at),
          stop: () => series.interrupt(),
          ask: () => void asked.push({ bars: truth(), at }),
          answer,
        };
        for (const each of steps) {
          at += 17 * SECOND;
          does[each]();
        }
        const starts = [...series.closed(NIFTY, '1m'), series.current(NIFTY, '1m')].flatMap((each) =>
          each ? [each.startAt] : [],
        );
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it('closes a bar when its time is over though no tick came, and tells of it once', () => {
    const { series, tick } = desk();
    series.open(NIFTY, '1m');
    tick(NIFTY, 24_200, ist('10:00'));
    series.advance(ist('10:01') + 2 * SECOND);
    expect(series.takeClosed()).toMatchObject([{ instrument: NIFTY, interval: '1m', startAt: ist('10:01') - MINUTE }]);
    expect(series.takeClosed()).toEqual([]);
  });
});
