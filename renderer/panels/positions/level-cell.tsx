import { useState } from 'react';
import type { Leg, TradeId } from '#shared/domain/trade';
import type { Paise } from '#shared/domain/units';
import { symbolOf } from '#shared/domain/words';
import { NO_VALUE } from '../../format/figures';
import { formatPrice, parseRupees } from '../../format/money';
import { setLevel, type LevelKind } from '../../store/levels';
import { tell } from '../../store/toasts';
import { TextInput } from '../../ui/field';
import styles from './positions.module.css';

interface LevelCellProps {
  readonly tradeId: TradeId;
  readonly leg: Leg;
  readonly kind: LevelKind;
}

/** A leg's stop or target; a click makes it editable, Enter sends it, Escape leaves it, empty takes it away. */
export function LevelCell({ tradeId, leg, kind }: LevelCellProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const level = leg[kind];
  if (leg.position.qty === 0) return level === null ? null : <span className={styles.quiet}>{formatPrice(level)}</span>;
  const name = `${kind === 'stop' ? 'Stop' : 'Target'} of ${symbolOf(leg.instrument)}`;
  if (draft === null) {
    return (
      <button
        type="button"
        className={styles.level}
        data-empty={level === null}
        aria-label={level === null ? `${name}: none, set it` : `${name}: ${formatPrice(level)}, change it`}
        title={level === null ? `Set a ${kind}` : `Change the ${kind}`}
        onClick={() => setDraft(level === null ? '' : formatPrice(level))}
      >
        {level === null ? NO_VALUE : formatPrice(level)}
      </button>
    );
  }
  const next = draft.trim() === '' ? null : parseRupees(draft);
  const isValid = draft.trim() === '' || (next !== null && next > 0);
  const save = () => {
    if (!isValid) return;
    setDraft(null);
    if (next !== level) void change(tradeId, leg, kind, next);
  };
  return (
    <TextInput
      className={styles.levelInput}
      aria-label={name}
      ref={focusText}
      inputMode="decimal"
      value={draft}
      isInvalid={!isValid}
      onChange={setDraft}
      onBlur={() => setDraft(null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

/** Stable, so that it runs once: when the input comes up. */
function focusText(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

async function change(trade: TradeId, leg: Leg, kind: LevelKind, level: Paise | null): Promise<void> {
  const problem = await setLevel(trade, leg, kind, level);
  if (problem !== null) tell({ tone: 'error', title: 'Not done', detail: problem });
}
