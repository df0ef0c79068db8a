import { createContext, useContext, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Tables } from '#shared/ipc/views';
import { deskNow, deskStore, subscribeDesk } from './desk';
import { Ration } from './ration';

/** Writes into the element what `value` says. `before` is what was shown last; the value itself the first time. False: nothing changed. */
type Paint<E extends Element, T> = (element: E, value: T, before: T) => boolean | void;

/** 'at once' as soon as it changed; 'in turn' with what is derived from prices, as many at a time as a frame has room for. */
export type Urgency = 'at once' | 'in turn';

/** What a frame costs is bounded that way, however much changes together. A large screen's chain is through within a second. */
const FIGURES_A_FRAME = 80;
const TURNS = new Ration(FIGURES_A_FRAME);
// The desk's own row comes with what is derived from prices, never with prices alone: their frames are short.
deskStore.subscribe(({ tables }, before) => {
  if (tables?.desk !== before.tables?.desk) TURNS.spend();
});

/** Whether the part of the page that figures belong to can be seen: outside of it they stand still. */
export const Seen = createContext(true);

/**
 * For what moves with the market: `paint` writes it straight into the page, at first and whenever what is selected changed,
 * and React renders nothing. Select the narrowest value, by id. What `paint` writes React must not change: it is
 * given a constant there, or nothing.
 */
export function useLive<E extends Element, T>(
  select: (desk: Tables) => T,
  paint: Paint<E, T>,
  urgency: Urgency = 'at once',
): RefObject<E | null> {
  const element = useRef<E>(null);
  const isSeen = useContext(Seen);
  // After every rendering, which is rare: it may have brought other functions, and set attributes that `paint` adds to.
  useLayoutEffect(() => {
    let shown = select(deskNow());
    if (element.current) paint(element.current, shown, shown);
    if (!isSeen) return;
    const show = (value: T) => {
      const before = shown;
      shown = value;
      return element.current !== null && paint(element.current, value, before) !== false;
    };
    if (urgency === 'at once') return subscribeDesk(select, (value) => void show(value));
    const showLatest = () => show(select(deskNow()));
    const stop = subscribeDesk(select, () => TURNS.take(showLatest));
    return () => {
      stop();
      TURNS.leave(showLatest);
    };
  });
  return element;
}

/**
 * Puts a text into an element that holds nothing else, keeping its text node: that costs no more than laying out the text.
 * Answers whether it is another one.
 */
export function write(element: Element, text: string): boolean {
  const node = element.firstChild;
  if (node?.nodeValue === text) return false;
  if (node === null) element.textContent = text;
  else node.nodeValue = text;
  return true;
}
