import { useState } from 'react';
import type { Paise } from '#shared/domain/units';
import type { OutsidePositionView } from '#shared/ipc/views';
import { formatSignedQty } from '../../format/figures';
import { askQuietly } from '../../store/ask';
import { useDesk } from '../../store/desk';
import { useInstrumentName } from '../../store/instrument-name';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Money } from '../../ui/figures';
import { PriceInput } from '../../ui/price-input';
import { Said, useSaid } from '../../ui/said';
import styles from './positions.module.css';

interface AdoptDialogProps {
  /** As it was when the dialog came up: another quantity by then is refused. */
  readonly position: OutsidePositionView;
  readonly onClose: () => void;
}

/** Takes a position of another app into the desk's own care, with a stop and a target if wanted. */
export function AdoptDialog({ position, onClose }: AdoptDialogProps) {
  const { instrument, product, qty, averagePrice } = position;
  const [stop, setStop] = useState<Paise | null>(null);
  const [target, setTarget] = useState<Paise | null>(null);
  const ltp = useDesk(({ quotes }) => quotes[instrument]?.ltp ?? null);
  const name = useInstrumentName(instrument);
  const { saying, failed } = useSaid();
  const adopt = async () => {
    if (product === 'delivery') return;
    const { problem } = await askQuietly('position.adopt', { instrument, product, qty, stop, target });
    if (problem === null) onClose();
    else failed(problem);
  };
  const [worse, better] = qty > 0 ? ['below', 'above'] : ['above', 'below'];
  const footer = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button tone="primary" onPress={adopt}>
        Adopt
      </Button>
    </>
  );
  return (
    <Dialog title={`Adopt ${name}?`} size="small" onClose={onClose} footer={footer}>
      <p>
        {formatSignedQty(qty)} at <Money paise={averagePrice} />. It becomes a trade by hand: its result counts towards
        your limits, and {product === 'intraday' ? 'Exit, Exit all and the square-off' : 'Exit and Exit all'} close it.
        No order is sent now.
      </p>
      <div className={styles.adopt}>
        <Field label="Stop" hint={`Has to be ${worse} the price. Empty is none.`}>
          {({ describedBy }) => (
            <PriceInput label="Stop" describedBy={describedBy} value={stop} from={ltp} onChange={setStop} />
          )}
        </Field>
        <Field label="Target" hint={`Has to be ${better} the price. Empty is none.`}>
          {({ describedBy }) => (
            <PriceInput label="Target" describedBy={describedBy} value={target} from={ltp} onChange={setTarget} />
          )}
        </Field>
      </div>
      <Said saying={saying} />
    </Dialog>
  );
}
