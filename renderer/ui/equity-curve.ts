import type { EpochMs } from '#shared/domain/units';
import { SECOND } from '#shared/domain/time';
import type { TimeLine, TimePoint } from '../charts/lines-chart';

/** Money at an instant: paise. */
export interface MoneyPoint {
  readonly at: EpochMs;
  readonly money: number;
}

export interface EquityReading extends MoneyPoint {
  /** How far it lies below the highest so far; never positive. */
  readonly drawdown: number;
}

/** A chart knows whole seconds: of points within one the last stands. The first point is measured from zero. */
export function equityReadings(points: readonly MoneyPoint[]): readonly EquityReading[] {
  const readings: EquityReading[] = [];
  let peak = 0;
  for (const { at, money } of points) {
    peak = Math.max(peak, money);
    const reading = { at: at - (at % SECOND), money, drawdown: money - peak };
    if (readings.at(-1)?.at === reading.at) readings.pop();
    readings.push(reading);
  }
  return readings;
}

/** The money as an area, and below it how far it fell from its highest. */
export function equityLines(readings: readonly EquityReading[]): readonly TimeLine[] {
  const line = (valueOf: (reading: EquityReading) => number): readonly TimePoint[] =>
    readings.map((reading) => ({ at: reading.at, value: valueOf(reading) }));
  return [
    { id: 'equity', colour: 'line1', kind: 'area', points: line(({ money }) => money) },
    { id: 'drawdown', colour: 'loss', kind: 'line', isBelow: true, points: line(({ drawdown }) => drawdown) },
  ];
}
