import { useState } from 'react';
import type { IstDate } from '#shared/domain/time';
import type { DataState } from '#shared/ipc/data';
import { formatBytes } from '../../format/figures';
import { formatCompact } from '../../format/money';
import { askQuietly } from '../../store/ask';
import { useAnswer } from '../../store/answer';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Figure } from '../../ui/panel';
import { Said, useSaid } from '../../ui/said';
import styles from './data.module.css';
import { DayDetail } from './day-detail';
import { RecordedCalendar } from './recorded-calendar';
import { RetentionForm } from './retention-form';

/** Often enough to see today grow. */
const RELOAD_MS = 15_000;

/** The recorded days on a calendar, and beside it what the chosen one holds. */
export function RecordingsView() {
  const { reply, problem, again } = useAnswer('data.state', undefined, { everyMs: RELOAD_MS });
  const state = reply?.ok === true ? reply.value : null;
  const [chosen, setChosen] = useState<IstDate | null>(null);
  if (state === null)
    return <EmptyState title="No recordings to show">{problem ?? 'Looking through the data folder…'}</EmptyState>;
  const date = chosen ?? state.today;
  return (
    <div className={styles.split}>
      <div className={styles.side}>
        <Sums state={state} />
        <RecordedCalendar days={state.days} today={state.today} chosen={date} onChoose={setChosen} />
        <RetentionForm key={JSON.stringify(state.retention)} retention={state.retention} onSaved={again} />
        <Tidy onDone={again} />
      </div>
      <DayDetail key={`${state.mode} ${date}`} date={date} today={state.today} onChanged={again} />
    </div>
  );
}

function Sums({ state }: { readonly state: DataState }) {
  const bytes = state.days.reduce((sum, day) => sum + day.bytes, 0);
  return (
    <div className={styles.sums}>
      <Figure label="Recorded days">{state.days.length}</Figure>
      <Figure label="On disk">{formatBytes(bytes)}</Figure>
      <Figure label="Ticks this session" title="Written since the desk was opened">
        {formatCompact(state.written)}
      </Figure>
      {state.lost > 0 && <span className={styles.missing}>{formatCompact(state.lost)} ticks could not be written</span>}
    </div>
  );
}

function Tidy({ onDone }: { readonly onDone: () => void }) {
  const { saying, done, failed } = useSaid();
  const tidy = async () => {
    const { reply, problem } = await askQuietly('data.tidy');
    if (problem !== null || reply?.ok !== true) failed(problem ?? 'The desk did not answer');
    else {
      const { compacted, removed, faults } = reply.value;
      const found = faults.length === 0 ? '' : ` ${faults.join(' ')}`;
      done(`${countDays(compacted.length)} compacted, ${countDays(removed.length)} removed.${found}`);
    }
    onDone();
  };
  return (
    <div className={styles.block}>
      <Button size="small" onPress={tidy} title="Makes Parquet of finished days, and removes what is beyond the limits">
        Compact finished days now
      </Button>
      <Said saying={saying} />
    </div>
  );
}

function countDays(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
