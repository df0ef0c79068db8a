import { useState } from 'react';
import { TextInput } from './field';

interface SettledInputProps {
  readonly id: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly isInvalid?: boolean;
  /** What is typed, once the person is done with it: half a path is no file. */
  readonly onSettle: (text: string) => void;
}

/** A text that counts when Enter is pressed or the field is left. */
export function SettledInput({ id, value, placeholder, describedBy, isInvalid = false, onSettle }: SettledInputProps) {
  const [typed, setTyped] = useState(value);
  const settle = () => {
    if (typed !== value) onSettle(typed.trim());
  };
  return (
    <TextInput
      id={id}
      value={typed}
      placeholder={placeholder}
      aria-describedby={describedBy}
      isInvalid={isInvalid}
      onChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}
