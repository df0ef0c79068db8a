import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useDayMinutes } from '../../store/day-minutes';
import { useDesk, useDeskShallow } from '../../store/desk';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Money } from '../../ui/figures';
import { Figure, Panel, Spacer } from '../../ui/panel';
import { AddDialog } from './add-dialog';
import { StrategyCard } from './strategy-card';
import styles from './strategies.module.css';

/** The strategies that a person has set up: what each is doing and why, and the buttons that rule it. */
export function StrategiesPanel() {
  const [isAdding, setAdding] = useState(false);
  const ids = useDeskShallow((desk) => Object.keys(desk.instances));
  const running = useDesk(
    ({ instances }) => Object.values(instances).filter(({ status }) => status === 'running').length,
  );
  const pnl = useDesk(({ instances }) => Object.values(instances).reduce((sum, instance) => sum + instance.pnl, 0));
  const minutes = useDayMinutes();
  const add = (text: string) => (
    <Button size="small" icon={<Plus size={13} />} aria-label="Add strategy" onPress={() => setAdding(true)}>
      {text}
    </Button>
  );
  const toolbar = (
    <>
      <Figure label="Running">
        {running} of {ids.length}
      </Figure>
      <Figure label="PnL">
        <Money paise={pnl} signed />
      </Figure>
      <Spacer />
      {add('Add')}
    </>
  );
  return (
    <Panel label="Strategies" toolbar={ids.length > 0 ? toolbar : undefined}>
      {ids.length === 0 ? (
        <EmptyState title="No strategy is set up" action={add('Add strategy')}>
          Add one, set its parameters, and start it with a click. Each can run several times.
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {ids.map((id) => (
            <StrategyCard key={id} id={id} minutes={minutes} />
          ))}
        </ul>
      )}
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}
