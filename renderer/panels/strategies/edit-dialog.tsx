import { useState } from 'react';
import type { InstanceView } from '#shared/ipc/views';
import { ask } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { draftOfParams, valuesOf } from '../../ui/param-draft';
import { SettingsForm, type Settings } from './settings-form';

/** Changes what is set about a strategy. */
export function EditDialog({ instance, onClose }: { readonly instance: InstanceView; readonly onClose: () => void }) {
  const strategy = useStrategies().find(({ id }) => id === instance.strategy) ?? { id: instance.strategy, params: {} };
  const schema = strategy.params;
  const [settings, setSettings] = useState<Settings>(() => ({
    name: instance.name,
    approval: instance.approval,
    params: draftOfParams(schema, instance.params),
  }));
  const params = valuesOf(schema, settings.params);
  const name = settings.name.trim();
  const save = async () => {
    if (params === null) return;
    const reply = await ask('instance.set', { instance: instance.id, name, params, approval: settings.approval });
    if (reply?.ok === true) onClose();
  };
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button tone="primary" disabled={params === null || name === ''} onPress={save}>
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
