import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { instrumentId } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';
import type { OptionCell } from '#shared/ipc/views';
import {
  COLUMNS,
  columnPixels,
  DEFAULT_COLUMNS,
  fittingColumns,
  mirrored,
  STRIKE_WIDTH,
  type ColumnId,
} from './columns';

const FONT = 12;
const all: readonly ColumnId[] = COLUMNS.map(({ id }) => id);

function cell(over: Partial<OptionCell> = {}): OptionCell {
  return {
    id: instrumentId('NFO', 'NIFTY2681824200CE'),
    ltp: paise(3_225),
    close: paise(12_900),
    bid: paise(3_220),
    ask: paise(0),
    oi: qty(36_166_910),
    oiChange: -3_445_065,
    volume: qty(12_500),
    iv: 0.0627,
    delta: -0.4183,
    gamma: 0.0000213,
    theta: -4_318.2,
    vega: 512.4,
    at: 0,
    ...over,
  };
}

function text(id: ColumnId, over: Partial<OptionCell> = {}): string | null | undefined {
  return COLUMNS.find((column) => column.id === id)?.text(cell(over));
}

describe('the columns of a chain', () => {
  it('show open interest and volume in lakhs, with the same decimals down the column', () => {
    expect([text('oi'), text('oi', { oi: qty(1_300) })]).toEqual(['361.7', '0.0']);
    expect([text('volume'), text('volume', { volume: qty(737_500_000) })]).toEqual(['0.1', '7,375.0']);
  });

  it('sign the change of open interest and of the price', () => {
    expect([text('oiChange'), text('oiChange', { oiChange: 200_000 })]).toEqual(['−34.5', '+2.0']);
    expect(text('oiChange', { oiChange: null })).toBeNull();
    expect(text('change')).toBe('−75.0');
  });

  it('show volatility as a percentage and greeks per rupee', () => {
    expect([text('iv'), text('delta'), text('gamma'), text('theta'), text('vega')]).toEqual([
      '6.3',
      '−0.42',
      '0.0021',
      '−43.18',
      '5.12',
    ]);
  });

  it('leave empty what there is none of: no offer, no volatility, no close to compare with', () => {
    expect([
      text('ask'),
      text('iv', { iv: null }),
      text('delta', { delta: null }),
      text('change', { close: paise(0) }),
    ]).toEqual([null, null, null, null]);
  });

  it('colour the change by the price, and nothing that is neither gain nor loss', () => {
    const tone = (id: ColumnId, over: Partial<OptionCell> = {}) =>
      Math.sign(COLUMNS.find((column) => column.id === id)?.tone?.(cell(over)) ?? 0);
    expect([
      tone('change'),
      tone('change', { ltp: paise(20_000) }),
      tone('change', { close: paise(0) }),
      tone('oiChange'),
    ]).toEqual([-1, 1, 0, 0]);
  });
});

describe('mirrored', () => {
  const puts = (...ids: ColumnId[]) => mirrored(COLUMNS.filter(({ id }) => ids.includes(id))).map(({ id }) => id);

  it('turns the order of the calls around, but reads the book from bid to ask on both sides', () => {
    expect(puts('oi', 'delta', 'bid', 'ask', 'ltp')).toEqual(['ltp', 'bid', 'ask', 'delta', 'oi']);
  });

  it('has nothing to keep in order when one of the two is not shown', () => {
    expect(puts('oi', 'bid', 'ltp')).toEqual(['ltp', 'bid', 'oi']);
  });
});

describe('fittingColumns', () => {
  const ids = (width: number, chosen = DEFAULT_COLUMNS) => fittingColumns(chosen, width, FONT).map(({ id }) => id);

  it('shows every chosen column when there is room, from the outside inwards', () => {
    expect(ids(4_000, ['ltp', 'oi', 'vega'])).toEqual(['oi', 'vega', 'ltp']);
    expect(ids(4_000, all)).toEqual(all);
  });

  it('drops what tells least first', () => {
    expect(ids(600)).toEqual(['oi', 'oiChange', 'iv', 'delta', 'ltp']);
  });

  it('keeps the price however narrow it gets, and even when it was not chosen', () => {
    expect(ids(0)).toEqual(['ltp']);
    expect(ids(4_000, ['oi'])).toEqual(['oi', 'ltp']);
  });

  const panels = fc.record({
    width: fc.integer({ min: 220, max: 2_400 }),
    chosen: fc.subarray([...all]),
    fontSize: fc.constantFrom(11, 12, 14, 16),
  });

  it('never asks for more room than there is', () => {
    fc.assert(
      fc.property(panels, ({ width, chosen, fontSize }) => {
        const columns = fittingColumns(chosen, width, fontSize);
        const strike = columnPixels(STRIKE_WIDTH, fontSize);
        const used = columns.reduce((sum, column) => sum + 2 * columnPixels(column.width, fontSize), strike);
        expect(used <= width || columns.length === 1).toBe(true);
      }),
    );
  });

  it('never shows half a book when both sides were chosen', () => {
    fc.assert(
      fc.property(panels, ({ width, chosen, fontSize }) => {
        const shown = fittingColumns([...chosen, 'bid', 'ask'], width, fontSize).map(({ id }) => id);
        expect(shown.includes('bid')).toBe(shown.includes('ask'));
      }),
    );
  });
});

describe('the build-up of an option', () => {
  const figure = (over: Partial<OptionCell>) => text('buildUp', { close: paise(10_000), ...over });

  it('tells who pressed, by price and open interest since yesterday', () => {
    expect(figure({ ltp: paise(11_000), oiChange: 650 })).toBe('LB');
    expect(figure({ ltp: paise(9_000), oiChange: 650 })).toBe('SB');
    expect(figure({ ltp: paise(11_000), oiChange: -650 })).toBe('SC');
    expect(figure({ ltp: paise(9_000), oiChange: -650 })).toBe('LU');
  });

  it('says nothing where price or open interest stood still or is unknown', () => {
    expect(figure({ ltp: paise(10_000), oiChange: 650 })).toBeNull();
    expect(figure({ ltp: paise(11_000), oiChange: 0 })).toBeNull();
    expect(figure({ ltp: paise(11_000), oiChange: null })).toBeNull();
    expect(figure({ ltp: paise(11_000), oiChange: 650, close: paise(0) })).toBeNull();
  });

  it('stands in words behind the change of open interest', () => {
    const column = COLUMNS.find(({ id }) => id === 'oiChange');
    expect(column?.hint?.(cell({ ltp: paise(11_000), close: paise(10_000), oiChange: 650 }))).toBe(
      'Long build-up: price and open interest up',
    );
  });
});
