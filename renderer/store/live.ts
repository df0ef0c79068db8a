import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Tables } from '#shared/ipc/views';
import { deskNow, subscribeDesk } from './desk';

/** Writes into the element what `value` says. `before` is what was shown last; the value itself the first time. */
type Paint<E extends Element, T> = (element: E, value: T, before: T) => void;

/**
 * For what moves with the market: `paint` writes it straight into the page, at first and whenever what is selected changed,
 * and React renders nothing. Select the narrowest value, by id. What `paint` writes React must not change: it is
 * given a constant there, or nothing.
 */
export function useLive<E extends Element, T>(select: (desk: Tables) => T, paint: Paint<E, T>): RefObject<E | null> {
  const element = useRef<E>(null);
  // After every rendering, which is rare: it may have brought other functions, and set attributes that `paint` adds to.
  useLayoutEffect(() => {
    const show = (value: T, before: T) => {
      if (element.current) paint(element.current, value, before);
    };
    const value = select(deskNow());
    show(value, value);
    return subscribeDesk(select, show);
  });
  return element;
}

/** Puts a text into an element that holds nothing else, keeping its text node: that costs no more than laying out the text. */
export function write(element: Element, text: string): void {
  const node = element.firstChild;
  if (node === null) element.textContent = text;
  else if (node.nodeValue !== text) node.nodeValue = text;
}
