import { deviation, expectedBestSharpe, mean, probabilisticSharpe, quantile, shapeOf } from '#shared/domain/statistics';
import type { ParamValue } from '#shared/domain/params';
import type { IstDate } from '#shared/domain/time';
import type { Metrics } from '#shared/domain/trade-metrics';
import type { Fraction } from '#shared/domain/units';
import type { Axis, Cell } from './axes';
import { robustScores } from './plateau';
import { playCells, type SweepOptions } from './play-cells';
import type { RunSpec } from './run-spec';
import { dailyNets, metricsOfStretch, stretchOf, type Stretch } from './stretch';

/** What cells are ranked by: the days' Sharpe ratio, the net result, or the mean net result of a trade. */
export type Score = 'sharpe' | 'net' | 'expectancy';
export const SCORES: readonly Score[] = ['sharpe', 'net', 'expectancy'];

export interface SweepRequest {
  readonly spec: RunSpec;
  readonly axes: readonly Axis[];
  /** What is tried of the axes: their whole grid, or what was drawn from it. */
  readonly cells: readonly Cell[];
  /** The share of days, from the first on, that cells are ranked by; the rest only shows what became of them. */
  readonly inSample: Fraction;
  readonly score: Score;
}

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

/** Plays all cells, ranks them by the first days and shows the rest. Rejects as `playCells` does. */
export async function runSweep(request: SweepRequest, options: SweepOptions): Promise<SweepResult> {
  const { axes, cells, score } = request;
  const runs = await playCells(request.spec, cells, options);
  const dates = runs[0]?.dates ?? [];
  const [inSample, outOfSample] = splitDays(dates, request.inSample);
  const early = runs.map((run) => stretchOf(run, inSample));
  const metrics = early.map(metricsOfStretch);
  const scores = metrics.map((each) => scoreOf(each, score));
  const robust = robustScores(axes, cells, scores);
  const sharpes = early.map((stretch) => sharpeOf(dailyNets(stretch)));
  const luck = expectedBestSharpe(sharpes.length, sharpes.length < 2 ? 0 : deviation(sharpes));
  const swept = runs.map((run, index): SweptCell => {
    const [inMetrics, stretch] = [metrics[index], early[index]];
    // All arrays were made from `runs`, so they are as long.
    if (!inMetrics || !stretch) throw new Error('A cell has no metrics');
    return {
      cell: cells[index] ?? [],
      digest: run.digest,
      inSample: inMetrics,
      outOfSample: outOfSample.length === 0 ? null : metricsOfStretch(stretchOf(run, outOfSample)),
      score: scores[index] ?? 0,
      robust: robust[index] ?? 0,
      deflated: deflatedOf(stretch, luck),
    };
  });
  return {
    axes,
    score,
    inSample,
    outOfSample,
    cells: swept,
    peak: highest(swept, (each) => each.score),
    plateau: highest(
      swept.filter(({ robust: shared }) => shared === Math.max(...robust)),
      (each) => each.score,
    ),
    luck: luck * Math.sqrt(TRADING_DAYS_A_YEAR),
  };
}

const TRADING_DAYS_A_YEAR = 252;

/** A cell's own figure as a number to rank by; one that cannot be formed (no trades) ranks as nothing won. */
export function scoreOf(metrics: Metrics, score: Score): number {
  return metrics[score] ?? 0;
}

/** Cuts days in two, in time. There is always at least one in the first part. */
function splitDays(
  dates: readonly IstDate[],
  share: Fraction,
): readonly [early: readonly IstDate[], late: readonly IstDate[]] {
  const count = Math.max(1, Math.round(dates.length * share));
  return [dates.slice(0, count), dates.slice(count)];
}

/** The best of several by a figure; of equals the first, so that the answer does not depend on the order of playing. */
export function highest<T>(items: readonly T[], figureOf: (item: T) => number): T | null {
  return items.reduce<T | null>((best, item) => (best === null || figureOf(item) > figureOf(best) ? item : best), null);
}

/** A day's Sharpe ratio, not annualised; 0 where days do not differ. */
function sharpeOf(nets: readonly number[]): number {
  const spread = nets.length < 2 ? 0 : deviation(nets);
  return spread === 0 ? 0 : mean(nets) / spread;
}

function deflatedOf(stretch: Stretch, luck: number): Fraction | null {
  const nets = dailyNets(stretch);
  const sharpe = sharpeOf(nets);
  if (nets.length < 3 || stretch.trades.length === 0) return null;
  const probability = probabilisticSharpe({ sharpe, length: nets.length, ...shapeOf(nets) }, luck);
  return Number.isNaN(probability) ? null : probability;
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
