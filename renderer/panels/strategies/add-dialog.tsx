import { useState } from 'react';
import type { StrategyInfo } from '#shared/ipc/contract';
import { ask } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { draftOfParams, valuesOf } from '../../ui/param-draft';
import { draftOfSchedule, scheduleOfDraft } from './schedule-draft';
import { SettingsForm, type Settings } from './settings-form';
import styles from './strategies.module.css';

/** First which strategy, then its settings. */
export function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const strategies = useStrategies();
  const [chosen, setChosen] = useState<StrategyInfo | null>(null);
  if (chosen !== null)
    return <NewInstanceDialog key={chosen.id} strategy={chosen} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Dialog
      title="Add a strategy"
      description="Each has its own parameters, and may be added more than once."
      onClose={onClose}
    >
      <ul className={styles.choices}>
        {strategies.map((strategy) => (
          <li key={strategy.id}>
            <button type="button" className={styles.choice} onClick={() => setChosen(strategy)}>
              <strong>{strategy.name}</strong>
              <span>{strategy.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface NewInstanceProps {
  readonly strategy: StrategyInfo;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function NewInstanceDialog({ strategy, onBack, onClose }: NewInstanceProps) {
  const [settings, setSettings] = useState<Settings>(() => ({
    name: strategy.name,
    approval: 'automatic',
    params: draftOfParams(strategy.params, {}),
    schedule: draftOfSchedule(null),
  }));
  const params = valuesOf(strategy.params, settings.params);
  const schedule = scheduleOfDraft(settings.schedule);
  const name = settings.name.trim();
  const add = async (andStart: boolean) => {
    if (params === null || schedule === undefined) return;
    const reply = await ask('instance.add', { strategy: strategy.id, name, params, approval: settings.approval });
    if (reply?.ok !== true) return;
    const { instance } = reply.value;
    if (schedule !== null) await ask('instance.schedule', { instance, schedule });
    if (andStart) await ask('instance.start', { instance });
    onClose();
  };
  const isIncomplete = params === null || schedule === undefined || name === '';
  const footer = (
    <>
      <Button tone="ghost" className={styles.back} onPress={onBack}>
        Back
      </Button>
      <Button disabled={isIncomplete} onPress={() => add(false)}>
        Add
      </Button>
      <Button tone="primary" disabled={isIncomplete} onPress={() => add(true)}>
        Add and start
      </Button>
    </>
  );
  return (
    <Dialog title={strategy.name} description={strategy.summary} size="wide" onClose={onClose} footer={footer}>
      <SettingsForm strategy={strategy} settings={settings} onChange={setSettings} />
    </Dialog>
  );
}
