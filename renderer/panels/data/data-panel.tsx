import { useState } from 'react';
import { useDeskView } from '../../store/desk';
import { Panel } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';
import styles from './data.module.css';
import { HistoryView } from './history-view';
import { ImportView } from './import-view';
import { RecordingsView } from './recordings-view';

const VIEWS = [
  { value: 'recordings', label: 'Recorded ticks' },
  { value: 'history', label: 'Candle downloads' },
  { value: 'import', label: 'Import' },
] as const;

type View = (typeof VIEWS)[number]['value'];

/** What is recorded and downloaded, what is missing of it, and what can be done with it. */
export function DataPanel() {
  const [view, setView] = useState<View>('recordings');
  // Another desk has other recordings.
  const desk = useDeskView(({ mode, date }) => `${mode} ${date}`);
  return (
    <Panel label="Data" toolbar={<Tabs label="Data" value={view} onChange={setView} tabs={VIEWS} />}>
      <div className={styles.frame}>
        {view === 'recordings' && <RecordingsView key={desk} />}
        {view === 'history' && <HistoryView key={desk} />}
        {view === 'import' && <ImportView />}
      </div>
    </Panel>
  );
}
