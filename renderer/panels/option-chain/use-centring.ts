import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Scrolling by a person differs from ours by more than a rounded pixel. */
const TOLERANCE = 2;

export interface Centring {
  readonly isFollowing: boolean;
  /** Back to the row, and follow it again. */
  readonly centre: () => void;
  readonly onScroll: () => void;
}

/**
 * Keeps one row of a scrolled table in the middle as it moves, until the person scrolls away.
 * `offset` is the row's distance from the first row in pixels, null while there is none.
 */
export function useCentring(
  scroller: RefObject<HTMLElement | null>,
  offset: number | null,
  headHeight: number,
): Centring {
  const [isFollowing, setFollowing] = useState(true);
  const ours = useRef(0);

  const scroll = useCallback(() => {
    const element = scroller.current;
    if (!element || offset === null) return;
    element.scrollTop = offset - (element.clientHeight - headHeight) / 2;
    // The element knows how far it could go.
    ours.current = element.scrollTop;
  }, [scroller, offset, headHeight]);

  useLayoutEffect(() => {
    if (isFollowing) scroll();
  }, [isFollowing, scroll]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isFollowing) return;
    const observer = new ResizeObserver(scroll);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, scroll, isFollowing]);

  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (Math.abs(top - ours.current) > TOLERANCE) setFollowing(false);
  }, [scroller]);

  const centre = useCallback(() => {
    scroll();
    setFollowing(true);
  }, [scroll]);

  return { isFollowing, centre, onScroll };
}
