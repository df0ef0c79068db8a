import { useState } from 'react';
import type { FigureTable } from '#shared/domain/strategy';
import type { LogLine, StrategyLog as StrategyLogReply } from '#shared/domain/strategy-log';
import { SECOND } from '#shared/domain/time';
import type { InstanceView } from '#shared/ipc/views';
import { formatClock } from '../../format/clock';
import type { CsvColumn } from '../../format/csv';
import { useDesk } from '../../store/desk';
import { useAnswer } from '../../store/answer';
import { Dialog } from '../../ui/dialog';
import { EmptyState } from '../../ui/empty-state';
import { Spacer } from '../../ui/panel';
import { SaveTable } from '../../ui/save-table';
import { Tabs } from '../../ui/tabs';
import { closeStrategyLog, useStrategyRequest } from './settings-request';
import styles from './strategies.module.css';

type Filter = 'all' | 'done';

const TABS = [
  { value: 'all', label: 'Everything' },
  { value: 'done', label: 'What it did' },
] as const satisfies readonly { value: Filter; label: string }[];

const CSV: readonly CsvColumn<LogLine>[] = [
  { header: 'Time', value: ({ at }) => formatClock(at) },
  { header: 'Kind', value: ({ kind }) => kind },
  { header: 'What', value: ({ text }) => text },
];

const NOTHING: StrategyLogReply = { lines: [], figures: null };
/** How often an open log is read anew. */
const RELOAD_MS = 2 * SECOND;

/** The log that a card or a command asked for. */
export function StrategyLog() {
  const asked = useStrategyRequest(({ log }) => log);
  const instance = useDesk(({ instances }) => (asked === null ? undefined : instances[asked]));
  return instance ? <LogDialog key={instance.id} instance={instance} /> : null;
}

/** What a strategy saw and did today, newest first. */
function LogDialog({ instance: { id, name, strategyName } }: { readonly instance: InstanceView }) {
  const [filter, setFilter] = useState<Filter>('all');
  const { reply, problem } = useAnswer('instance.log', { instance: id }, { everyMs: RELOAD_MS });
  const { lines, figures } = reply?.ok === true ? reply.value : NOTHING;
  const shown = filter === 'all' ? lines : lines.filter(({ kind }) => kind !== 'seen');
  return (
    <Dialog title={`Log of ${name}`} description={strategyName} size="wide" onClose={closeStrategyLog}>
      {figures && <Figures table={figures} />}
      <div className={styles.logBar}>
        <Tabs label="Which lines" value={filter} onChange={setFilter} tabs={TABS} />
        <Spacer />
        <SaveTable name="strategy-log" rows={shown} columns={CSV} />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={problem ?? 'Nothing yet today'}>
          What it sees at each candle, its calls, fills and exits are written here.
        </EmptyState>
      ) : (
        <ol className={styles.log} aria-label={`Log of ${name}`}>
          {shown.map(({ at, kind, text }, index) => (
            // Newest first: a line keeps its number from the end.
            <li key={shown.length - index} data-kind={kind}>
              <time>{formatClock(at)}</time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

/** What the strategy has measured. */
function Figures({ table: { title, head, rows } }: { readonly table: FigureTable }) {
  return (
    <table className={styles.measured}>
      <caption>{title}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = '', ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, column) => (
              <td key={head[column + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
