import type { Notice } from '#shared/domain/notice';
import { MINUTE } from '#shared/domain/time';
import type { Tables } from '#shared/ipc/views';
import { deskNow, subscribeDesk } from '../store/desk';
import { dismissToasts, tell } from '../store/toasts';
import { alertOf } from './alerts';

/** Warnings, errors and the person's own alerts that came between two states of the desk: they must not be missed. */
export function newsBetween(before: Pick<Tables, 'notices'>, after: Pick<Tables, 'notices'>): readonly Notice[] {
  if (before.notices === after.notices) return [];
  return Object.values(after.notices).filter(
    ({ id, level, alert }) => (level !== 'info' || alert !== undefined) && before.notices[id] === undefined,
  );
}

const TONES = { info: 'info', warning: 'warn', error: 'error' } as const;

/** What a window that has just been opened still tells: it may have come back from a crash, which is news itself. */
export function latestNews({ notices, desk: { desk } }: Pick<Tables, 'notices' | 'desk'>): readonly Notice[] {
  return newsBetween({ notices: {} }, { notices }).filter(({ at }) => at > desk.at - MINUTE);
}

/** Tells the news as they come. Returns how to stop. */
export function followNews(): () => void {
  latestNews(deskNow()).forEach(toast);
  return subscribeDesk(
    (desk) => desk,
    (after, before) => {
      // What was told of one desk reads as if it were true of the next.
      if (isOtherDesk(after, before)) dismissToasts();
      for (const notice of newsBetween(before, after)) {
        toast(notice);
        alertOf(notice);
      }
    },
  );
}

function isOtherDesk({ desk: { desk: after } }: Tables, { desk: { desk: before } }: Tables): boolean {
  return after.mode !== before.mode || after.date !== before.date;
}

function toast({ level, title, detail }: Notice): void {
  tell({ tone: TONES[level], title, detail });
}
