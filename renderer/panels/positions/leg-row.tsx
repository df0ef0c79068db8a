import { memo } from 'react';
import { averagePrice, mtm } from '#shared/domain/position';
import type { Leg, TradeId } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { symbolOf } from '#shared/domain/words';
import type { Tables } from '#shared/ipc/views';
import { formatClock } from '../../format/clock';
import { formatLots, formatSignedQty } from '../../format/figures';
import { ask } from '../../store/ask';
import { useDesk } from '../../store/desk';
import { isStale } from '../../store/freshness';
import { useUi } from '../../store/ui';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Money } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import { LivePrice, LiveResult } from '../../ui/live';
import { SideTag } from '../../ui/side-tag';
import { ExitWithCost } from './exit-cost';
import { GreekCells } from './greek-cells';
import { legGreeks } from './held-greeks';
import { LevelCell } from './level-cell';
import styles from './positions.module.css';
import { ROOM } from './room';

interface LegRowProps {
  readonly tradeId: TradeId;
  readonly legId: string;
}

/** One leg. Its quote is read where it is shown, so a tick repaints its price and its MTM and nothing else. */
export const LegRow = memo(function LegRow({ tradeId, legId }: LegRowProps) {
  const leg = useDesk(({ trades }) => trades[tradeId]?.legs.find(({ id }) => id === legId));
  return leg ? <LegCells tradeId={tradeId} leg={leg} /> : null;
});

function LegCells({ tradeId, leg }: { readonly tradeId: TradeId; readonly leg: Leg }) {
  const lotSize = useDesk(({ quotes }) => quotes[leg.instrument]?.lotSize);
  const { qty, realised } = leg.position;
  const canExit = qty !== 0 && leg.status !== 'exiting';
  return (
    <tr className={styles.leg} data-testid={`leg-${leg.instrument}`}>
      <th scope="row" className={styles.name}>
        <LegName leg={leg} />
      </th>
      <td className={styles.qty}>
        {formatSignedQty(qty)}
        {lotSize !== undefined && qty !== 0 && <span className={styles.lots}> {formatLots(qty, lotSize)}</span>}
      </td>
      <td className={styles.average}>
        <Money paise={averagePrice(leg.position) ?? leg.entry} />
      </td>
      <LegMarket leg={leg} />
      <td className={styles.realised}>
        <Money paise={realised} signed />
      </td>
      <GreekCells select={(desk) => (qty === 0 ? null : legGreeks(desk, leg))} />
      <td className={styles.stop}>
        <LevelCell tradeId={tradeId} leg={leg} kind="stop" />
      </td>
      <td className={styles.target}>
        <LevelCell tradeId={tradeId} leg={leg} kind="target" />
      </td>
      <td className={styles.actions}>
        {canExit && (
          <ExitWithCost legs={[leg]}>
            <Button
              tone="danger"
              size="small"
              aria-label={`Exit leg ${symbolOf(leg.instrument)}`}
              onPress={() => ask('trade.exitLeg', { trade: tradeId, leg: leg.id })}
            >
              Exit
            </Button>
          </ExitWithCost>
        )}
      </td>
    </tr>
  );
}

function LegName({ leg }: { readonly leg: Leg }) {
  const selectInstrument = useUi((ui) => ui.selectInstrument);
  return (
    <>
      <SideTag side={leg.side} isShort />
      <button
        type="button"
        className={styles.symbol}
        title="Show on the chart"
        onClick={() => selectInstrument(leg.instrument)}
      >
        <InstrumentName id={leg.instrument} />
      </button>
      {leg.role === 'hedge' && <span className={styles.quiet}>hedge</span>}
      {leg.status !== 'open' && <Badge tone={leg.status === 'failed' ? 'danger' : 'neutral'}>{leg.status}</Badge>}
      {leg.exitReason !== null && (
        <span className={styles.about} title={leg.exitReason}>
          {leg.exitReason}
        </span>
      )}
    </>
  );
}

/** Price and MTM; both dim while the price is too old to act on. */
function LegMarket({ leg }: { readonly leg: Leg }) {
  const staleSince = useDesk(({ desk, quotes }) => {
    const seenAt = quotes[leg.instrument]?.at;
    return seenAt !== undefined && isStale(desk.desk, seenAt) ? seenAt : null;
  });
  const isDim = staleSince !== null;
  return (
    <>
      <td
        className={classNames(styles.ltp, isDim && styles.dim)}
        title={isDim ? `Price of ${formatClock(staleSince)}` : undefined}
      >
        <LivePrice select={({ quotes }) => quotes[leg.instrument]?.ltp} room={ROOM.price} />
      </td>
      <td className={classNames(styles.mtm, isDim && styles.dim)} data-testid="leg-mtm">
        <LiveResult select={(desk) => mtmOf(desk, leg)} room={ROOM.result} />
      </td>
    </>
  );
}

function mtmOf({ quotes }: Tables, { instrument, position }: Leg): Paise | null {
  const ltp = quotes[instrument]?.ltp;
  return ltp === undefined || position.qty === 0 ? null : mtm(position, ltp);
}
