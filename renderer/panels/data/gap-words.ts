import { MINUTE } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';
import { formatMinute } from '../../format/clock';
import { runsOf } from './runs';

const MOST_NAMED = 4;

/** 'No prices 09:15–11:15, 12:03–12:04': the breaks of a session of minutes, '1' with ticks; empty where there are none. */
export function gapWords(any: string, opensAt: EpochMs): string {
  const gaps = runsOf(any, '0').map(({ from, length }) => {
    const clock = (minute: number) => formatMinute(opensAt + minute * MINUTE);
    return `${clock(from)}–${clock(from + length)}`;
  });
  if (gaps.length === 0) return '';
  const rest = gaps.length - MOST_NAMED;
  return `No prices ${gaps.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more times` : ''}`;
}
