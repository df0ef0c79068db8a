import { describe, expect, it } from 'vitest';
import { chordLabel, chordOf } from './chord';

const press = (key: string, held: readonly ('ctrl' | 'meta' | 'shift' | 'alt')[], code = '') => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

describe('chord', () => {
  it('names the keys in one order, letters in capitals', () => {
    expect(chordOf(press('x', ['shift', 'ctrl']), false)).toBe('Mod+Shift+X');
    expect(chordOf(press(' ', ['ctrl']), false)).toBe('Mod+Space');
    expect(chordOf(press('1', ['alt']), false)).toBe('Alt+1');
  });

  it('takes the command key for the control key on a Mac, and only there', () => {
    expect(chordOf(press('k', ['meta']), true)).toBe('Mod+K');
    expect(chordOf(press('k', ['ctrl']), true)).toBe('K');
    expect(chordOf(press('k', ['meta']), false)).toBe('K');
  });

  it('goes by the key and not by what it types where Option types something else', () => {
    expect(chordOf(press('œ', ['alt'], 'KeyQ'), true)).toBe('Alt+Q');
    expect(chordOf(press('¡', ['alt'], 'Digit1'), true)).toBe('Alt+1');
    expect(chordOf(press('Dead', ['alt'], 'KeyN'), true)).toBe('Alt+N');
    expect(chordOf(press('ArrowUp', ['alt'], 'ArrowUp'), true)).toBe('Alt+ArrowUp');
  });

  it('goes by what is typed everywhere else, so that another layout keeps its letters', () => {
    expect(chordOf(press('q', ['alt'], 'KeyA'), false)).toBe('Alt+Q');
    expect(chordOf(press('q', ['meta'], 'KeyA'), true)).toBe('Mod+Q');
  });

  it('is shown as the keyboard labels it', () => {
    expect(chordLabel('Mod+Shift+X', false)).toBe('Ctrl+Shift+X');
    expect(chordLabel('Mod+Shift+X', true)).toBe('⌘⇧X');
    expect(chordLabel('Alt+ArrowUp', false)).toBe('Alt+↑');
  });
});
