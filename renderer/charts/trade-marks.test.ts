import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import type { FillView } from '#shared/ipc/views';
import { placeMarks } from './trade-marks';

const at = (clock: string) => istAt('2026-08-18', clock);
const call = instrumentId('NFO', 'NIFTY2681824200CE');
const spot = instrumentId('NSE', 'NIFTY 50');
const bars = [{ startAt: at('09:15') }, { startAt: at('09:20') }, { startAt: at('09:25') }];

function fill(orderId: string, clock: string, over: Partial<FillView> = {}): FillView {
  return {
    tradeId: `${orderId}-${clock}`,
    orderId,
    instrument: call,
    side: 'sell',
    qty: qty(65),
    price: paise(10_000),
    filledAt: at(clock),
    owner: 'S1',
    ...over,
  };
}

describe('placeMarks', () => {
  it('puts a fill on the bar it happened in', () => {
    expect(placeMarks([fill('A', '09:22:10')], bars, call)).toMatchObject([
      { startAt: at('09:20'), side: 'sell', qty: 65, isOwn: true },
    ]);
  });

  it('shows the pieces of one order inside a bar as one mark at their average price', () => {
    const pieces = [fill('A', '09:22'), fill('A', '09:23', { qty: qty(195), price: paise(10_200) })];
    expect(placeMarks(pieces, bars, call)).toMatchObject([{ qty: 260, averagePrice: 10_150 }]);
  });

  it('keeps orders apart, and one order that fills across two bars', () => {
    const marks = placeMarks([fill('B', '09:26'), fill('A', '09:24'), fill('A', '09:25')], bars, call);
    expect(marks.map((mark) => mark.id)).toEqual([`A@${at('09:20')}`, `A@${at('09:25')}`, `B@${at('09:25')}`]);
  });

  it('says on an index chart that the trade was in something else', () => {
    expect(placeMarks([fill('A', '09:16')], bars, spot)).toMatchObject([{ isOwn: false, instrument: call }]);
  });

  it('leaves out what happened before the first bar, and everything when there are no bars', () => {
    expect(placeMarks([fill('A', '09:10')], bars, call)).toEqual([]);
    expect(placeMarks([fill('A', '09:20')], [], call)).toEqual([]);
  });
});
