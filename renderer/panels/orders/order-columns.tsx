import { latencyOf } from '#shared/domain/latency';
import { isFinal, type Order } from '#shared/domain/order';
import { formatClock } from '../../format/clock';
import { formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { ask } from '../../store/ask';
import { Button } from '../../ui/button';
import type { Column } from '../../ui/data-table';
import { InstrumentName } from '../../ui/instrument-name';
import { OwnerName } from '../../ui/owner-name';
import { SideTag } from '../../ui/side-tag';
import { AverageFill } from './average-fill';
import { LimitCell } from './limit-cell';
import { OrderStatusPill, OrderTook } from './order-status';

export const ORDER_COLUMNS: readonly Column<Order>[] = [
  {
    id: 'time',
    header: 'Time',
    sortBy: ({ times }) => times.signalAt,
    cell: ({ times }) => formatClock(times.signalAt),
  },
  {
    id: 'status',
    header: 'Status',
    room: 14,
    sortBy: ({ status }) => status,
    cell: (order) => <OrderStatusPill order={order} />,
  },
  { id: 'side', header: 'Side', sortBy: ({ side }) => side, cell: ({ side }) => <SideTag side={side} isShort /> },
  {
    id: 'symbol',
    header: 'Instrument',
    room: 24,
    sortBy: ({ instrument }) => instrument,
    cell: ({ instrument }) => <InstrumentName id={instrument} />,
  },
  {
    id: 'qty',
    header: 'Filled / qty',
    room: 14,
    align: 'right',
    sortBy: ({ qty }) => qty,
    cell: ({ filledQty, qty }) => `${formatQty(filledQty)} / ${formatQty(qty)}`,
  },
  {
    id: 'price',
    header: 'Limit',
    room: 9,
    align: 'right',
    sortBy: ({ price }) => price.limit,
    about: 'Click that of an entry that rests to move it',
    cell: (order) => <LimitCell order={order} />,
  },
  {
    id: 'average',
    header: 'Average',
    room: 9,
    about: 'Mean price of its fills',
    align: 'right',
    cell: ({ id }) => <AverageFill order={id} />,
  },
  {
    id: 'took',
    header: 'Took',
    isSpare: true,
    about: 'From the signal to the last fill; the stages on hover',
    align: 'right',
    sortBy: (order) => latencyOf(order).total ?? Number.MAX_SAFE_INTEGER,
    cell: (order) => <OrderTook order={order} />,
  },
  { id: 'owner', header: 'From', most: 26, isSpare: true, cell: ({ tradeId }) => <OwnerName tradeId={tradeId} /> },
  {
    id: 'trigger',
    header: 'Trigger',
    isSpare: true,
    align: 'right',
    sortBy: ({ price }) => (price.kind === 'stop-limit' ? price.trigger : 0),
    cell: ({ price }) => (price.kind === 'stop-limit' ? formatPrice(price.trigger) : '–'),
  },
  { id: 'purpose', header: 'For', isSpare: true, sortBy: ({ purpose }) => purpose, cell: ({ purpose }) => purpose },
  {
    id: 'message',
    header: "Broker's words",
    most: 42,
    cell: ({ message, chases }) => (
      <span title={message} data-selectable>
        {message}
        {chases > 0 && ` (moved ${chases}×)`}
      </span>
    ),
  },
  { id: 'actions', isPinned: true, header: '', align: 'right', cell: (order) => <CancelButton order={order} /> },
];

function CancelButton({ order }: { readonly order: Order }) {
  if (isFinal(order)) return null;
  return (
    <Button
      tone="danger"
      size="small"
      disabled={order.isCancelRequested}
      aria-label={`Cancel order ${order.id}`}
      onPress={() => ask('order.cancel', { order: order.id })}
    >
      {order.isCancelRequested ? 'Cancelling' : 'Cancel'}
    </Button>
  );
}
