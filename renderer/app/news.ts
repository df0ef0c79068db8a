import type { Leg, Trade } from '#shared/domain/trade';
import type { Tables } from '#shared/ipc/views';
import { symbolOf } from '../format/instrument';
import { subscribeDesk } from '../store/desk';
import { tell, type Toast } from '../store/toasts';

export type News = Omit<Toast, 'id'>;
type Desk = Pick<Tables, 'notices' | 'trades' | 'quotes'>;

/**
 * What happened between two states of the desk that a person must not miss: warnings, rejections and halts, which the
 * desk puts into notices, and exits that nobody at the screen asked for.
 */
export function newsBetween(before: Desk, after: Desk): readonly News[] {
  return [...noticesBetween(before, after), ...exitsBetween(before, after)];
}

function noticesBetween(before: Desk, after: Desk): readonly News[] {
  if (before.notices === after.notices) return [];
  return Object.values(after.notices)
    .filter(({ id, level }) => level !== 'info' && before.notices[id] === undefined)
    .map(({ level, title, detail }) => ({ tone: level === 'error' ? 'error' : 'warn', title, detail }));
}

function exitsBetween(before: Desk, after: Desk): readonly News[] {
  if (before.trades === after.trades) return [];
  return Object.values(after.trades).flatMap((trade) => {
    const known = before.trades[trade.id];
    if (known === undefined || known === trade || trade.exitedBy === 'person') return [];
    if (known.exitReason === null && trade.exitReason !== null)
      return [{ tone: 'warn', title: `Leaving ${trade.name}`, detail: trade.exitReason } as const];
    return legExits(known, trade, after);
  });
}

/** Legs that are left while their trade goes on. */
function legExits(before: Trade, after: Trade, { quotes }: Desk): readonly News[] {
  if (after.exitReason !== null) return [];
  const wasLeft = (leg: Leg) => before.legs.find(({ id }) => id === leg.id)?.exitReason !== null;
  return after.legs.flatMap((leg) =>
    leg.exitReason === null || wasLeft(leg)
      ? []
      : [
          {
            tone: 'warn',
            title: `Leaving ${quotes[leg.instrument]?.name ?? symbolOf(leg.instrument)}`,
            detail: leg.exitReason,
          },
        ],
  );
}

/** Tells the news as they come. Returns how to stop. */
export function followNews(): () => void {
  return subscribeDesk(
    (desk) => desk,
    (after, before) => {
      for (const news of newsBetween(before, after)) tell(news);
    },
  );
}
