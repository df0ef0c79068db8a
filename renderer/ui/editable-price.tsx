import { useState } from 'react';
import type { Paise } from '#shared/domain/units';
import { NO_VALUE } from '../format/figures';
import { formatPrice, parseRupees } from '../format/money';
import styles from './editable-price.module.css';
import { TextInput } from './field';

interface EditablePriceProps {
  /** Whose price it is: 'Stop of NIFTY 24200 CE'. */
  readonly name: string;
  /** What a click does, on hover. */
  readonly about: string;
  readonly price: Paise | null;
  /** True where an empty text takes the price away. */
  readonly mayBeNone?: boolean;
  readonly onSave: (price: Paise | null) => void;
}

/** A price in a row; a click makes it editable, Enter sends it, Escape leaves it. */
export function EditablePrice({ name, about, price, mayBeNone = false, onSave }: EditablePriceProps) {
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === null) {
    return (
      <button
        type="button"
        className={styles.price}
        data-empty={price === null}
        aria-label={price === null ? `${name}: none, set it` : `${name}: ${formatPrice(price)}, change it`}
        title={about}
        onClick={() => setDraft(price === null ? '' : formatPrice(price))}
      >
        {price === null ? NO_VALUE : formatPrice(price)}
      </button>
    );
  }
  const isNone = draft.trim() === '';
  const next = isNone ? null : parseRupees(draft);
  const isValid = isNone ? mayBeNone : next !== null && next > 0;
  const save = () => {
    if (!isValid) return;
    setDraft(null);
    if (next !== price) onSave(next);
  };
  return (
    <span className={styles.place}>
      <span aria-hidden="true">{price === null ? NO_VALUE : formatPrice(price)}</span>
      <TextInput
        className={styles.input}
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
    </span>
  );
}

/** Stable, so that it runs once: when the input comes up. */
function focusText(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
