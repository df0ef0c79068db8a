import type { Order } from '#shared/domain/order';
import type { Tables } from '#shared/ipc/views';

export interface Origin {
  /** The strategy, 'By hand', or the name of the alert; a dash for an order of no trade. */
  readonly from: string;
  /** The decision that it carries out. */
  readonly why: string;
}

/** Whose order it is and on which decision: an entry on its trade's, an exit on what made its leg leave. */
export function originOf(
  { tradeId, legId, purpose }: Pick<Order, 'tradeId' | 'legId' | 'purpose'>,
  { trades, instances }: Pick<Tables, 'trades' | 'instances'>,
): Origin {
  const trade = trades[tradeId];
  if (!trade) return { from: '–', why: '' };
  const { owner, legs, entryReason, exitReason } = trade;
  const from = owner.kind === 'manual' ? owner.label : (instances[owner.instance]?.name ?? owner.instance);
  const left = legs.find(({ id }) => id === legId)?.exitReason ?? exitReason ?? '';
  return { from, why: purpose === 'entry' ? entryReason : left };
}
