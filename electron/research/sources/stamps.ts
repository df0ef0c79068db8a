import type { EpochMs } from '#shared/domain/units';

const STAMP = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;

/** Reads times as market files write them; one without a zone is Indian, a date alone is its midnight. Times repeat, so each is read once. */
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
  const isDate = text.length === 10;
  const stamp = isDate ? `${text}T00:00:00` : text.replace(' ', 'T');
  const at = STAMP.test(text) ? Date.parse(isDate || !HAS_ZONE.test(stamp) ? `${stamp}+05:30` : stamp) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`expected a time as yyyy-mm-ddTHH:MM:SS+05:30, found "${text}"`);
  return at;
}
