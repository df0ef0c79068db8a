import type { DeliveryView } from '#shared/ipc/alerts';
import { formatClock } from '../../format/clock';
import { Badge, type Tone } from '../../ui/badge';
import { DataTable, type Column } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';

const OUTCOMES: Readonly<Record<DeliveryView['outcome'], Tone>> = { waiting: 'warn', sent: 'good', failed: 'danger' };
const CHANNELS = { computer: 'screen', telegram: 'Telegram', webhook: 'webhook' } as const;

/** What was sent, and how each delivery ended; the newest first. */
export function DeliveriesView({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) {
  return (
    <DataTable
      label="Deliveries"
      rows={deliveries}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      initialSorting={{ column: 'at', direction: 'down' }}
      empty={
        <EmptyState title="Nothing was sent yet">
          Each message to the screen, Telegram or your webhook, with how often it was tried and what was answered.
        </EmptyState>
      }
    />
  );
}

const COLUMNS: readonly Column<DeliveryView>[] = [
  { id: 'at', header: 'Time', cell: ({ at }) => formatClock(at), sortBy: ({ id }) => Number(id) },
  { id: 'channel', header: 'To', cell: ({ channel }) => CHANNELS[channel], sortBy: ({ channel }) => channel },
  { id: 'alert', header: 'Alert', cell: ({ alert }) => alert, sortBy: ({ alert }) => alert },
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
  { id: 'attempts', header: 'Tries', align: 'right', cell: ({ attempts }) => attempts },
  { id: 'detail', header: 'Answer', cell: ({ detail }) => <span title={detail}>{detail}</span> },
  { id: 'text', header: 'Message', cell: ({ text }) => <span title={text}>{text}</span> },
];
