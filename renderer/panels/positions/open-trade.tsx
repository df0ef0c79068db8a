import { memo, type CSSProperties } from 'react';
import type { Trade, TradeId } from '#shared/domain/trade';
import { tradeResult } from '#shared/domain/trade-result';
import { formatMinute } from '../../format/clock';
import { exitRows } from '../../format/exits';
import { ask } from '../../store/ask';
import { useDesk, useDeskShallow } from '../../store/desk';
import { Seen } from '../../store/live';
import { useUi } from '../../store/ui';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Money } from '../../ui/figures';
import { useInSight } from '../../ui/in-sight';
import { LiveResult } from '../../ui/live';
import { OwnerName } from '../../ui/owner-name';
import { Tip, TipList } from '../../ui/tooltip';
import { ExitWithCost } from './exit-cost';
import { GreekCells } from './greek-cells';
import { netGreeks } from './held-greeks';
import { LegRow } from './leg-row';
import styles from './positions.module.css';
import { ROOM } from './room';

/** One trade that is not over: what it makes as a whole, then leg by leg. */
export const OpenTrade = memo(function OpenTrade({ id }: { readonly id: TradeId }) {
  const trade = useDesk(({ trades }) => trades[id]);
  const legs = useDeskShallow(({ trades }) => trades[id]?.legs.map((leg) => leg.id) ?? []);
  const [rows, isInSight] = useInSight<HTMLTableSectionElement>();
  return (
    <tbody
      ref={rows}
      data-testid={`trade-${id}`}
      data-unseen={!isInSight || undefined}
      style={{ '--rows': 1 + legs.length } as CSSProperties}
    >
      <Seen value={isInSight}>
        {trade && <TradeRow trade={trade} />}
        {legs.map((leg) => (
          <LegRow key={leg} tradeId={id} legId={leg} />
        ))}
      </Seen>
    </tbody>
  );
});

function TradeRow({ trade }: { readonly trade: Trade }) {
  return (
    <tr className={styles.trade}>
      <th scope="rowgroup" className={styles.title}>
        <TradeAbout trade={trade} />
        {trade.status !== 'open' && (
          <Badge tone={trade.status === 'closing' ? 'warn' : 'accent'} dot>
            {trade.status}
          </Badge>
        )}
        <span className={styles.about}>
          <OwnerName tradeId={trade.id} /> · since {formatMinute(trade.openedAt)}
          {trade.exitReason !== null && ` · ${trade.exitReason}`}
        </span>
      </th>
      <TradeMoney id={trade.id} />
      <GreekCells select={(desk) => netGreeks(desk, trade.legs)} />
      <td className={styles.actions}>
        <ExitWithCost legs={trade.status === 'closing' ? [] : trade.legs}>
          <Button
            tone="danger"
            size="small"
            disabled={trade.status === 'closing'}
            aria-label={`Exit trade ${trade.name}`}
            onPress={() => ask('trade.exit', { trade: trade.id })}
          >
            {trade.status === 'closing' ? 'Exiting' : 'Exit trade'}
          </Button>
        </ExitWithCost>
      </td>
    </tr>
  );
}

function TradeAbout({ trade }: { readonly trade: Trade }) {
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  const rows = exitRows(trade.exits);
  const main = trade.legs.find(({ role }) => role === 'main');
  return (
    <Tip content={<TipList rows={rows} note={trade.entryReason} />}>
      <button type="button" className={styles.tradeTitle} onClick={() => main && selectInstrument(main.instrument)}>
        {trade.name}
      </button>
    </Tip>
  );
}

/** Apart from the row, so that a tick repaints two cells. */
function TradeMoney({ id }: { readonly id: TradeId }) {
  const realised = useDesk(({ trades }) => {
    const trade = trades[id];
    return trade && tradeResult(trade, () => undefined).realised;
  });
  return (
    <>
      <td className={styles.mtm} data-testid="trade-mtm">
        <LiveResult
          select={({ trades, quotes }) => {
            const trade = trades[id];
            return trade && tradeResult(trade, (instrument) => quotes[instrument]?.ltp).mtm;
          }}
          room={ROOM.result}
        />
      </td>
      <td className={styles.realised}>
        <Money paise={realised} signed />
      </td>
    </>
  );
}
