import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { signOf } from '#shared/domain/instrument';
import type { OutsideOrder } from '#shared/domain/outside';
import { PRODUCT_NAMES } from '#shared/domain/trading-scope';
import { paise, type Paise } from '#shared/domain/units';
import type { DeskView, OutsidePositionView } from '#shared/ipc/views';
import { formatLots, formatQty, formatSignedQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { useDesk } from '../../store/desk';
import { useInstrumentName } from '../../store/instrument-name';
import { Button } from '../../ui/button';
import { Money } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import { LivePrice, LiveResult } from '../../ui/live';
import { SideTag } from '../../ui/side-tag';
import { AdoptDialog } from './adopt-dialog';
import { CancelOutsideDialog } from './cancel-outside-dialog';
import styles from './positions.module.css';
import { ROOM } from './room';

/** What the account has that the desk did not make. As text, because it comes anew with every delta and seldom changes. */
export function useOutside(): DeskView['outside'] {
  const text = useDesk(({ desk }) => JSON.stringify(desk.desk.outside));
  // Written by the line above from a value of that type.
  return useMemo(() => JSON.parse(text) as DeskView['outside'], [text]);
}

/** Positions and orders made elsewhere: shown, not touched; a position can be adopted and an order cancelled. */
export function OutsideRows({ outside: { positions, orders } }: { readonly outside: DeskView['outside'] }) {
  const [adopting, setAdopting] = useState<OutsidePositionView | null>(null);
  const [cancelling, setCancelling] = useState<OutsideOrder | null>(null);
  return (
    <tbody aria-label="Made outside KiteDesk">
      <tr>
        <th
          scope="rowgroup"
          className={styles.section}
          title="Positions and orders of other apps. The desk leaves them alone."
        >
          Made outside KiteDesk ({positions.length + orders.length})
        </th>
      </tr>
      {positions.map((position) => (
        <PositionRow
          key={`${position.instrument}|${position.product}`}
          position={position}
          onAdopt={() => setAdopting(position)}
        />
      ))}
      {orders.map((order) => (
        <OrderRow key={order.brokerId} order={order} onCancel={() => setCancelling(order)} />
      ))}
      {/* A table's body holds rows alone. */}
      {createPortal(
        <>
          {adopting !== null && <AdoptDialog position={adopting} onClose={() => setAdopting(null)} />}
          {cancelling !== null && <CancelOutsideDialog order={cancelling} onClose={() => setCancelling(null)} />}
        </>,
        document.body,
      )}
    </tbody>
  );
}

interface PositionRowProps {
  readonly position: OutsidePositionView;
  readonly onAdopt: () => void;
}

function PositionRow({ position, onAdopt }: PositionRowProps) {
  const { instrument, qty, product, averagePrice } = position;
  const name = useInstrumentName(instrument);
  const lotSize = useDesk(({ quotes }) => quotes[instrument]?.lotSize);
  return (
    <tr className={styles.leg} data-testid={`outside-${instrument}`}>
      <th scope="row" className={styles.name}>
        <SideTag side={qty > 0 ? 'buy' : 'sell'} isShort />
        <InstrumentName id={instrument} />
        <span className={styles.about} title={PRODUCT_NAMES[product]}>
          {product}
        </span>
      </th>
      <UnitsCell units={qty} lotSize={lotSize} />
      <td className={styles.average}>
        <Money paise={averagePrice} />
      </td>
      <td className={styles.ltp}>
        <LivePrice select={({ quotes }) => quotes[instrument]?.ltp} room={ROOM.price} />
      </td>
      <td className={styles.mtm}>
        <LiveResult select={({ quotes }) => mtmOf(position, quotes[instrument]?.ltp)} room={ROOM.result} />
      </td>
      <td className={styles.actions}>
        {product !== 'delivery' && (
          <Button size="small" aria-label={`Adopt ${name}`} onPress={onAdopt}>
            Adopt
          </Button>
        )}
      </td>
    </tr>
  );
}

function UnitsCell({ units, lotSize }: { readonly units: number; readonly lotSize: number | undefined }) {
  return (
    <td className={styles.qty}>
      {formatSignedQty(units)}
      {lotSize !== undefined && <span className={styles.lots}> {formatLots(units, lotSize)}</span>}
    </td>
  );
}

function mtmOf({ qty, averagePrice }: OutsidePositionView, ltp: Paise | undefined): Paise | null {
  return ltp === undefined || averagePrice === null ? null : paise(Math.round((ltp - averagePrice) * qty));
}

interface OrderRowProps {
  readonly order: OutsideOrder;
  readonly onCancel: () => void;
}

function OrderRow({ order, onCancel }: OrderRowProps) {
  const { brokerId, instrument, side, qty, filledQty, price, isCancelRequested = false } = order;
  const terms = `Order at ${formatPrice(price)}, ${formatQty(filledQty)} of ${formatQty(qty)} filled`;
  const name = useInstrumentName(instrument);
  const lotSize = useDesk(({ quotes }) => quotes[instrument]?.lotSize);
  return (
    <tr className={styles.leg} data-testid={`outside-order-${brokerId}`}>
      <th scope="row" className={styles.name}>
        <SideTag side={side} isShort />
        <InstrumentName id={instrument} />
      </th>
      <UnitsCell units={signOf(side) * qty} lotSize={lotSize} />
      <td className={styles.ltp}>
        <LivePrice select={({ quotes }) => quotes[instrument]?.ltp} room={ROOM.price} />
      </td>
      <td className={styles.terms} title={terms}>
        {terms}
      </td>
      <td className={styles.actions}>
        <Button
          tone="danger"
          size="small"
          disabled={isCancelRequested}
          aria-label={`Cancel the order of another app in ${name}`}
          onPress={onCancel}
        >
          {isCancelRequested ? 'Cancelling' : 'Cancel'}
        </Button>
      </td>
    </tr>
  );
}
