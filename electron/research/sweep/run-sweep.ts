import { deviation, expectedBestSharpe, mean, probabilisticSharpe, shapeOf } from '#shared/domain/statistics';
import type { Axis, Cell, Score, SweepResult, SweptCell } from '#shared/domain/parameter-sweep';
import type { IstDate } from '#shared/domain/time';
import type { Metrics } from '#shared/domain/trade-metrics';
import type { Fraction } from '#shared/domain/units';
import { robustScores } from './plateau';
import { playCells, type SweepOptions } from './play-cells';
import type { RunSpec } from './run-spec';
import { dailyNets, metricsOfStretch, stretchOf, type Stretch } from './stretch';

export interface SweepRequest {
  readonly spec: RunSpec;
  readonly axes: readonly Axis[];
  /** What is tried of the axes: their whole grid, or what was drawn from it. */
  readonly cells: readonly Cell[];
  /** The share of days, from the first on, that cells are ranked by; the rest only shows what became of them. */
  readonly inSample: Fraction;
  readonly score: Score;
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
