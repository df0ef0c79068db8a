import { useState } from 'react';
import { useAnswer } from '../../store/answer';
import { Panel } from '../../ui/panel';
import { Tabs } from '../../ui/tabs';
import { DeliveriesView } from './deliveries-view';
import { DeliverySettings } from './delivery-settings';
import { RulesView } from './rules-view';
import { WebhooksView } from './webhooks-view';

type View = 'rules' | 'delivery' | 'history' | 'webhooks';

/** Often enough that a value beside its level is seen to come nearer. */
const RELOAD_MS = 1_000;

/** What the desk is to tell, where it tells it, and what other programs told the desk. */
export function AlertsPanel() {
  const [view, setView] = useState<View>('rules');
  const { reply, problem, again } = useAnswer('alerts.read', undefined, { everyMs: RELOAD_MS });
  const tabs = (
    <Tabs
      label="Alerts and webhooks"
      value={view}
      onChange={setView}
      tabs={[
        { value: 'rules', label: 'Alerts' },
        { value: 'delivery', label: 'Delivery' },
        { value: 'history', label: 'Sent' },
        { value: 'webhooks', label: 'Webhooks' },
      ]}
    />
  );
  return (
    <Panel label="Alerts & webhooks" toolbar={tabs}>
      {problem !== null && <p role="alert">{problem}</p>}
      {view === 'webhooks' && <WebhooksView />}
      {reply !== null && view === 'rules' && <RulesView alerts={reply} onChanged={again} />}
      {reply !== null && view === 'delivery' && <DeliverySettings alerts={reply} onChanged={again} />}
      {reply !== null && view === 'history' && <DeliveriesView deliveries={reply.deliveries} />}
    </Panel>
  );
}
