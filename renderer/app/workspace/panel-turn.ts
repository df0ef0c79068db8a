import { useEffect, useState } from 'react';
import type { DeskView } from '#shared/ipc/views';
import { useDeskView } from '../../store/desk';
import { afterPaint } from '../../store/after-paint';
import { Turns } from '../../ui/turns';

/** A market that is closed may send no price. */
const PATIENCE_MS = 3_000;

const turns = new Turns(0);
let hasBegun = false;

/**
 * False until it is a panel's turn to be drawn. When the window opens, the prices of the top bar come first and then one panel after the
 * other, each in a task of its own, so that none holds up another; from then on a panel that is opened is drawn at once.
 */
export function usePanelTurn(): boolean {
  const [isUp, setUp] = useState(hasBegun);
  const isReady = useDeskView(hasMoreToShow);
  useEffect(() => {
    if (isUp) return;
    const show = () => {
      hasBegun = true;
      setUp(true);
    };
    const timer = setTimeout(show, PATIENCE_MS);
    if (isReady) afterPaint(() => turns.take(show));
    return () => {
      clearTimeout(timer);
      turns.leave(show);
    };
  }, [isUp, isReady]);
  return isUp;
}

/** Prices, or the news that there will be none. */
function hasMoreToShow({ feed, lastTickAt }: Pick<DeskView, 'feed' | 'lastTickAt'>): boolean {
  return lastTickAt > 0 || (feed.state !== 'connecting' && feed.state !== 'connected');
}
