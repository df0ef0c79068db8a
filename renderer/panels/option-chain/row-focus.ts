import type { KeyboardEvent } from 'react';

/**
 * Arrow keys move between the buttons of a chain (call price, strike, put price), so that Tab passes the whole
 * table in three steps, at the ATM row.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const row = target?.closest('tr');
  if (!target || !row) return;
  const buttons = stopsOf(row);
  const column = buttons.findIndex((button) => button === target);
  const next = buttonFor(event.key, row, column);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function buttonFor(key: string, row: HTMLTableRowElement, column: number): HTMLButtonElement | undefined {
  if (key === 'ArrowLeft') return stopsOf(row)[column - 1];
  if (key === 'ArrowRight') return stopsOf(row)[column + 1];
  const direction = key === 'ArrowUp' ? 'previousElementSibling' : key === 'ArrowDown' ? 'nextElementSibling' : null;
  const next = direction && neighbour(row, direction);
  return next ? stopsOf(next)[column] : undefined;
}

/** Not those that come and go with the pointer. */
function stopsOf(row: Element): readonly HTMLButtonElement[] {
  return [...row.querySelectorAll<HTMLButtonElement>('button:not([data-pointed])')];
}

/** The next row that has buttons: rows that only keep the place of others have none. */
function neighbour(row: Element, direction: 'previousElementSibling' | 'nextElementSibling'): Element | null {
  let next = row[direction];
  while (next && !next.querySelector('button')) next = next[direction];
  return next;
}
