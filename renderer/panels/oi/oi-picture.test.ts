import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { paise, qty, rupees } from '#shared/domain/units';
import type { ChainView, OptionCell, Tables } from '#shared/ipc/views';
import { oiPicture } from './oi-picture';

function cell(oi: number, oiChange: number): OptionCell {
  const zero = paise(0);
  const greeks = { iv: null, delta: null, gamma: null, theta: null, vega: null };
  return {
    id: instrumentId('NFO', 'X'),
    ltp: zero,
    close: zero,
    bid: zero,
    ask: zero,
    oi: qty(oi),
    oiChange,
    volume: qty(0),
    ...greeks,
    at: 0,
  };
}

const key = 'NIFTY|2026-08-18';
const [low, high] = [rupees(24_200), rupees(24_250)];
const chain: Partial<ChainView> = { strikes: [low, high], spot: rupees(24_212.8), maxPain: low };
// Only the tables that the picture reads.
const desk = {
  chains: { [key]: chain },
  strikes: {
    [`${key}|${low}`]: { strike: low, ce: cell(900, 40), pe: cell(500, -20) },
    [`${key}|${high}`]: { strike: high, ce: cell(700, 10), pe: null },
  },
} as unknown as Tables;

describe('oiPicture', () => {
  it('sets call and put of a strike side by side, nothing where an option is not listed', () => {
    expect(oiPicture(desk, key, 'oi').pairs).toEqual([
      { strike: low, call: 900, put: 500 },
      { strike: high, call: 700, put: 0 },
    ]);
  });

  it('shows what was added and what left today', () => {
    expect(oiPicture(desk, key, 'oiChange').pairs[0]).toEqual({ strike: low, call: 40, put: -20 });
  });

  it('marks the spot where it is, and max pain', () => {
    expect(oiPicture(desk, key, 'oi').marks.map(({ price, label }) => [price, label])).toEqual([
      [low, ''],
      [rupees(24_212.8), 'Spot 24,213'],
    ]);
  });

  it('is empty while there is no chain', () => {
    expect(oiPicture(desk, 'BANKNIFTY|2026-08-25', 'oi')).toEqual({ lines: [], pairs: [], marks: [] });
  });
});
