import { useEffect, useRef, useState, type RefObject } from 'react';

const listeners = new WeakMap<Element, (isInSight: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** What is nearer than this is in sight too: it is there when it is scrolled to, and the keyboard finds it. */
const MARGIN = '120px';

/** One observer for all: what it is asked for costs a little in each frame. */
function observe(element: Element, listener: (isInSight: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
    },
    // Of what scrolls, and of the window, where that ends at its edge.
    { scrollMargin: MARGIN, rootMargin: MARGIN },
  );
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer?.unobserve(element);
  };
}

/** Whether an element is in sight, for a `Seen` around its figures; true until that is known. */
export function useInSight<E extends Element>(): readonly [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [isInSight, setInSight] = useState(true);
  useEffect(() => (element.current ? observe(element.current, setInSight) : undefined), []);
  return [element, isInSight];
}
