import type { Leg, TradeId } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { symbolOf } from '#shared/domain/words';
import { formatPrice } from '../../format/money';
import { setLevel, type LevelKind } from '../../store/levels';
import { tell } from '../../store/toasts';
import { EditablePrice } from '../../ui/editable-price';
import styles from './positions.module.css';

interface LevelCellProps {
  readonly tradeId: TradeId;
  readonly leg: Leg;
  readonly kind: LevelKind;
}

/** A leg's stop or target, to be changed in its place; empty takes it away. */
export function LevelCell({ tradeId, leg, kind }: LevelCellProps) {
  const level = leg[kind];
  if (leg.position.qty === 0) return level === null ? null : <span className={styles.quiet}>{formatPrice(level)}</span>;
  return (
    <EditablePrice
      name={`${kind === 'stop' ? 'Stop' : 'Target'} of ${symbolOf(leg.instrument)}`}
      about={level === null ? `Set a ${kind}` : `Change the ${kind}`}
      price={level}
      mayBeNone
      onSave={(next) => void change(tradeId, leg, kind, next)}
    />
  );
}

async function change(trade: TradeId, leg: Leg, kind: LevelKind, level: Paise | null): Promise<void> {
  const problem = await setLevel(trade, leg, kind, level);
  if (problem !== null) tell({ tone: 'error', title: 'Not done', detail: problem });
}
