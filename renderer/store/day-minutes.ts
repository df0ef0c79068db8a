import { MINUTE } from '#shared/domain/time';
import type { ResultMinute } from '#shared/ipc/review';
import { useDeskView } from './desk';
import { useAnswer } from './answer';

const NOTHING: readonly ResultMinute[] = [];

/** The day's money, minute by minute so far; after each one the desk is asked again. */
export function useDayMinutes(): readonly ResultMinute[] {
  const occasion = useDeskView(({ mode, at }) => `${mode} ${Math.floor(at / MINUTE)}`);
  const { reply } = useAnswer('review.day', null, { on: occasion });
  return reply?.ok === true ? reply.value.minutes : NOTHING;
}
