/** A key with its modifiers, as in 'Mod+Shift+X'. Mod is Ctrl, and ⌘ on a Mac. */
export type Chord = string;

interface KeyPress {
  readonly key: string;
  /** Which key of the keyboard it was, whatever it types: 'KeyQ'. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The chord that was pressed. */
export function chordOf(press: KeyPress, isMac: boolean): Chord {
  const { ctrlKey, metaKey, shiftKey, altKey } = press;
  const isMod = isMac ? metaKey : ctrlKey;
  const name = keyName(press, isMac);
  return [isMod && 'Mod', shiftKey && 'Shift', altKey && 'Alt', name].filter((part) => part !== false).join('+');
}

function keyName({ key, code, altKey }: KeyPress, isMac: boolean): string {
  if (key === ' ' || code === 'Space') return 'Space';
  // With Option held a Mac types other characters: Q gives œ, 1 gives ¡, N waits for a letter to put its tilde on.
  const [, typed] = (isMac && altKey && /^(?:Key|Digit)(.)$/.exec(code)) || [];
  if (typed !== undefined) return typed;
  return key.length === 1 ? key.toUpperCase() : key;
}

const ARROWS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const MAC_SYMBOLS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** As the person's keyboard names it: 'Ctrl+Shift+X', '⌘⇧X'. */
export function chordLabel(chord: Chord, isMac: boolean): string {
  const parts = chord.split('+').map((part) => ARROWS[part] ?? part);
  return isMac
    ? parts.map((part) => MAC_SYMBOLS[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}

export const IS_MAC = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac OS');
