import { useState } from 'react';
import { mtm } from '#shared/domain/position';
import type { Paise } from '#shared/domain/units';
import { formatPrice, formatSignedMoney } from '../../format/money';
import { setLevel } from '../../store/levels';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { toneOf } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import type { LevelHandle } from './level-handles';
import styles from './chart-panel.module.css';

interface MoveLevelDialogProps {
  readonly handle: LevelHandle;
  /** Where it was let go. */
  readonly price: Paise;
  readonly onClose: () => void;
}

/** Asks before a stop or a target that was dragged is moved: a slip of the hand must not move an exit. */
export function MoveLevelDialog({ handle, price, onClose }: MoveLevelDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { kind, trade, leg } = handle;
  const move = async () => {
    const refusal = await setLevel(trade.id, leg, kind, price);
    if (refusal === null) onClose();
    else setProblem(refusal);
  };
  const result = mtm(leg.position, price);
  return (
    <Dialog
      title={`Move the ${kind}?`}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button tone="primary" onPress={move}>
            Move the {kind}
          </Button>
        </>
      }
    >
      <p>
        <InstrumentName id={leg.instrument} /> of {trade.name}
      </p>
      <p className={styles.moved}>
        {formatPrice(handle.price)} → <strong>{formatPrice(price)}</strong>
      </p>
      <p>
        Left there, the leg makes <strong className={toneOf(result)}>{formatSignedMoney(result)}</strong> before
        charges.
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
    </Dialog>
  );
}
