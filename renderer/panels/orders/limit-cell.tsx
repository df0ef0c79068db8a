import { isFinal, type Order } from '#shared/domain/order';
import { isHeldAtLimit } from '#shared/domain/trade';
import { symbolOf } from '#shared/domain/words';
import { formatPrice } from '../../format/money';
import { ask } from '../../store/ask';
import { useDesk } from '../../store/desk';
import { EditablePrice } from '../../ui/editable-price';

/** An order's limit. One that rests at a price of the person's own can be given another in its place. */
export function LimitCell({ order }: { readonly order: Order }) {
  const isHeld = useDesk(({ trades }) => isHeldAtLimit(order, trades[order.tradeId]));
  const { limit } = order.price;
  if (!isHeld || isFinal(order) || order.isCancelRequested) return <>{formatPrice(limit)}</>;
  return (
    <EditablePrice
      name={`Limit of order ${order.id} in ${symbolOf(order.instrument)}`}
      about="Move the order to another price"
      price={limit}
      onSave={(next) => next !== null && void ask('order.modify', { order: order.id, limit: next })}
    />
  );
}
