import { SECOND } from '#shared/domain/time';
import type { EpochMs } from '#shared/domain/units';

const STAMP = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;
const EPOCH_SECONDS = /^\d{9,10}$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

/** What columns of times are called; the first one that a file has is taken. */
export const TIME_COLUMNS = ['timestamp', 'datetime', 'date', 'time'] as const;

export const INDIAN = '+05:30';

/**
 * Reads times as market files write them; one without a zone is Indian unless told, a date alone is its midnight, a whole number
 * counts seconds or milliseconds since 1970. Times repeat, so each is read once.
 */
export function createStampReader(zone: string = INDIAN): (text: string) => EpochMs {
  return readOnce((text) => parseStamp(text, zone));
}

/** Reads times by a pattern of yyyy, MM, MMM (Jan), dd, HH, mm, ss and what stands between them. Throws on a pattern without a day. */
export function createPatternReader(pattern: string, zone: string = INDIAN): (text: string) => EpochMs {
  const matcher = matcherOf(pattern);
  return readOnce((text) => {
    const parts = matcher.exec(text.trim())?.groups;
    const month = parts?.['MMM'] === undefined ? parts?.['MM'] : monthNumber(parts['MMM']);
    const clock = `${parts?.['HH'] ?? '00'}:${parts?.['mm'] ?? '00'}:${parts?.['ss'] ?? '00'}`;
    const at = Date.parse(`${parts?.['yyyy'] ?? ''}-${month ?? ''}-${parts?.['dd'] ?? ''}T${clock}${zone}`);
    if (Number.isNaN(at)) throw new Error(`expected a time as ${pattern}, found "${text}"`);
    return at;
  });
}

const PIECES: Readonly<Record<string, string>> = {
  yyyy: '(?<yyyy>\\d{4})',
  MMM: '(?<MMM>[A-Za-z]{3})',
  MM: '(?<MM>\\d{2})',
  dd: '(?<dd>\\d{2})',
  HH: '(?<HH>\\d{2})',
  mm: '(?<mm>\\d{2})',
  ss: '(?<ss>\\d{2})',
};

function matcherOf(pattern: string): RegExp {
  if (!/yyyy/.test(pattern) || !/MM/.test(pattern) || !/dd/.test(pattern))
    throw new RangeError(`Expected a pattern with yyyy, MM or MMM, and dd, found "${pattern}"`);
  const source = pattern.replaceAll(
    /yyyy|MMM|MM|dd|HH|mm|ss|[^A-Za-z0-9]|./g,
    (piece) => PIECES[piece] ?? piece.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`),
  );
  return new RegExp(`^${source}$`);
}

function monthNumber(name: string): string {
  const index = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'.indexOf(name.toUpperCase());
  return index < 0 || index % 3 !== 0 ? '' : String(index / 3 + 1).padStart(2, '0');
}

function readOnce(read: (text: string) => EpochMs): (text: string) => EpochMs {
  const known = new Map<string, EpochMs>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const at = read(text);
    known.set(text, at);
    return at;
  };
}

function parseStamp(text: string, zone: string): EpochMs {
  if (EPOCH_SECONDS.test(text)) return Number(text) * SECOND;
  if (EPOCH_MILLISECONDS.test(text)) return Number(text);
  const isDate = text.length === 10;
  const stamp = isDate ? `${text}T00:00:00` : text.replace(' ', 'T');
  const at = STAMP.test(text) ? Date.parse(isDate || !HAS_ZONE.test(stamp) ? `${stamp}${zone}` : stamp) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`expected a time as yyyy-mm-ddTHH:MM:SS+05:30, found "${text}"`);
  return at;
}
