import { paise, type Paise } from '#shared/domain/units';
import { formatQty } from '../../format/figures';
import { askQuietly } from '../../store/ask';
import { InstrumentName } from '../../ui/instrument-name';
import { MoveDialog } from './move-dialog';
import type { OrderHandle } from './order-handles';

interface MoveOrderDialogProps {
  readonly handle: OrderHandle;
  /** Where it was let go. */
  readonly price: Paise;
  readonly onClose: () => void;
}

/** Asks before a resting order is moved. */
export function MoveOrderDialog({ handle, price, onClose }: MoveOrderDialogProps) {
  const { order, side, instrument, open } = handle;
  const subject = (
    <>
      {side === 'buy' ? 'Buy' : 'Sell'} {formatQty(open)} <InstrumentName id={instrument} />
    </>
  );
  const move = async () => (await askQuietly('order.modify', { order, limit: price })).problem;
  return (
    <MoveDialog what="order" from={paise(handle.price)} to={price} subject={subject} move={move} onClose={onClose} />
  );
}
