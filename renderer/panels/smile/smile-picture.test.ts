import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { paise, qty, rupees } from '#shared/domain/units';
import type { ChainView, OptionCell, Tables } from '#shared/ipc/views';
import { smilePicture } from './smile-picture';

function cell(iv: number | null): OptionCell {
  const zero = paise(0);
  const none = { delta: null, gamma: null, theta: null, vega: null };
  const id = instrumentId('NFO', 'X');
  return {
    id,
    ltp: zero,
    close: zero,
    bid: zero,
    ask: zero,
    oi: qty(0),
    oiChange: 0,
    volume: qty(0),
    iv,
    ...none,
    at: 0,
  };
}

const key = 'NIFTY|2026-08-18';
const strikes = [24_100, 24_150, 24_200, 24_250].map(rupees);
const ivs = [
  [0.2, 0.09],
  [null, 0.08],
  [0.07, 0.075],
  [0.065, 0.3],
] as const;
const head: Partial<ChainView> = { strikes, atmStrike: rupees(24_200), forward: 2_421_280.4, atmIv: 0.0712 };
// Only the tables that the picture reads.
const desk = {
  chains: { [key]: head },
  strikes: Object.fromEntries(
    strikes.map((strike, index) => [
      `${key}|${strike}`,
      { strike, ce: cell(ivs[index]?.[0] ?? null), pe: cell(ivs[index]?.[1] ?? null) },
    ]),
  ),
} as unknown as Tables;

describe('smilePicture', () => {
  it('takes puts below the money and calls above it, and both at the money', () => {
    const [puts, calls] = smilePicture(desk, key).lines;
    expect(puts?.points.map(({ value }) => value)).toEqual([0.09, 0.08, 0.075]);
    expect(calls?.points.map(({ value }) => value)).toEqual([0.07, 0.065]);
  });

  it('marks the forward with the volatility there', () => {
    expect(smilePicture(desk, key).marks).toMatchObject([{ price: 2_421_280.4, label: 'Fwd 24,213, 7.1%' }]);
  });

  it('leaves out strikes without a volatility, and is empty without a chain', () => {
    const bare = { ...desk, strikes: {} };
    expect(smilePicture(bare, key).lines.map(({ points }) => points.length)).toEqual([0, 0]);
    expect(smilePicture(desk, 'X|2026-08-18').lines).toEqual([]);
  });
});
