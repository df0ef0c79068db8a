import { useDesk } from '../store/desk';

/** Whose a trade is: the strategy's name, 'By hand', or the alert's. */
export function OwnerName({ tradeId }: { readonly tradeId: string }) {
  const name = useDesk(({ trades, instances }) => {
    const owner = trades[tradeId]?.owner;
    if (!owner) return '–';
    return owner.kind === 'manual' ? owner.label : (instances[owner.instance]?.name ?? owner.instance);
  });
  return <span title={name}>{name}</span>;
}
