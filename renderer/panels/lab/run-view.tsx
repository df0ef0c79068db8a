import { useState } from 'react';
import type { BacktestResult, LabJob } from '#shared/ipc/lab';
import { ask } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Tabs } from '../../ui/tabs';
import { LabTrades } from './lab-trades';
import styles from './lab.module.css';
import { ReportView } from './report-view';
import { isUnderWay, Standing } from './run-list';
import { RunActions } from './run-actions';
import { RunBasis } from './run-basis';
import { SweepView } from './sweep-view';
import { WalkView } from './walk-view';

/** What came of a run; or that it is still under way. */
export function RunView({ job }: { readonly job: LabJob | null }) {
  if (job === null)
    return (
      <EmptyState title="Nothing was played yet">
        Choose a strategy and recorded prices, and press Run. Nothing here sends an order.
      </EmptyState>
    );
  if (isUnderWay(job))
    return (
      <EmptyState
        title={job.title}
        action={
          <Button size="small" onPress={() => ask('lab.cancel', { job: job.id })}>
            Cancel
          </Button>
        }
      >
        <Standing job={job} />
      </EmptyState>
    );
  if (job.state !== 'done')
    return (
      <EmptyState title={job.state === 'cancelled' ? 'The run was cancelled' : 'The run failed'}>
        {job.detail}
      </EmptyState>
    );
  return <Result job={job.id} />;
}

function Result({ job }: { readonly job: string }) {
  const { reply, problem } = useAnswer('lab.result', { job });
  if (problem !== null) return <EmptyState title="The result cannot be shown">{problem}</EmptyState>;
  if (reply?.ok !== true) return null;
  const result = reply.value;
  switch (result.kind) {
    case 'backtest':
      return <Backtest job={job} result={result} />;
    case 'sweep':
      return <SweepView result={result} />;
    case 'walk-forward':
      return <WalkView job={job} result={result} />;
  }
}

const PARTS = [
  { value: 'report', label: 'Report' },
  { value: 'trades', label: 'Trades' },
  { value: 'basis', label: 'What it rests on' },
] as const;

type Part = (typeof PARTS)[number]['value'];

function Backtest({ job, result }: { readonly job: string; readonly result: BacktestResult }) {
  const [part, setPart] = useState<Part>('report');
  return (
    <section className={styles.result} aria-label={result.title}>
      <header className={styles.head}>
        <strong className={styles.title} title={result.title}>
          {result.title}
        </strong>
        <span>
          {result.from ?? '–'} to {result.to ?? '–'}, {result.days} days
        </span>
        {result.modelled.length > 0 && (
          <Badge tone="warn" title={result.modelled.join('\n')}>
            modelled
          </Badge>
        )}
        <RunActions job={job} result={result} />
      </header>
      <Tabs label="Result" value={part} onChange={setPart} tabs={PARTS} />
      <div className={styles.part}>
        {part === 'report' && <ReportView job={job} report={result.report} lastWords={result.lastWords} />}
        {part === 'trades' && <LabTrades job={job} result={result} />}
        {part === 'basis' && <RunBasis result={result} />}
      </div>
    </section>
  );
}
