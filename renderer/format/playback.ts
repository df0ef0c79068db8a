import { FASTEST_SPEED } from '#shared/ipc/playback';

/** What a person may choose. */
export const PLAYBACK_SPEEDS = [1, 5, 15, 60, FASTEST_SPEED] as const;

/** '15×', or 'Max' for as fast as the desk can. */
export function formatSpeed(speed: number): string {
  return speed >= FASTEST_SPEED ? 'Max' : `${speed}×`;
}
