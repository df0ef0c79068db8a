import { useEffect, useState } from 'react';
import type { BacktestResult, LabJob } from '#shared/ipc/lab';
import { askQuietly } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { EmptyState } from '../../ui/empty-state';
import { classNames } from '../../ui/class-names';
import styles from './lab.module.css';
import { differingParams } from './differing-params';
import { reportFigures } from './report-figures';

const MOST_BESIDE = 6;

/** Runs that are done side by side: their figures, and the parameters that differ. */
export function CompareView({ jobs }: { readonly jobs: readonly LabJob[] }) {
  const strategies = useStrategies();
  const done = jobs.filter(({ state, kind }) => state === 'done' && kind === 'backtest').slice(0, MOST_BESIDE);
  const results = useResults(done.map(({ id }) => id));
  if (results.length < 2)
    return (
      <EmptyState title="Two runs are compared">
        Run a back-test twice, with other parameters or on other data.
      </EmptyState>
    );
  const figures = results.map(({ report }) => reportFigures(report));
  const params = differingParams(results, strategies);
  return (
    <div className={styles.compareFrame}>
      <table className={styles.compare} aria-label="Runs side by side">
        <thead>
          <tr>
            <th scope="col">Run</th>
            {results.map((result, index) => (
              <th key={done[index]?.id} scope="col">
                {result.title}
                <span>
                  {result.from} to {result.to}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {params.map(({ name, label, values }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {values.map((value, index) => (
                <td key={done[index]?.id}>{value}</td>
              ))}
            </tr>
          ))}
          {(figures[0] ?? []).map(({ label, about }, row) => (
            <tr key={label}>
              <th scope="row" title={about}>
                {label}
              </th>
              {figures.map((own, index) => (
                <td key={done[index]?.id} className={classNames(own[row]?.tone)}>
                  {own[row]?.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The results of these runs, in their order; results do not change, so each is asked for once. */
function useResults(ids: readonly string[]): readonly BacktestResult[] {
  const [known, setKnown] = useState<ReadonlyMap<string, BacktestResult>>(new Map());
  const missing = ids.find((id) => !known.has(id));
  useEffect(() => {
    if (missing === undefined) return;
    const load = async () => {
      const { reply } = await askQuietly('lab.result', { job: missing });
      const result = reply?.ok === true ? reply.value : null;
      if (result?.kind === 'backtest') setKnown((before) => new Map(before).set(missing, result));
    };
    void load();
  }, [missing]);
  return ids.flatMap((id) => known.get(id) ?? []);
}
