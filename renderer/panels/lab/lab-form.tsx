import { Play } from 'lucide-react';
import { useState } from 'react';
import type { RequestReply, StrategyInfo } from '#shared/ipc/contract';
import type { LabKind } from '#shared/ipc/lab';
import { askQuietly } from '../../store/ask';
import { useStrategies } from '../../store/strategies';
import { Button } from '../../ui/button';
import { draftOfParams } from '../../ui/param-draft';
import { ParamForm } from '../../ui/param-form';
import { Said, useSaid } from '../../ui/said';
import { SelectField } from '../../ui/select';
import { DataFields } from './data-fields';
import { backtestOf, FIRST_DRAFT, type BacktestInput, type LabDraft } from './lab-draft';
import styles from './lab.module.css';
import { FIRST_SEARCH, searchOf, type SearchDraft } from './search-draft';
import { SearchFields } from './search-fields';

interface LabFormProps {
  readonly kind: LabKind;
  readonly onBegun: (job: string) => void;
}

/** Which strategy on which data; of a search, what is varied. What was filled in serves all kinds of runs. */
export function LabForm({ kind, onBegun }: LabFormProps) {
  const strategies = useStrategies();
  const [chosen, setChosen] = useState('');
  const strategy = strategies.find(({ id }) => id === chosen) ?? strategies[0];
  const [draft, setDraft] = useState(FIRST_DRAFT);
  if (!strategy) return null;
  return (
    <form className={styles.form} aria-label="Run" onSubmit={(event) => event.preventDefault()}>
      <SelectField
        label="Strategy"
        hint={
          <span className={styles.summary} title={strategy.summary}>
            {strategy.summary}
          </span>
        }
        value={strategy.id}
        options={strategies.map((each) => ({ value: each.id, label: each.name }))}
        onChange={setChosen}
      />
      <DataFields draft={draft} onChange={setDraft} />
      <Terms key={strategy.id} kind={kind} strategy={strategy} draft={draft} onBegun={onBegun} />
    </form>
  );
}

interface TermsProps extends LabFormProps {
  readonly strategy: StrategyInfo;
  readonly draft: LabDraft;
}

/** The strategy's parameters, and the button that runs it. */
function Terms({ kind, strategy, draft, onBegun }: TermsProps) {
  const [params, setParams] = useState(() => draftOfParams(strategy.params, {}));
  const [search, setSearch] = useState<SearchDraft>(FIRST_SEARCH);
  const { saying, failed } = useSaid();
  const choice = backtestOf(strategy, params, draft);
  const searched = kind === 'backtest' ? null : searchOf(search, strategy.params);
  const missing = !choice.ok ? choice.error : searched?.ok === false ? searched.error : null;
  const run = async () => {
    if (!choice.ok || searched?.ok === false) return;
    const { job, problem } = await begin(kind, choice.value, searched?.value ?? null);
    if (job === null) failed(problem);
    else onBegun(job);
  };
  return (
    <>
      {kind !== 'backtest' && (
        <SearchFields kind={kind} schema={strategy.params} search={search} onChange={setSearch} />
      )}
      <details className={styles.params}>
        <summary>Parameters</summary>
        <p>What you leave as it is, is fitted to the data: its symbol, its candles, its volume.</p>
        <ParamForm schema={strategy.params} draft={params} onChange={setParams} />
      </details>
      <div className={styles.foot}>
        <Button tone="primary" icon={<Play size={13} />} disabled={missing !== null} onPress={run}>
          Run
        </Button>
        {missing !== null && <p>{missing}</p>}
        <Said saying={saying} />
      </div>
    </>
  );
}

interface Begun {
  readonly job: string | null;
  readonly problem: string;
}

type SearchInput = Extract<ReturnType<typeof searchOf>, { readonly ok: true }>['value'];

async function begin(kind: LabKind, choice: BacktestInput, search: SearchInput | null): Promise<Begun> {
  if (kind === 'backtest' || search === null) return begunBy(await askQuietly('lab.backtest', choice));
  const { inSample, trainDays, testDays, choose, ...common } = search;
  return kind === 'sweep'
    ? begunBy(await askQuietly('lab.sweep', { ...choice, ...common, inSample }))
    : begunBy(await askQuietly('lab.walkForward', { ...choice, ...common, trainDays, testDays, choose }));
}

/** All kinds of runs are answered alike. */
interface RunAnswer {
  readonly reply: RequestReply<'lab.backtest'> | null;
  readonly problem: string | null;
}

function begunBy({ reply, problem }: RunAnswer): Begun {
  return { job: reply?.ok === true ? reply.value.job : null, problem: problem ?? 'The desk did not answer' };
}
