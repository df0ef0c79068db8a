import { describe, expect, it } from 'vitest';
import { NO_EXITS } from '#shared/domain/exit-plan';
import { instrumentId } from '#shared/domain/instrument';
import { paise } from '#shared/domain/units';
import { exitRows } from './exits';

const NIFTY = instrumentId('NSE', 'NIFTY 50');

describe('exitRows', () => {
  it('names only the ways out a trade has', () => {
    expect(exitRows(NO_EXITS)).toEqual([]);
    expect(exitRows({ ...NO_EXITS, legStop: 0.25, afterLegStop: 'move-to-cost', squareOffAt: 915 })).toEqual([
      ['Leg stop', '25.0%'],
      ['After a leg stop', 'move the other stop to cost'],
      ['Square-off', '15:15 IST'],
    ]);
  });

  it('names the instrument that is watched', () => {
    const plan = {
      ...NO_EXITS,
      move: { instrument: NIFTY, fraction: 0.007, reference: null },
      bounds: { instrument: NIFTY, below: paise(2_450_000), above: null },
    };
    expect(exitRows(plan)).toEqual([
      ['Move of', 'NIFTY 50 by 0.70%'],
      ['Leaves below', 'NIFTY 50 24,500.00'],
    ]);
  });
});
