import { useEffect, useRef, useState } from 'react';
import { paise, type Paise } from '#shared/domain/units';
import { formatPrice, parseRupees } from '../format/money';
import { TextInput } from './field';

/** What a text that is no price counts as. It is no price either, so whoever checks prices finds it. */
const NOT_A_PRICE = paise(0);

/** Index options, and most of what is traded with them, move in steps of five paise. */
const STEP = 5;
const LEAP = 10;

interface PriceInputProps {
  readonly label: string;
  /** Null is no price: the field is empty. */
  readonly value: Paise | null;
  readonly onChange: (price: Paise | null) => void;
  /** Where the arrow keys begin while the field is empty. */
  readonly from?: Paise | null;
  readonly placeholder?: string;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  readonly className?: string;
}

/** A price in rupees that may be left out. Arrow keys step by a tick. The draft stays as typed while it has the focus. */
export function PriceInput({ label, value, onChange, from = null, describedBy, ...rest }: PriceInputProps) {
  const [draft, setDraft] = useState(() => shown(value));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== input.current) setDraft(shown(value));
  }, [value]);

  const change = (text: string) => {
    setDraft(text);
    onChange(text.trim() === '' ? null : (parseRupees(text) ?? NOT_A_PRICE));
  };
  const stepBy = (steps: number) => {
    const next = paise(Math.max(STEP, (value ?? from ?? 0) + steps * STEP));
    setDraft(shown(next));
    onChange(next);
  };
  return (
    <TextInput
      ref={input}
      aria-label={label}
      aria-describedby={describedBy}
      inputMode="decimal"
      value={draft}
      onChange={change}
      onBlur={() => value !== NOT_A_PRICE && setDraft(shown(value))}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? LEAP : 1));
      }}
      {...rest}
    />
  );
}

function shown(price: Paise | null): string {
  return price === null ? '' : formatPrice(price);
}
