import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

const STAMP = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;
const EPOCH_SECONDS = /^\d{9,10}$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

/** What columns of times are called; the first one that a file has is taken. */
export const TIME_COLUMNS = ['timestamp', 'datetime', 'date', 'time'] as const;

/**
 * Reads times as market files write them; one without a zone is Indian, a date alone is its midnight, a whole number counts
 * seconds or milliseconds since 1970. Times repeat, so each is read once.
 */
export function createStampReader(): (text: string) => EpochMs {
  const known = new Map<string, EpochMs>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const at = parseStamp(text);
    known.set(text, at);
    return at;
  };
}

function parseStamp(text: string): EpochMs {
  if (EPOCH_SECONDS.test(text)) return Number(text) * SECOND;
  if (EPOCH_MILLISECONDS.test(text)) return Number(text);
  const isDate = text.length === 10;
  const stamp = isDate ? `${text}T00:00:00` : text.replace(' ', 'T');
  const at = STAMP.test(text) ? Date.parse(isDate || !HAS_ZONE.test(stamp) ? `${stamp}+05:30` : stamp) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`expected a time as yyyy-mm-ddTHH:MM:SS+05:30, found "${text}"`);
  return at;
}
