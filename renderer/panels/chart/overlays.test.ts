import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bar } from '#shared/domain/bars';
import { emaOf } from '#shared/domain/indicators/ema';
import { vwapOf } from '#shared/domain/indicators/vwap';
import { istAt } from '#shared/domain/time';
import { paise, qty } from '#shared/domain/units';
import { OVERLAYS, type OverlayId } from './overlays';

function bar(minute: number, close: number, volume: number): Bar {
  const price = paise(close);
  const startAt = istAt('2026-08-18', '09:15') + minute * 60_000;
  return { startAt, open: price, high: price, low: price, close: price, volume: qty(volume), oi: null };
}

const someBars = fc
  .array(fc.record({ close: fc.integer({ min: 100, max: 5_000_000 }), volume: fc.integer({ min: 1, max: 9_999 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((values) => values.map(({ close, volume }, minute) => bar(minute, close, volume)));

/** The values as the chart gets them: every bar is first seen forming, through a copy. */
function drawn(id: OverlayId, bars: readonly Bar[]): (number | null)[] {
  const fold = OVERLAYS.find((overlay) => overlay.id === id)?.start();
  return bars.map((each) => {
    fold?.copy().next({ ...each, close: paise(1), high: paise(1) });
    return fold?.next(each) ?? null;
  });
}

function orNull(values: Float64Array): (number | null)[] {
  return [...values].map((value) => (Number.isNaN(value) ? null : value));
}

describe('the chart indicators', () => {
  it('draw the averages that strategies trade on, however often a bar changed while it formed', () => {
    fc.assert(
      fc.property(someBars, (bars) => {
        const closes = Float64Array.from(bars, ({ close }) => close);
        expect(drawn('ema9', bars)).toEqual(orNull(emaOf(closes, 9)));
        expect(drawn('ema21', bars)).toEqual(orNull(emaOf(closes, 21)));
        expect(drawn('vwap', bars)).toEqual(orNull(vwapOf(bars)));
      }),
    );
  });
});
