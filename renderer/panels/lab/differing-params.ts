import type { BacktestResult } from '#shared/ipc/lab';

interface DifferingParam {
  readonly name: string;
  /** In the order of the runs; empty where a run's strategy has no such parameter. */
  readonly values: readonly string[];
}

/** What distinguishes runs: the strategy and the parameters that are not the same in all of them. */
export function differingParams(
  runs: readonly Pick<BacktestResult, 'strategy' | 'params'>[],
): readonly DifferingParam[] {
  const names = new Set(runs.flatMap(({ params }) => Object.keys(params)));
  const all = [
    { name: 'strategy', values: runs.map(({ strategy }) => strategy) },
    ...[...names].map((name) => ({ name, values: runs.map(({ params }) => String(params[name] ?? '')) })),
  ];
  return all.filter(({ values }) => new Set(values).size > 1);
}
