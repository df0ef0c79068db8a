import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import type { Level, LevelKind } from '#shared/domain/levels';
import { paise, rupees } from '#shared/domain/units';
import { drawnLevels, drawnMarks, joinedMarks, legMarks, levelLines } from './price-marks';

const spot = instrumentId('NSE', 'NIFTY 50');
const call = instrumentId('NFO', 'NIFTY2681824200CE');

describe('levelLines', () => {
  const bars = [
    { high: rupees(24_220), low: rupees(24_180) },
    { high: rupees(24_210), low: rupees(24_170) },
  ];
  const level = (price: number, kind: LevelKind, source = ''): Level => ({
    price: rupees(price),
    kind,
    source,
    strength: 0.5,
    touches: 2,
  });

  it('names a level by its kind, and a pivot by which one it is', () => {
    const marks = levelLines(
      [level(24_200, 'swing-high', 'Highest of 10 candles'), level(24_190, 'pivot', 'Pivot S1')],
      bars,
    );
    expect(marks.map(({ label }) => label)).toEqual(['Swing high', 'Pivot S1']);
  });

  it('draws one line where two levels have one price', () => {
    const marks = levelLines([level(24_200, 'previous-high'), level(24_200, 'previous-low')], bars);
    expect(marks).toMatchObject([{ price: rupees(24_200), label: 'Prev high · Prev low' }]);
  });

  it('leaves out what is out of reach of the bars, and all of it without bars', () => {
    const levels = [level(24_245, 'pivot'), level(24_246, 'pivot'), level(24_145, 'pivot'), level(24_144, 'pivot')];
    expect(levelLines(levels, bars).map(({ price }) => price)).toEqual([rupees(24_245), rupees(24_145)]);
    expect(levelLines(levels, [])).toEqual([]);
  });
});

describe('joinedMarks', () => {
  const mark = (price: number, label: string) => ({ price, label, colour: 'accent', style: 'solid' }) as const;

  it('makes one line of marks at one price, and leaves out what the axis says anyway', () => {
    const marks = [mark(2_420_000, 'Sold CE 24,200'), mark(2_420_000, 'Sold PE 24,200'), mark(2_437_247, 'Spot stop')];
    expect(joinedMarks(marks).map(({ price, label }) => [price, label])).toEqual([
      [2_420_000, 'Sold CE · Sold PE'],
      [2_437_247, 'Spot stop'],
    ]);
  });
});

describe('what strategies draw', () => {
  const drawings = [
    { instrument: spot, price: 2_419_500, label: 'Resistance', tone: 'resistance' },
    { instrument: spot, price: 2_437_247, label: 'Spot stop', tone: 'stop' },
    { instrument: call, price: 3_000, label: 'Stop', tone: 'stop' },
  ] as const;

  it('names on the axis only where a strategy leaves', () => {
    expect(drawnMarks([{ drawings }], spot)).toEqual([
      { price: 2_437_247, label: 'Spot stop', colour: 'loss', style: 'dashed' },
    ]);
    expect(drawnMarks([{ drawings }], call)).toMatchObject([{ price: 3_000, colour: 'loss' }]);
  });

  it('draws once what several strategies watch, with each name once', () => {
    const pivot = { instrument: spot, price: 2_419_500, label: 'Pivot R1', tone: 'resistance' } as const;
    expect(drawnLevels([{ drawings }, { drawings }, { drawings: [pivot] }], spot)).toEqual([
      { price: 2_419_500, label: 'Resistance · Pivot R1', colour: 'resistance' },
    ]);
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
