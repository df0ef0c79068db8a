import type { Notice } from '#shared/domain/notice';
import type { Tables } from '#shared/ipc/views';
import { subscribeDesk } from '../store/desk';
import { tell } from '../store/toasts';
import { alertOf } from './alerts';

/** Warnings, errors and the person's own alerts that came between two states of the desk: they must not be missed. */
export function newsBetween(before: Pick<Tables, 'notices'>, after: Pick<Tables, 'notices'>): readonly Notice[] {
  if (before.notices === after.notices) return [];
  return Object.values(after.notices).filter(
    ({ id, level, alert }) => (level !== 'info' || alert !== undefined) && before.notices[id] === undefined,
  );
}

const TONES = { info: 'info', warning: 'warn', error: 'error' } as const;

/** Tells the news as they come. Returns how to stop. */
export function followNews(): () => void {
  return subscribeDesk(
    (desk) => desk,
    (after, before) => {
      for (const notice of newsBetween(before, after)) {
        tell({ tone: TONES[notice.level], title: notice.title, detail: notice.detail });
        alertOf(notice);
      }
    },
  );
}
