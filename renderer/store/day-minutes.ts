import { MINUTE } from '#shared/domain/time';
import type { ResultMinute } from '#shared/ipc/review';
import { useDeskView } from './desk';
import { useAsked } from './use-asked';

const NOTHING: readonly ResultMinute[] = [];

/** The day's money, minute by minute so far; after each one the desk is asked again. */
export function useDayMinutes(): readonly ResultMinute[] {
  const occasion = useDeskView(({ mode, at }) => `${mode} ${Math.floor(at / MINUTE)}`);
  const { reply } = useAsked('review.day', null, occasion);
  return reply?.ok === true ? reply.value.minutes : NOTHING;
}
