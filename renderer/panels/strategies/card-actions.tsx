import { Pause, Play, ScrollText, SlidersHorizontal, Square, Trash2, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { InstanceView } from '#shared/ipc/views';
import { ask } from '../../store/ask';
import { INSTANCE_ACTIONS, type InstanceAction } from '../../store/instance-actions';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Tip } from '../../ui/tooltip';
import { openStrategyLog, openStrategySettings } from './settings-request';
import styles from './strategies.module.css';

const ICONS: Readonly<Record<InstanceAction['id'], ReactNode>> = {
  start: <Play size={12} />,
  resume: <Play size={12} />,
  pause: <Pause size={12} />,
  exit: <X size={13} />,
  stop: <Square size={11} />,
};

/** Start, pause, stop, exit: those that make sense now. */
export function CardActions({ instance }: { readonly instance: InstanceView }) {
  const [isStopping, setStopping] = useState(false);
  const press = (action: InstanceAction) =>
    action.needsChoice && instance.openTrades > 0 ? setStopping(true) : action.run(instance.id);
  return (
    <div className={styles.actions}>
      {INSTANCE_ACTIONS.filter((action) => action.isOffered(instance)).map((action) => (
        <Tip key={action.id} content={action.about}>
          <Button
            size="small"
            tone={
              action.id === 'exit' ? 'danger' : action.id === 'start' || action.id === 'resume' ? 'primary' : 'plain'
            }
            icon={ICONS[action.id]}
            aria-label={`${action.label} ${instance.name}`}
            onPress={() => press(action)}
          >
            {action.label}
          </Button>
        </Tip>
      ))}
      <span className={styles.push} />
      <IconButton
        size="small"
        label={`Log of ${instance.name}`}
        icon={<ScrollText size={13} />}
        onPress={() => openStrategyLog(instance.id)}
      />
      <IconButton
        size="small"
        label={`Parameters of ${instance.name}`}
        icon={<SlidersHorizontal size={13} />}
        onPress={() => openStrategySettings(instance.id)}
      />
      {instance.status === 'stopped' && instance.openTrades === 0 && (
        <IconButton
          size="small"
          label={`Remove ${instance.name}`}
          icon={<Trash2 size={13} />}
          onPress={() => ask('instance.remove', { instance: instance.id })}
        />
      )}
      {isStopping && <StopDialog instance={instance} onClose={() => setStopping(false)} />}
    </div>
  );
}

/** Stopping with open trades needs an answer: leave them with their stops, or leave the market. */
function StopDialog({ instance, onClose }: { readonly instance: InstanceView; readonly onClose: () => void }) {
  const stop = async (flatten: boolean) => {
    await ask('instance.stop', { instance: instance.id, flatten });
    onClose();
  };
  const trades = instance.openTrades === 1 ? 'one open trade' : `${instance.openTrades} open trades`;
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button onPress={() => stop(false)}>Stop, keep the trades</Button>
      <Button tone="danger-solid" onPress={() => stop(true)}>
        Stop and exit
      </Button>
    </>
  );
  return (
    <Dialog title={`Stop ${instance.name}?`} size="small" onClose={onClose} footer={footer}>
      <p>
        It has {trades}. Kept trades stay protected by their stops, targets and square-off, and you can exit them by
        hand.
      </p>
    </Dialog>
  );
}
