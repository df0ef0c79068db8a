import type { WebhookOutcome, WebhookView } from '#shared/ipc/webhooks';
import { formatClock } from '../../format/clock';
import { useAnswer } from '../../store/answer';
import { Badge, type Tone } from '../../ui/badge';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { AlertBuilder } from './alert-builder';
import styles from './alerts-panel.module.css';

const RELOAD_MS = 1_000;
const NONE: readonly WebhookView[] = [];

const OUTCOMES: Readonly<Record<WebhookOutcome, Tone>> = {
  kept: 'neutral',
  traded: 'good',
  repeated: 'warn',
  refused: 'danger',
};

/** What other programs sent to this desk and what became of it, and the message that makes TradingView send. */
export function WebhooksView() {
  const { reply, problem } = useAnswer('webhooks.list', undefined, { everyMs: RELOAD_MS });
  return (
    <div className={styles.main}>
      <AlertBuilder />
      {problem !== null && <p role="alert">{problem}</p>}
      <DataTable
        label="Webhooks received"
        rows={reply ?? NONE}
        keyOf={({ id }) => id}
        columns={COLUMNS}
        initialSorting={{ column: 'at', direction: 'down' }}
        empty={
          <EmptyState title="No webhook was received yet">
            Each one with its sender, what it asked for, and what the desk made of it.
          </EmptyState>
        }
      />
    </div>
  );
}

const COLUMNS: readonly Column<WebhookView>[] = [
  { id: 'at', header: 'Time', cell: ({ at }) => formatClock(at), sortBy: ({ id }) => Number(id) },
  { id: 'from', header: 'From', cell: ({ from }) => from, sortBy: ({ from }) => from },
  { id: 'symbol', header: 'Symbol', cell: ({ symbol }) => symbol, sortBy: ({ symbol }) => symbol },
  { id: 'summary', header: 'Asked for', cell: ({ summary }) => summary },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: ({ outcome }) => (
      <Badge tone={OUTCOMES[outcome]} dot>
        {outcome}
      </Badge>
    ),
    sortBy: ({ outcome }) => outcome,
  },
  { id: 'status', header: 'Status', align: 'right', cell: ({ status }) => status, sortBy: ({ status }) => status },
  { id: 'message', header: 'Answer', cell: ({ message }) => <span title={message}>{message}</span> },
];
