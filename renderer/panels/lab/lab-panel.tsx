import { useState } from 'react';
import { useAnswer } from '../../store/answer';
import { Panel } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';
import { CompareView } from './compare-view';
import { LabForm } from './lab-form';
import styles from './lab.module.css';
import { RunList } from './run-list';
import { RunView } from './run-view';

const VIEWS = [
  { value: 'backtest', label: 'Back-test' },
  { value: 'sweep', label: 'Sweep' },
  { value: 'walk-forward', label: 'Walk-forward' },
  { value: 'compare', label: 'Compare' },
] as const;

type View = (typeof VIEWS)[number]['value'];

/** Asked so often that progress is seen to move. */
const RELOAD_MS = 400;

/** Strategies on recorded data: what they would have done, before money does. */
export function LabPanel() {
  const [view, setView] = useState<View>('backtest');
  const [chosen, setChosen] = useState<string | null>(null);
  const { reply, again } = useAnswer('lab.jobs', undefined, { everyMs: RELOAD_MS });
  const jobs = reply?.ok === true ? reply.value : [];
  const own = jobs.filter(({ kind }) => kind === (view === 'compare' ? 'backtest' : view));
  const shown = own.find(({ id }) => id === chosen) ?? own[0];
  const begun = (job: string) => {
    setChosen(job);
    again();
  };
  return (
    <Panel label="Lab" toolbar={<Tabs label="Lab" value={view} onChange={setView} tabs={VIEWS} />}>
      <div className={styles.frame}>
        <div className={styles.split}>
          <div className={styles.side}>
            <LabForm kind={view === 'compare' ? 'backtest' : view} onBegun={begun} />
            <RunList jobs={own} chosen={shown?.id ?? null} onChoose={setChosen} onChanged={again} />
          </div>
          <div className={styles.main}>
            {view === 'compare' ? <CompareView jobs={jobs} /> : <RunView key={shown?.id} job={shown ?? null} />}
          </div>
        </div>
      </div>
    </Panel>
  );
}
