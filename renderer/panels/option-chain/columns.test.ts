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
  signOfColumn,
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
    gamma: 0.00213,
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
    expect([text('oi'), text('oi', { oi: qty(1_300) })]).toEqual(['361.67', '0.01']);
    expect([text('volume'), text('volume', { volume: qty(737_500_000) })]).toEqual(['0.1', '7,375']);
  });

  it('sign the change of open interest and of the price', () => {
    expect([text('oiChange'), text('oiChange', { oiChange: 200_000 })]).toEqual(['−34.45', '+2.00']);
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

  it('take the colour of a signed column from the value, not from its text', () => {
    expect(signOfColumn('oiChange', cell())).toBe(-1);
    expect(signOfColumn('change', cell({ ltp: paise(20_000) }))).toBe(1);
    expect(signOfColumn('change', cell({ close: paise(0) }))).toBe(0);
    expect(signOfColumn('oi', cell())).toBe(0);
  });
});

describe('fittingColumns', () => {
  const ids = (width: number, chosen = DEFAULT_COLUMNS) => fittingColumns(chosen, width, FONT).map(({ id }) => id);

  it('shows every chosen column when there is room, from the outside inwards', () => {
    expect(ids(4_000, ['ltp', 'oi', 'vega'])).toEqual(['oi', 'vega', 'ltp']);
    expect(ids(4_000, all)).toEqual(all);
  });

  it('drops what tells least first', () => {
    expect(ids(640)).toEqual(['oi', 'oiChange', 'change', 'ltp']);
  });

  it('keeps the price however narrow it gets, and even when it was not chosen', () => {
    expect(ids(0)).toEqual(['ltp']);
    expect(ids(4_000, ['oi'])).toEqual(['oi', 'ltp']);
  });

  it('never asks for more room than there is, and never shows a bid without its ask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 220, max: 2_400 }),
        fc.subarray([...all]),
        fc.constantFrom(11, 12, 14, 16),
        (width, chosen, font) => {
          const columns = fittingColumns(chosen, width, font);
          const used = columns.reduce(
            (sum, column) => sum + 2 * columnPixels(column.width, font),
            columnPixels(STRIKE_WIDTH, font),
          );
          expect(used <= width || columns.length === 1).toBe(true);
          const shown = columns.map(({ id }) => id);
          if (chosen.includes('ask') && chosen.includes('bid'))
            expect(shown.includes('bid')).toBe(shown.includes('ask'));
        },
      ),
    );
  });
});
