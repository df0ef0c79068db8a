import type { StrategyInfo } from '#shared/ipc/contract';
import type { BacktestResult } from '#shared/ipc/lab';
import { formatParam } from '../../format/params';

interface DifferingParam {
  readonly name: string;
  /** What a person calls it. */
  readonly label: string;
  /** In the order of the runs, with their units; empty where a run's strategy has no such parameter. */
  readonly values: readonly string[];
}

type Run = Pick<BacktestResult, 'strategy' | 'params'>;

/** What distinguishes runs: the strategy and the parameters that are not the same in all of them. */
export function differingParams(runs: readonly Run[], strategies: readonly StrategyInfo[]): readonly DifferingParam[] {
  const strategyOf = (run: Run) => strategies.find(({ id }) => id === run.strategy);
  const names = new Set(runs.flatMap(({ params }) => Object.keys(params)));
  const all = [
    {
      name: 'strategy',
      label: 'Strategy',
      values: runs.map((run) => strategyOf(run)?.name ?? run.strategy),
    },
    ...[...names].map((name) => {
      const known = runs.map((run) => strategyOf(run)?.params[name]);
      return {
        name,
        label: known.find((param) => param !== undefined)?.label ?? name,
        values: runs.map(({ params }, index) => {
          const [value, param] = [params[name], known[index]];
          if (value === undefined) return '';
          return param === undefined ? String(value) : formatParam(param, value);
        }),
      };
    }),
  ];
  return all.filter(({ values }) => new Set(values).size > 1);
}
