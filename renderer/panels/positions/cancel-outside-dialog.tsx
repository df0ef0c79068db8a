import type { OutsideOrder } from '#shared/domain/outside';
import { formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { askQuietly } from '../../store/ask';
import { useInstrumentName } from '../../store/instrument-name';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Said, useSaid } from '../../ui/said';

interface CancelOutsideDialogProps {
  readonly order: OutsideOrder;
  readonly onClose: () => void;
}

/** Asks once more: whoever made the order in another app may rely on it there. */
export function CancelOutsideDialog({ order, onClose }: CancelOutsideDialogProps) {
  const { brokerId, instrument, side, qty, filledQty, price } = order;
  const name = useInstrumentName(instrument);
  const { saying, failed } = useSaid();
  const cancel = async () => {
    const { problem } = await askQuietly('order.cancelOutside', { brokerId });
    if (problem === null) onClose();
    else failed(problem);
  };
  const footer = (
    <>
      <Button onPress={onClose}>Keep it</Button>
      <Button tone="danger" onPress={cancel}>
        Cancel the order
      </Button>
    </>
  );
  return (
    <Dialog title={`Cancel the order in ${name}?`} size="small" onClose={onClose} footer={footer}>
      <p>
        {side === 'buy' ? 'Buy' : 'Sell'} {formatQty(qty - filledQty)} at {formatPrice(price)}, made in another app.
        What has filled of it stays a position there.
      </p>
      <Said saying={saying} />
    </Dialog>
  );
}
