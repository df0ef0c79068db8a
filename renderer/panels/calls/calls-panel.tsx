import { memo, useMemo, useState } from 'react';
import type { Call, CallOutcome } from '#shared/domain/call';
import { formatClock, withDays } from '../../format/clock';
import type { CsvColumn } from '../../format/csv';
import { useDesk, useDeskShallow } from '../../store/desk';
import { ApprovalButtons } from '../../ui/approval';
import { Badge, type Tone } from '../../ui/badge';
import { EmptyState } from '../../ui/empty-state';
import { Panel, Spacer } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { Select } from '../../ui/select';
import { Tabs } from '../../ui/tabs';
import { callsOf, type CallFilter, type CallSorting } from './call-order';
import styles from './calls-panel.module.css';

const OUTCOMES: Readonly<Record<CallOutcome, { readonly word: string; readonly tone: Tone }>> = {
  open: { word: 'Open', tone: 'accent' },
  waiting: { word: 'Waiting for approval', tone: 'warn' },
  taken: { word: 'Taken', tone: 'good' },
  refused: { word: 'Refused', tone: 'danger' },
  lapsed: { word: 'Lapsed', tone: 'neutral' },
  closed: { word: 'Closed', tone: 'neutral' },
};

const CSV: readonly CsvColumn<Call>[] = [
  { header: 'Time', value: ({ madeAt }) => formatClock(madeAt) },
  { header: 'Call', value: ({ id }) => id },
  { header: 'Strategy', value: ({ strategy }) => strategy },
  { header: 'Title', value: ({ title }) => title },
  { header: 'Why', value: ({ why }) => why },
  { header: 'Outcome', value: ({ outcome }) => outcome },
  { header: 'Result', value: ({ result }) => result },
  { header: 'Trade', value: ({ tradeId }) => tradeId },
];

const SORTINGS = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'strategy', label: 'By strategy' },
] as const satisfies readonly { value: CallSorting; label: string }[];

/** Every recommendation of the day, once: what it said, on which figures, and what became of it. */
export function CallsPanel() {
  const [filter, setFilter] = useState<CallFilter>('all');
  const [sorting, setSorting] = useState<CallSorting>('newest');
  const calls = useDeskShallow((desk) => Object.values(desk.calls));
  const shown = useMemo(() => callsOf(calls, filter, sorting), [calls, filter, sorting]);
  const count = (of: CallFilter) => callsOf(calls, of, sorting).length;
  const tabs = [
    { value: 'all', label: `All ${count('all')}` },
    { value: 'waiting', label: `Waiting ${count('waiting')}` },
    { value: 'taken', label: `Taken ${count('taken')}` },
    { value: 'not-taken', label: `Not taken ${count('not-taken')}` },
  ] as const;
  const toolbar = (
    <>
      <Tabs label="Which calls" value={filter} onChange={setFilter} tabs={tabs} />
      <Spacer />
      <Select aria-label="Order of the calls" isQuiet value={sorting} options={SORTINGS} onChange={setSorting} />
      <SaveTable name="calls" rows={shown} columns={CSV} />
    </>
  );
  return (
    <Panel label="Calls" toolbar={calls.length > 0 ? toolbar : undefined}>
      {shown.length === 0 ? (
        <EmptyState title={filter === 'all' ? 'No calls yet' : 'None of these'}>
          A running strategy makes one call for each signal, with its reason and its figures.
        </EmptyState>
      ) : (
        <ol className={styles.list} aria-label="Calls">
          {shown.map(({ id }) => (
            <CallCard key={id} id={id} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

const CallCard = memo(function CallCard({ id }: { readonly id: string }) {
  const call = useDesk(({ calls }) => calls[id]);
  const source = useDesk(({ instances }) => (call?.instance && instances[call.instance]?.name) ?? call?.strategy ?? '');
  return call ? <CallBody call={call} source={source} /> : null;
});

function CallBody({ call, source }: { readonly call: Call; readonly source: string }) {
  const outcome = OUTCOMES[call.outcome];
  return (
    <li className={styles.call} data-outcome={call.outcome}>
      <div className={styles.head}>
        <time>{formatClock(call.madeAt)}</time>
        <strong title={call.title}>{call.title}</strong>
        <Badge tone={outcome.tone} dot>
          {outcome.word}
        </Badge>
        {call.outcome === 'waiting' && <ApprovalButtons call={call} />}
        <span className={styles.source} title={source}>
          {source}
        </span>
      </div>
      <p className={styles.why}>{call.why}</p>
      <dl className={styles.inputs}>
        {Object.entries(call.inputs).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{withDays(value)}</dd>
          </div>
        ))}
      </dl>
      {call.result !== '' && <p className={styles.result}>{call.result}</p>}
    </li>
  );
}
