import { crc32 } from 'node:zlib';
import type { Entry } from '#shared/ports/journal';
import { z } from 'zod';
import { parseJson } from './json';

/** Grows when an older program could no longer read what is written. */
const JOURNAL_VERSION = 1;

/** What a line turned out to be. `newer` is a whole line of a format that this program does not know. */
export type LineReading =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'broken'; readonly why: string };

const envelope = z.object({
  seq: z.int().positive(),
  at: z.int(),
  fact: z.looseObject({ kind: z.string() }),
});

const LINE = /^\{"v":(\d{1,9}),"crc":"([0-9a-f]{8})","entry":(.*)\}$/s;

/**
 * One entry as a line of JSON that carries its format's version and a checksum of version and entry as written.
 * Throws a TypeError on a number that JSON cannot hold: corrupt data is worse than none.
 */
export function formatLine(entry: Entry): string {
  const version = String(JOURNAL_VERSION);
  const json = JSON.stringify(entry, finite);
  return `{"v":${version},"crc":"${checksum(version, json)}","entry":${json}}\n`;
}

/** Reads one line, without its line end. */
export function parseLine(line: string): LineReading {
  const [, version = '', crc = '', json = ''] = LINE.exec(line) ?? [];
  if (version === '') return broken('it is not a line of a journal');
  if (checksum(version, json) !== crc) return broken('its checksum does not match');
  if (Number(version) > JOURNAL_VERSION) return { kind: 'newer', version: Number(version) };
  const entry = parseJson(json);
  // The checksum says which bytes were meant; only who forged a line meets this.
  return isEntry(entry) ? { kind: 'entry', entry } : broken('it holds no entry');
}

/** What a line must have to stand in an order and be folded; the fold itself judges the fact. */
function isEntry(value: unknown): value is Entry {
  return envelope.safeParse(value).success;
}

function broken(why: string): LineReading {
  return { kind: 'broken', why };
}

function checksum(version: string, json: string): string {
  return crc32(json, crc32(version)).toString(16).padStart(8, '0');
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`The journal cannot hold ${value}, found in "${key}"`);
  }
  return value;
}
