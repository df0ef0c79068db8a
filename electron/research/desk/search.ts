import { availableParallelism } from 'node:os';
import type { Axis, Cell } from '#shared/domain/parameter-sweep';
import { strategyById } from '#shared/engine/registry';
import type { DaySpan, SweepChoice, SweptResult, WalkedResult, WalkForwardChoice } from '#shared/ipc/lab';
import { reportOf } from '../report/report';
import { drawn, gridOf, parseAxis } from '#shared/domain/sweep-axes';
import type { SweepOptions } from '../sweep/play-cells';
import type { RunSpec } from '../sweep/run-spec';
import { runSweep } from '../sweep/run-sweep';
import { runWalkForward } from '../walk-forward/walk-forward';
import { paramTexts, slippageOf, sourceOf, type TaskProgress } from './backtest';

export interface SearchTerms {
  readonly title: string;
  /** Where runs are kept, so that none is played twice. */
  readonly cacheFolder: string;
  /** The file that its threads run. */
  readonly workerFile: string;
  readonly onProgress: (progress: TaskProgress) => void;
}

/** Plays a strategy at many points, ranked. Rejects with an Error in words. */
export async function playSweep(choice: SweepChoice, terms: SearchTerms): Promise<SweptResult> {
  const { strategy, params, score, inSample } = choice;
  const sweep = await runSweep({ ...searchOf(choice), score, inSample }, optionsOf(terms));
  return { kind: 'sweep', title: terms.title, strategy, params, sweep };
}

/** Chooses and trades, again and again. Rejects with an Error in words. */
export async function playWalkForward(choice: WalkForwardChoice, terms: SearchTerms): Promise<WalkedResult> {
  const { strategy, params, score, trainDays, testDays, choose } = choice;
  const request = { ...searchOf(choice), score, trainDays, testDays, choose };
  const { windows, stitched, efficiency } = await runWalkForward(request, optionsOf(terms));
  return {
    kind: 'walk-forward',
    title: terms.title,
    strategy,
    params,
    windows: windows.map(({ train, test, ...rest }) => ({ ...rest, train: spanOf(train), test: spanOf(test) })),
    efficiency,
    digest: stitched.digest,
    report: reportOf(stitched.trades, stitched.dates, { capital: choice.capital, vix: null, seed: 1 }),
  };
}

/** Of points that are drawn; the same question gets the same ones. */
const SEED = 1;

function searchOf(choice: SweepChoice | WalkForwardChoice): {
  readonly spec: RunSpec;
  readonly axes: readonly Axis[];
  readonly cells: readonly Cell[];
} {
  const schema = strategyById(choice.strategy)?.params ?? {};
  const axes = choice.axes.map((text) => {
    const axis = parseAxis(text, schema);
    if (!axis.ok) throw new Error(axis.error);
    return axis.value;
  });
  const twice = axes.find(({ param }, index) => axes.findIndex((other) => other.param === param) !== index);
  if (twice) throw new Error(`${twice.param} is varied twice`);
  const spec = {
    source: sourceOf(choice),
    strategy: choice.strategy,
    params: paramTexts(choice.params),
    slippage: slippageOf(choice.slippage),
    capital: choice.capital,
  };
  if (choice.random !== null) return { spec, axes, cells: drawn(axes, choice.random, SEED) };
  const grid = gridOf(axes);
  if (!grid.ok) throw new Error(grid.error);
  return { spec, axes, cells: grid.value };
}

/** One core is the live desk's. */
function optionsOf({ cacheFolder, workerFile, onProgress }: SearchTerms): SweepOptions {
  return {
    workers: Math.max(1, availableParallelism() - 1),
    workerFile,
    cacheFolder,
    onProgress: (progress) => onProgress({ ...progress, detail: '' }),
  };
}

function spanOf(dates: readonly string[]): DaySpan {
  return { from: dates[0] ?? null, to: dates.at(-1) ?? null, days: dates.length };
}
