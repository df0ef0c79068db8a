import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { qty, rupees } from '#shared/domain/units';
import { executionMarks } from './execution-marks';

const CALL = instrumentId('NFO', 'NIFTY2681824250CE');
const PUT = instrumentId('NFO', 'NIFTY2681824250PE');
const BARS = [{ startAt: 0 }, { startAt: 60_000 }, { startAt: 120_000 }];

function execution(at: number, side: 'buy' | 'sell', units: number, price: number) {
  return { at, instrument: CALL, side, qty: qty(units), price: rupees(price) };
}

describe('executionMarks', () => {
  it('shows the pieces of a minute as one arrow at their average price', () => {
    const executions = [execution(61_000, 'sell', 25, 100), execution(62_000, 'sell', 50, 106)];
    expect(executionMarks({ executions }, CALL, BARS)).toEqual([
      { id: '60000 sell', startAt: 60_000, side: 'sell', shape: 'arrow', text: 'S 75 @ 104.00' },
    ]);
  });

  it('keeps the way in apart from the way out, in the order of time', () => {
    const executions = [execution(125_000, 'buy', 75, 90), execution(1_000, 'sell', 75, 110)];
    expect(executionMarks({ executions }, CALL, BARS).map(({ side }) => side)).toEqual(['sell', 'buy']);
  });

  it('leaves out other legs, and what happened before the first bar', () => {
    const executions = [{ ...execution(61_000, 'sell', 75, 100), instrument: PUT }, execution(-1, 'sell', 75, 100)];
    expect(executionMarks({ executions }, CALL, BARS)).toEqual([]);
  });
});
