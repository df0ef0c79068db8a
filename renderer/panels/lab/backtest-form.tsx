import { Play } from 'lucide-react';
import { useState } from 'react';
import type { StrategyInfo } from '#shared/ipc/contract';
import { askQuietly } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { draftOfParams } from '../../ui/param-draft';
import { ParamForm } from '../../ui/param-form';
import { Said, useSaid } from '../../ui/said';
import { Select } from '../../ui/select';
import { DataFields } from './data-fields';
import { backtestOf, FIRST_DRAFT } from './lab-draft';
import styles from './lab.module.css';

interface BacktestFormProps {
  readonly onBegun: (job: string) => void;
}

/** Which strategy on which data. */
export function BacktestForm({ onBegun }: BacktestFormProps) {
  const strategies = useStrategies();
  const [chosen, setChosen] = useState('');
  const strategy = strategies.find(({ id }) => id === chosen) ?? strategies[0];
  const [draft, setDraft] = useState(FIRST_DRAFT);
  if (!strategy) return null;
  return (
    <form className={styles.form} aria-label="Back-test" onSubmit={(event) => event.preventDefault()}>
      <Field label="Strategy" hint={strategy.summary}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            value={strategy.id}
            options={strategies.map((each) => ({ value: each.id, label: each.name }))}
            onChange={setChosen}
          />
        )}
      </Field>
      <DataFields draft={draft} onChange={setDraft} />
      <Terms key={strategy.id} strategy={strategy} draft={draft} onBegun={onBegun} />
    </form>
  );
}

interface TermsProps extends BacktestFormProps {
  readonly strategy: StrategyInfo;
  readonly draft: typeof FIRST_DRAFT;
}

/** The strategy's parameters, and the button that runs it. */
function Terms({ strategy, draft, onBegun }: TermsProps) {
  const [params, setParams] = useState(() => draftOfParams(strategy.params, {}));
  const { saying, failed } = useSaid();
  const choice = backtestOf(strategy, params, draft);
  const run = async () => {
    if (choice === null) return;
    const { reply, problem } = await askQuietly('lab.backtest', choice);
    if (reply?.ok === true) onBegun(reply.value.job);
    else failed(problem ?? 'The desk did not answer');
  };
  return (
    <>
      <details className={styles.params}>
        <summary>Parameters</summary>
        <p>What you leave as it is, is fitted to the data: its symbol, its candles, its volume.</p>
        <ParamForm schema={strategy.params} draft={params} onChange={setParams} />
      </details>
      <Button tone="primary" icon={<Play size={13} />} disabled={choice === null} onPress={run}>
        Run
      </Button>
      <Said saying={saying} />
    </>
  );
}
