import type { IstDate } from '#shared/domain/time';
import type { Metrics } from '#shared/domain/trade-metrics';
import { digestOf, type ResearchTrade } from '../results';
import type { Cell } from '#shared/domain/parameter-sweep';
import { robustScores } from '../sweep/plateau';
import { SourceError } from '../sources/source-error';
import { playCells, type SweepOptions } from '../sweep/play-cells';
import { highest, scoreOf, type SweepRequest } from '../sweep/run-sweep';
import { metricsOfStretch, stretchOf } from '../sweep/stretch';

export interface WalkForwardRequest extends Omit<SweepRequest, 'inSample'> {
  /** Trading days that a choice is made on. */
  readonly trainDays: number;
  /** Trading days, right after, that it is then traded on. */
  readonly testDays: number;
  /** Whether the best score is chosen, or the best that neighbours share. */
  readonly choose: 'peak' | 'plateau';
}

export interface WalkForwardWindow {
  readonly train: readonly IstDate[];
  readonly test: readonly IstDate[];
  readonly chosen: Cell;
  readonly trained: Metrics;
  readonly tested: Metrics;
}

export interface WalkForwardResult {
  readonly windows: readonly WalkForwardWindow[];
  /** The test windows one after the other, each traded by what was chosen before it. */
  readonly stitched: {
    readonly dates: readonly IstDate[];
    readonly trades: readonly ResearchTrade[];
    readonly metrics: Metrics;
    readonly digest: string;
  };
  /** A day's net result in the tests, as a share of a day's net result in training; null when training did not gain. */
  readonly efficiency: number | null;
}

/**
 * Chooses parameters on some days, trades them on the next, moves on and chooses again. All cells are played once over all days;
 * since each day is begun afresh, a window is a part of that. Rejects as `playCells` does, and with a SourceError when there are too few days.
 */
export async function runWalkForward(request: WalkForwardRequest, options: SweepOptions): Promise<WalkForwardResult> {
  const { axes, cells, score, choose, trainDays, testDays } = request;
  const runs = await playCells(request.spec, cells, options);
  const dates = runs[0]?.dates ?? [];
  if (dates.length <= trainDays)
    throw new SourceError('Walk-forward', [
      `expected more than ${trainDays} days, to choose on and then to trade; found ${dates.length}`,
    ]);
  const windows: WalkForwardWindow[] = [];
  const trades: ResearchTrade[] = [];
  for (let start = trainDays; start < dates.length; start += testDays) {
    const train = dates.slice(start - trainDays, start);
    const test = dates.slice(start, start + testDays);
    const trained = runs.map((run) => metricsOfStretch(stretchOf(run, train)));
    const scores = trained.map((metrics) => scoreOf(metrics, score));
    const figures = choose === 'plateau' ? robustScores(axes, cells, scores) : scores;
    const index = highest([...figures.keys()], (at) => figures[at] ?? 0) ?? 0;
    const [run, chosen, metrics] = [runs[index], cells[index], trained[index]];
    if (!run || !chosen || !metrics) throw new Error('There is nothing to choose from');
    const tested = stretchOf(run, test);
    trades.push(...tested.trades);
    windows.push({ train, test, chosen, trained: metrics, tested: metricsOfStretch(tested) });
  }
  const tested = dates.slice(trainDays);
  return {
    windows,
    stitched: {
      dates: tested,
      trades,
      metrics: metricsOfStretch({ dates: tested, trades }),
      digest: digestOf(trades),
    },
    efficiency: efficiencyOf(windows),
  };
}

function efficiencyOf(windows: readonly WalkForwardWindow[]): number | null {
  const perDay = (netOf: (window: WalkForwardWindow) => number, daysOf: (window: WalkForwardWindow) => number) =>
    windows.reduce((sum, window) => sum + netOf(window), 0) / windows.reduce((sum, window) => sum + daysOf(window), 0);
  const trained = perDay(
    ({ trained: { net } }) => net,
    ({ train }) => train.length,
  );
  const tested = perDay(
    ({ tested: { net } }) => net,
    ({ test }) => test.length,
  );
  return trained > 0 ? tested / trained : null;
}
