import { FileDown } from 'lucide-react';
import type { BacktestResult } from '#shared/ipc/lab';
import { ask } from '../../store/ask';
import { useDeskView } from '../../store/desk';
import { useStrategies } from '../../store/strategies';
import { tell } from '../../store/toasts';
import { Button } from '../../ui/button';
import styles from './lab.module.css';
import { startOnDesk } from './start-on-desk';

/** What can be done with a run: kept as files, or its strategy started on the desk with the same parameters. */
export function RunActions({ job, result }: { readonly job: string; readonly result: BacktestResult }) {
  const mode = useDeskView(({ mode: each }) => each);
  const strategies = useStrategies();
  const strategy = strategies.find(({ id }) => id === result.strategy);
  const save = async (format: 'html' | 'csv') => {
    const reply = await ask('lab.export', { job, format });
    if (reply?.ok === true) tell({ tone: 'good', title: 'Saved', detail: reply.value.path });
  };
  return (
    <span className={styles.actions}>
      <Button size="small" tone="ghost" icon={<FileDown size={12} />} onPress={() => save('html')}>
        Report
      </Button>
      <Button size="small" tone="ghost" icon={<FileDown size={12} />} onPress={() => save('csv')}>
        Trades as CSV
      </Button>
      {mode !== 'live' && strategy && (
        <Button size="small" tone="primary" onPress={() => startOnDesk(strategy, result.params)}>
          Run this on {mode}
        </Button>
      )}
    </span>
  );
}
