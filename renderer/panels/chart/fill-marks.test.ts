import { describe, expect, it } from 'vitest';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { Bar } from '#shared/domain/bars';
import type { FillView } from '#shared/ipc/views';
import { fillMarks } from './fill-marks';

const SPOT = instrumentId('NSE', 'NIFTY 50');
const UNDERLYINGS = [{ name: 'NIFTY' }];
const bars = ['09:15', '09:20'].map((clock) => ({ startAt: istAt('2026-08-18', clock) }) as Bar); // Only its time is read.

const option = (strike: number, right: 'CE' | 'PE') => instrumentId('NFO', `NIFTY26818${strike}${right}`);

function fill(instrument: InstrumentId, over: Partial<FillView> = {}): FillView {
  return {
    tradeId: instrument,
    orderId: instrument,
    instrument,
    side: 'sell',
    qty: qty(65),
    price: paise(10_000),
    filledAt: istAt('2026-08-18', '09:16'),
    owner: '',
    ...over,
  };
}

const textsOf = (fills: readonly FillView[]) => fillMarks(fills, bars, SPOT, UNDERLYINGS).map(({ text }) => text);

describe('the marks of trades on the chart of an index', () => {
  const straddle = [fill(option(24_200, 'CE')), fill(option(24_200, 'PE'))];

  it('name the legs of a straddle', () => {
    expect(textsOf(straddle)).toEqual(['S 24200CE', 'S 24200PE']);
  });

  it('count more legs than that in one dot, by side and by bar', () => {
    const bought = [24_400, 24_500, 24_600].map((strike) => fill(option(strike, 'CE'), { side: 'buy' }));
    const later = fill(option(24_100, 'PE'), { filledAt: istAt('2026-08-18', '09:21') });
    expect(textsOf([...straddle, ...bought, later])).toEqual(['S 24200CE', 'S 24200PE', 'B 3 legs', 'S 24100PE']);
  });

  it('give a trade in what is charted its size and price, however many there are', () => {
    const own = ['a', 'b', 'c'].map((orderId) => fill(SPOT, { orderId, tradeId: orderId, side: 'buy' }));
    expect(textsOf(own)).toEqual(Array.from({ length: 3 }, () => 'B 65 @ 100.00'));
  });
});
