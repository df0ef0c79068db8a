import { X } from 'lucide-react';
import type { LabJob } from '#shared/ipc/lab';
import { formatRemaining } from '../../format/clock';
import { ask } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { Button, IconButton } from '../../ui/button';
import { Money } from '../../ui/figures';
import styles from './lab.module.css';
import { paramsWords } from './swept-words';

interface RunListProps {
  readonly jobs: readonly LabJob[];
  readonly chosen: string | null;
  readonly onChoose: (job: string) => void;
  readonly onChanged: () => void;
}

/** Runs, the newest first: how far each has come, or what came of it. */
export function RunList({ jobs, chosen, onChoose, onChanged }: RunListProps) {
  const strategies = useStrategies();
  if (jobs.length === 0) return null;
  const changedIn = ({ strategy, params }: LabJob) =>
    paramsWords(params, strategies.find(({ id }) => id === strategy)?.params ?? {});
  return (
    <ul className={styles.runs} aria-label="Runs">
      {jobs.map((job) => (
        <li key={job.id} className={styles.run}>
          <button
            type="button"
            className={styles.choose}
            aria-pressed={job.id === chosen}
            title={[job.title, changedIn(job)].filter(Boolean).join('\n')}
            onClick={() => onChoose(job.id)}
          >
            <span className={styles.runTitle}>{job.title}</span>
            <span className={styles.runParams}>{changedIn(job) || 'Parameters as they come'}</span>
            <Standing job={job} />
          </button>
          {isUnderWay(job) ? (
            <Button size="small" onPress={() => ask('lab.cancel', { job: job.id }).then(onChanged)}>
              Cancel
            </Button>
          ) : (
            <IconButton
              label={`Remove ${job.title}`}
              icon={<X size={12} />}
              onPress={() => ask('lab.remove', { job: job.id }).then(onChanged)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

export function isUnderWay({ state }: LabJob): boolean {
  return state === 'waiting' || state === 'running';
}

/** How far a run has come, and how long it will still take; or what came of it. */
export function Standing({ job: { kind, state, done, of, remainingMs, detail, net } }: { readonly job: LabJob }) {
  switch (state) {
    case 'waiting':
      return <span className={styles.standing}>Waiting for the run before it</span>;
    case 'running':
      return (
        <span className={styles.standing}>
          <progress aria-label="Progress" {...(of === 0 ? {} : { value: done / of })} />
          {of === 0 ? 'Reading the data' : `${done} of ${of} ${kind === 'backtest' ? 'days' : 'points'}`}
          {remainingMs !== null && done < of && `, ${formatRemaining(remainingMs)} left`}
        </span>
      );
    case 'done':
      return <span className={styles.standing}>{net === null ? 'Done' : <Money paise={net} signed symbol />}</span>;
    case 'cancelled':
      return <span className={styles.standing}>Cancelled</span>;
    case 'failed':
      return <span className={styles.standing}>Failed: {detail}</span>;
  }
}
