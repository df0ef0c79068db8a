import { useEffect } from 'react';
import { deskNow } from '../../store/desk';
import { chordOf, IS_MAC } from '../../ui/chord';
import { commandsFor } from './commands';
import { openPalette } from './palette-state';

/** Lets the keyboard run every command that has a shortcut, wherever the focus is. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event, IS_MAC);
      // Without a modifier a key belongs to whatever has the focus.
      if (!chord.includes('+') || event.repeat) return;
      const run =
        chord === 'Mod+K' ? openPalette : commandsFor(deskNow()).find(({ shortcut }) => shortcut === chord)?.run;
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
