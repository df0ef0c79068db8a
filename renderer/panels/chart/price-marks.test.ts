import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { paise } from '#shared/domain/units';
import { drawingMarks, legMarks, levelMarks } from './price-marks';

const spot = instrumentId('NSE', 'NIFTY 50');
const call = instrumentId('NFO', 'NIFTY2681824200CE');

describe('levelMarks', () => {
  it('names a level by its kind, and a pivot by which one it is', () => {
    const level = { price: paise(2_420_000), strength: 0.5, touches: 2 };
    const marks = levelMarks([
      { ...level, kind: 'swing-high', source: 'Highest of 10 candles' },
      { ...level, kind: 'pivot', source: 'Pivot S1' },
    ]);
    expect(marks.map(({ label }) => label)).toEqual(['Swing high', 'Pivot S1']);
  });
});

describe('drawingMarks', () => {
  it('shows what strategies draw on this instrument, in the colour of what it means', () => {
    const drawings = [
      { instrument: spot, price: 2_419_500, label: 'Resistance', tone: 'resistance' },
      { instrument: call, price: 3_000, label: 'Stop', tone: 'stop' },
    ] as const;
    expect(drawingMarks([{ drawings }], spot)).toMatchObject([
      { price: 2_419_500, label: 'Resistance', colour: 'resistance' },
    ]);
    expect(drawingMarks([{ drawings }], call)).toMatchObject([{ price: 3_000, colour: 'loss' }]);
  });
});

describe('legMarks', () => {
  const leg = { instrument: call, status: 'open', entry: paise(3_400), stop: paise(4_250), target: null } as const;

  it('draws where an open leg came in and where it is left', () => {
    const marks = legMarks([{ status: 'open', name: 'Straddle', legs: [leg] }], call);
    expect(marks.map(({ label, price }) => [label, price])).toEqual([
      ['Entry', 3_400],
      ['Stop', 4_250],
    ]);
  });

  it('draws nothing of other instruments, of legs that were left, and of trades that are over', () => {
    expect(legMarks([{ status: 'open', name: 'Straddle', legs: [leg] }], spot)).toEqual([]);
    expect(legMarks([{ status: 'open', name: 'Straddle', legs: [{ ...leg, status: 'closed' }] }], call)).toEqual([]);
    expect(legMarks([{ status: 'closed', name: 'Straddle', legs: [leg] }], call)).toEqual([]);
  });
});
