import { averagePrices } from '#shared/domain/fill';
import type { OrderId } from '#shared/domain/order';
import type { Tables } from '#shared/ipc/views';
import { orDash } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { useDesk } from '../../store/desk';

/** Worked out once for each state of the fills, however many orders ask. */
const known = new WeakMap<Tables['fills'], ReadonlyMap<OrderId, number>>();

export function averageFillOf({ fills }: Pick<Tables, 'fills'>, order: OrderId): number | null {
  const prices = known.get(fills) ?? averagePrices(Object.values(fills));
  known.set(fills, prices);
  return prices.get(order) ?? null;
}

/** What an order was filled at. */
export function AverageFill({ order }: { readonly order: OrderId }) {
  const price = useDesk((desk) => averageFillOf(desk, order));
  return <span>{orDash(price, formatPrice)}</span>;
}
