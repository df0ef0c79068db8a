import { useMemo } from 'react';
import type { ParamSchema } from '#shared/domain/params';
import type { DaySpan, WalkedResult, WalkedWindow } from '#shared/ipc/lab';
import { formatDate, formatDay } from '../../format/clock';
import { formatPercent, NO_VALUE, orDash } from '../../format/figures';
import { useStrategies } from '../../store/strategies';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { Figure } from '../../ui/panel';
import styles from './lab.module.css';
import { ReportView } from './report-view';
import { cellWords } from './swept-words';

/** A walk-forward: its windows, and what the tests came to together. */
export function WalkView({ job, result }: { readonly job: string; readonly result: WalkedResult }) {
  const schema = useStrategies().find(({ id }) => id === result.strategy)?.params;
  const columns = useMemo(() => columnsFor(schema ?? {}), [schema]);
  return (
    <section className={styles.result} aria-label={result.title}>
      <header className={styles.head}>
        <strong className={styles.title} title={result.title}>
          {result.title}
        </strong>
        <Figure label="Efficiency" title="A day's net result in the tests, as a share of one in training">
          {orDash(result.efficiency, (share) => formatPercent(share, 0))}
        </Figure>
      </header>
      <div className={styles.part}>
        <div>
          <DataTable
            label="Windows"
            rows={result.windows}
            keyOf={({ test }) => test.from ?? ''}
            columns={columns}
            empty={<EmptyState title="There was no window" />}
          />
        </div>
        <ReportView job={job} report={result.report} lastWords="" />
      </div>
    </section>
  );
}

function columnsFor(schema: ParamSchema): readonly Column<WalkedWindow>[] {
  return [
    { id: 'train', header: 'Chosen on', cell: ({ train }) => spanWords(train) },
    { id: 'test', header: 'Traded on', cell: ({ test }) => spanWords(test) },
    { id: 'chosen', header: 'Parameters', cell: ({ chosen }) => cellWords(chosen, schema) },
    {
      id: 'trained',
      header: 'Net in training',
      align: 'right',
      cell: ({ trained }) => <Money paise={trained.net} signed />,
    },
    { id: 'tested', header: 'Net in test', align: 'right', cell: ({ tested }) => <Money paise={tested.net} signed /> },
    { id: 'trades', header: 'Trades', align: 'right', cell: ({ tested }) => tested.trades },
  ];
}

function spanWords({ from, to, days }: DaySpan): string {
  if (from === null || to === null) return NO_VALUE;
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${isOneYear ? formatDay(from) : formatDate(from)} – ${formatDate(to)}, ${days} d`;
}
