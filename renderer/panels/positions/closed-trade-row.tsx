import { memo } from 'react';
import type { TradeId } from '#shared/domain/trade';
import { tradeResult } from '#shared/domain/trade-result';
import { formatMinute } from '../../format/clock';
import { useDesk } from '../../store/desk';
import { Badge } from '../../ui/badge';
import { Money } from '../../ui/figures';
import { OwnerName } from '../../ui/owner-name';
import styles from './positions.module.css';

/** A trade of today that is over: when, why, and what it made before charges. */
export const ClosedTradeRow = memo(function ClosedTradeRow({ id }: { readonly id: TradeId }) {
  const trade = useDesk(({ trades }) => trades[id]);
  if (!trade) return null;
  const hours =
    trade.closedAt === null
      ? formatMinute(trade.openedAt)
      : `${formatMinute(trade.openedAt)}–${formatMinute(trade.closedAt)}`;
  return (
    <tr className={styles.closed} data-testid={`closed-trade-${id}`}>
      <th scope="row" className={styles.title}>
        <span className={styles.tradeTitle} title={trade.entryReason}>
          {trade.name}
        </span>
        {trade.status === 'failed' && <Badge tone="danger">failed</Badge>}
        <span className={styles.about} title={trade.exitReason ?? ''}>
          <OwnerName tradeId={id} /> · {hours}
          {trade.exitReason !== null && ` · ${trade.exitReason}`}
        </span>
      </th>
      <td className={styles.result}>
        <Money paise={tradeResult(trade, () => undefined).realised} signed />
      </td>
    </tr>
  );
});
