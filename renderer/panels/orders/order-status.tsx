import { latencyOf } from '#shared/domain/latency';
import type { Order, OrderStatus } from '#shared/domain/order';
import { formatAge, formatPreciseClock } from '../../format/clock';
import { NO_VALUE } from '../../format/figures';
import { useDeskValue } from '../../store/desk';
import { Badge, type Tone } from '../../ui/badge';
import { Tip, TipList } from '../../ui/tooltip';
import { originOf } from './origin';

const STATUS: Readonly<Record<OrderStatus, { readonly word: string; readonly tone: Tone }>> = {
  approved: { word: 'Approved', tone: 'neutral' },
  sent: { word: 'Sent', tone: 'accent' },
  unknown: { word: 'Unknown', tone: 'warn' },
  working: { word: 'Working', tone: 'accent' },
  filled: { word: 'Filled', tone: 'good' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  rejected: { word: 'Rejected', tone: 'danger' },
};

/** The order's state; on hover whose it is and why, its ids, and how long each step took. */
export function OrderStatusPill({ order }: { readonly order: Order }) {
  const { from, why } = useDeskValue((desk) => originOf(order, desk));
  const { word, tone } = STATUS[order.status];
  const origin: readonly (readonly [string, string])[] =
    why === ''
      ? [['From', from]]
      : [
          ['From', from],
          ['Why', why],
        ];
  return (
    <Tip
      content={
        <TipList
          rows={[...origin, ['Our id', order.id], ['Broker id', order.brokerId ?? '–'], ...stepRows(order)]}
          note={order.message}
        />
      }
    >
      <Badge tone={tone} dot tabIndex={0} data-status={order.status}>
        {word}
      </Badge>
    </Tip>
  );
}

/** How long it took to be filled, or so far; on hover, step by step. */
export function OrderTook({ order }: { readonly order: Order }) {
  const { total, accepted } = latencyOf(order);
  if (total === null && accepted === null) return <span>{NO_VALUE}</span>;
  return (
    <Tip content={<TipList rows={stepRows(order)} note="On the desk's clock" />}>
      <span>{total === null ? `acc. ${formatAge(accepted ?? 0)}` : formatAge(total)}</span>
    </Tip>
  );
}

function stepRows({ times, status }: Order): readonly (readonly [string, string])[] {
  const { signalAt, approvedAt, sentAt, acceptedAt, finishedAt } = times;
  const steps: readonly (readonly [string, number | undefined, number | undefined])[] = [
    ['Risk gate', signalAt, approvedAt],
    ['Sent', approvedAt, sentAt],
    ['Accepted', sentAt, acceptedAt],
    [STATUS[status].word, acceptedAt ?? sentAt, finishedAt],
  ];
  const took = steps.flatMap(([name, from, to]) =>
    from === undefined || to === undefined
      ? []
      : [[name, `${formatPreciseClock(to)}  +${formatAge(to - from)}`] as const],
  );
  return [['Signal', formatPreciseClock(signalAt)], ...took];
}
