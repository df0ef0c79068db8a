import type { ParamValue } from './params';
import { quantile } from './statistics';
import type { IstDate } from './time';
import type { Metrics } from './trade-metrics';
import type { Fraction } from './units';

/** One parameter and the values that are tried, in order. */
export interface Axis {
  readonly param: string;
  readonly values: readonly ParamValue[];
}

/** One combination: a value for each axis. */
export type Cell = readonly { readonly param: string; readonly value: ParamValue }[];

/** What cells are ranked by: the days' Sharpe ratio, the net result, or the mean net result of a trade. */
export type Score = 'sharpe' | 'net' | 'expectancy';
export const SCORES: readonly Score[] = ['sharpe', 'net', 'expectancy'];

export interface SweptCell {
  readonly cell: Cell;
  readonly digest: string;
  readonly inSample: Metrics;
  /** Null when there is no day left for it. */
  readonly outOfSample: Metrics | null;
  readonly score: number;
  /** The score shared with the neighbours. */
  readonly robust: number;
  /** The deflated Sharpe ratio: how likely the cell has any skill, given how many were tried. Null where nothing can be said. */
  readonly deflated: Fraction | null;
}

export interface SweepResult {
  readonly axes: readonly Axis[];
  readonly score: Score;
  readonly inSample: readonly IstDate[];
  readonly outOfSample: readonly IstDate[];
  /** In the order of the request. */
  readonly cells: readonly SweptCell[];
  /** The highest score. */
  readonly peak: SweptCell | null;
  /** The highest score shared with neighbours: what is suggested. */
  readonly plateau: SweptCell | null;
  /** A year's Sharpe ratio that the luckiest of as many strategies without skill would show. */
  readonly luck: number;
}

/** The scores over two parameters: of each pair the median over all that was tried of the others; null where nothing was. */
export interface HeatMap {
  readonly x: Axis;
  readonly y: Axis;
  /** Rows by the values of y, cells by those of x. */
  readonly rows: readonly (readonly (number | null)[])[];
}

/** The heat map of two axes; null when either was not swept. */
export function heatMapOf({ axes, cells }: SweepResult, xParam: string, yParam: string): HeatMap | null {
  const x = axes.find(({ param }) => param === xParam);
  const y = axes.find(({ param }) => param === yParam);
  if (!x || !y || x === y) return null;
  const valueIn = (cell: Cell, param: string): ParamValue | undefined =>
    cell.find((each) => each.param === param)?.value;
  const rows = y.values.map((yValue) =>
    x.values.map((xValue) => {
      const scores = cells
        .filter(({ cell }) => valueIn(cell, xParam) === xValue && valueIn(cell, yParam) === yValue)
        .map(({ score }) => score);
      return scores.length === 0 ? null : quantile(scores, 0.5);
    }),
  );
  return { x, y, rows };
}
