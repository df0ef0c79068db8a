import type { DaySpan, WalkedResult, WalkedWindow } from '#shared/ipc/lab';
import { formatPercent, orDash } from '../../format/figures';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { Figure } from '../../ui/panel';
import styles from './lab.module.css';
import { ReportView } from './report-view';
import { cellWords } from './swept-words';

/** A walk-forward: its windows, and what the tests came to together. */
export function WalkView({ job, result }: { readonly job: string; readonly result: WalkedResult }) {
  return (
    <section className={styles.result} aria-label={result.title}>
      <header className={styles.head}>
        <strong className={styles.title}>{result.title}</strong>
        <Figure label="A day in tests of one in training">
          {orDash(result.efficiency, (share) => formatPercent(share, 0))}
        </Figure>
      </header>
      <div className={styles.part}>
        <ReportView job={job} report={result.report} lastWords="" />
        <DataTable
          label="Windows"
          rows={result.windows}
          keyOf={({ test }) => test.from ?? ''}
          columns={COLUMNS}
          empty={<EmptyState title="There was no window" />}
        />
      </div>
    </section>
  );
}

const COLUMNS: readonly Column<WalkedWindow>[] = [
  { id: 'train', header: 'Chosen on', cell: ({ train }) => spanWords(train) },
  { id: 'test', header: 'Traded on', cell: ({ test }) => spanWords(test) },
  { id: 'chosen', header: 'Parameters', cell: ({ chosen }) => cellWords(chosen) },
  {
    id: 'trained',
    header: 'Net in training',
    align: 'right',
    cell: ({ trained }) => <Money paise={trained.net} signed />,
  },
  { id: 'tested', header: 'Net in test', align: 'right', cell: ({ tested }) => <Money paise={tested.net} signed /> },
  { id: 'trades', header: 'Trades', align: 'right', cell: ({ tested }) => tested.trades },
];

function spanWords({ from, to, days }: DaySpan): string {
  return `${from ?? ''} to ${to ?? ''} (${days})`;
}
