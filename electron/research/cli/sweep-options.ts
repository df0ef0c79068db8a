import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { strategyById } from '#shared/engine/registry';
import { SCORES, type Axis, type Cell, type Score } from '#shared/domain/parameter-sweep';
import { drawn, gridOf, parseAxis } from '#shared/domain/sweep-axes';
import type { SweepOptions } from '../sweep/play-cells';
import type { RunSpec } from '../sweep/run-spec';
import { sweepWorker } from '../sweep/worker-path';
import { Estimate } from '../estimate';
import { missing, teller, type Streams } from './command';
import { usage } from './failure';
import { capitalOf, chosenStrategies, positive, slippageOf, type PlayChoice } from './shared-options';
import { sourceSpec, type SourceChoice } from './source-options';

/** Options that every search over parameters has. */
export const SWEEP_OPTIONS = {
  sweep: { type: 'string', multiple: true },
  random: { type: 'string' },
  seed: { type: 'string' },
  score: { type: 'string' },
  workers: { type: 'string' },
  cache: { type: 'string' },
  'no-cache': { type: 'boolean' },
} as const;

export const SWEEP_HELP = `  --sweep NAME=VALUES a parameter to vary; again for another. VALUES: 5..20:5 (from, to, step), 5,8,13, or nothing for all that
                      the parameter may be
  --random N          draws N points of the grid instead of playing all of it; --seed N draws others (usually 1)
  --score NAME        what points are ranked by: ${SCORES.join(', ')} (usually sharpe)
  --workers N         threads; usually one less than there are cores
  --cache FOLDER      where runs are kept, so that none is played twice; --no-cache keeps none`;

export interface SweepChoice extends SourceChoice, PlayChoice {
  readonly strategy?: readonly string[] | undefined;
  readonly sweep?: readonly string[] | undefined;
  readonly random?: string | undefined;
  readonly seed?: string | undefined;
  readonly score?: string | undefined;
  readonly workers?: string | undefined;
  readonly cache?: string | undefined;
  readonly 'no-cache'?: boolean | undefined;
}

export interface Search {
  readonly spec: RunSpec;
  readonly axes: readonly Axis[];
  readonly cells: readonly Cell[];
  readonly score: Score;
}

export function searchOf(choice: SweepChoice): Search {
  const [id = '', ...others] = choice.strategy ?? missing('--strategy ID');
  if (others.length > 0) throw usage('one --strategy at a time can be swept');
  chosenStrategies([id]);
  const schema = strategyById(id)?.params ?? {};
  const axes = (choice.sweep ?? missing('--sweep NAME=VALUES')).map((text) => {
    const axis = parseAxis(text, schema);
    if (!axis.ok) throw usage(axis.error);
    return axis.value;
  });
  const twice = axes.find(({ param }, index) => axes.findIndex((other) => other.param === param) !== index);
  if (twice) throw usage(`${twice.param} is swept twice`);
  const score = SCORES.find((each) => each === (choice.score ?? 'sharpe'));
  if (!score) throw usage(`--score expects one of ${SCORES.join(', ')}, found "${choice.score ?? ''}"`);
  const spec = {
    source: sourceSpec(choice, 'data'),
    strategy: id,
    params: choice.param ?? [],
    slippage: slippageOf(choice.slippage),
    capital: capitalOf(choice.capital),
  };
  return { spec, axes, cells: cellsOf(axes, choice), score };
}

function cellsOf(axes: readonly Axis[], { random, seed }: SweepChoice): readonly Cell[] {
  if (random !== undefined) return drawn(axes, countOf('--random', random), countOf('--seed', seed ?? '1'));
  const grid = gridOf(axes);
  if (!grid.ok) throw usage(grid.error);
  return grid.value;
}

export function countOf(option: string, text: string): number {
  const count = positive(option, text);
  if (!Number.isInteger(count) || count < 1) throw usage(`${option} expects a whole number from 1 on, found "${text}"`);
  return count;
}

/** How it is played: on all cores but one, with progress and the time that is left on stderr. */
export function sweepOptions(choice: SweepChoice, streams: Streams, signal: AbortSignal): SweepOptions {
  const tell = teller(streams);
  const estimate = new Estimate();
  return {
    workerFile: sweepWorker,
    workers:
      choice.workers === undefined ? Math.max(1, availableParallelism() - 1) : countOf('--workers', choice.workers),
    cacheFolder: choice['no-cache'] ? null : (choice.cache ?? join(homedir(), '.cache', 'kitedesk', 'research')),
    signal,
    onProgress({ done, of, cached }) {
      const left = estimate.left(done - cached, of - done, performance.now());
      const far = `${done} of ${of} points${cached > 0 ? `, ${cached} known from before` : ''}`;
      if (done === of) streams.say(far);
      else tell(() => `${far}${left === null ? '' : `, about ${Math.ceil(left / 1_000)} s left`}`);
    },
  };
}
