import type { Notice } from '#shared/domain/notice';
import type { Tables } from '#shared/ipc/views';
import { subscribeDesk } from '../store/desk';
import { tell } from '../store/toasts';
import { alertOf } from './alerts';

/** Warnings and errors that came between two states of the desk: a person must not miss them. */
export function newsBetween(before: Pick<Tables, 'notices'>, after: Pick<Tables, 'notices'>): readonly Notice[] {
  if (before.notices === after.notices) return [];
  return Object.values(after.notices).filter(({ id, level }) => level !== 'info' && before.notices[id] === undefined);
}

/** Tells the news as they come. Returns how to stop. */
export function followNews(): () => void {
  return subscribeDesk(
    (desk) => desk,
    (after, before) => {
      for (const notice of newsBetween(before, after)) {
        tell({ tone: notice.level === 'error' ? 'error' : 'warn', title: notice.title, detail: notice.detail });
        alertOf(notice);
      }
    },
  );
}
