import { mtm } from '#shared/domain/position';
import { paise, type Paise } from '#shared/domain/units';
import { formatSignedMoney } from '../../format/money';
import { setLevel } from '../../store/levels';
import { toneOf } from '../../ui/figures';
import { InstrumentName } from '../../ui/instrument-name';
import type { LevelHandle } from './level-handles';
import { MoveDialog } from './move-dialog';

interface MoveLevelDialogProps {
  readonly handle: LevelHandle;
  /** Where it was let go. */
  readonly price: Paise;
  readonly onClose: () => void;
}

/** Asks before a stop or a target is moved, and says what it would make. */
export function MoveLevelDialog({ handle, price, onClose }: MoveLevelDialogProps) {
  const { kind, trade, leg } = handle;
  const result = mtm(leg.position, price);
  const subject = (
    <>
      <InstrumentName id={leg.instrument} /> of {trade.name}
    </>
  );
  return (
    <MoveDialog
      what={kind}
      from={paise(handle.price)}
      to={price}
      subject={subject}
      move={() => setLevel(trade.id, leg, kind, price)}
      onClose={onClose}
    >
      <p>
        Left there, the leg makes <strong className={toneOf(result)}>{formatSignedMoney(result)}</strong> before
        charges.
      </p>
    </MoveDialog>
  );
}
