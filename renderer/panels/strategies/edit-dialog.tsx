import { useState } from 'react';
import type { InstanceView } from '#shared/ipc/views';
import { ask } from '../../store/ask';
import { useDesk } from '../../store/desk';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { draftOfParams, valuesOf } from '../../ui/param-draft';
import { draftOfSchedule, scheduleOfDraft } from './schedule-draft';
import { SettingsForm, type Settings } from './settings-form';
import { closeStrategySettings, useStrategyRequest } from './settings-request';

/** The settings that a card or a command asked for; it opens whether or not the panel is in sight. */
export function StrategySettings() {
  const asked = useStrategyRequest(({ instance }) => instance);
  const instance = useDesk(({ instances }) => (asked === null ? undefined : instances[asked]));
  return instance ? <EditDialog key={instance.id} instance={instance} onClose={closeStrategySettings} /> : null;
}

/** Changes what is set about a strategy. Its schedule may be changed while it runs, the rest not. */
function EditDialog({ instance, onClose }: { readonly instance: InstanceView; readonly onClose: () => void }) {
  const strategy = useStrategies().find(({ id }) => id === instance.strategy) ?? { id: instance.strategy, params: {} };
  const [initial] = useState<Settings>(() => ({
    name: instance.name,
    approval: instance.approval,
    params: draftOfParams(strategy.params, instance.params),
    schedule: draftOfSchedule(instance.schedule ?? null),
  }));
  const [settings, setSettings] = useState(initial);
  const params = valuesOf(strategy.params, settings.params);
  const schedule = scheduleOfDraft(settings.schedule);
  const name = settings.name.trim();
  const save = async () => {
    if (params === null || schedule === undefined) return;
    const isOther = JSON.stringify({ ...settings, schedule: null }) !== JSON.stringify({ ...initial, schedule: null });
    const isRescheduled = settings.schedule !== initial.schedule;
    const { approval } = settings;
    if (isOther && (await ask('instance.set', { instance: instance.id, name, params, approval }))?.ok !== true) return;
    if (isRescheduled && (await ask('instance.schedule', { instance: instance.id, schedule }))?.ok !== true) return;
    onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button tone="primary" disabled={params === null || schedule === undefined || name === ''} onPress={save}>
        Save
      </Button>
    </>
  );
  return (
    <Dialog title={instance.name} description={instance.strategyName} size="wide" onClose={onClose} footer={footer}>
      <SettingsForm strategy={strategy} settings={settings} onChange={setSettings} />
    </Dialog>
  );
}
