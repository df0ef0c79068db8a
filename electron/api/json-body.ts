import { err, ok, type Result } from '#shared/domain/result';

/** Nothing we take is deeper than a body, its parameters and a list in it. */
const DEEPEST = 8;
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Without these there can be no such key, also none that is written in escapes; looking at every key takes as long as all else. */
const SUSPECT = /__proto__|constructor|prototype|\\u/;

/** Reads a body as JSON, and refuses what only an attack looks like: nests of brackets and keys that reach for prototypes. */
export function parseBody(text: string): Result<unknown, string> {
  if (text.trim() === '') return ok(undefined);
  const tooDeep = depthFault(text);
  if (tooDeep !== null) return err(tooDeep);
  let forbidden: string | null = null;
  try {
    const look = (key: string, each: unknown): unknown => {
      if (FORBIDDEN.has(key)) forbidden = key;
      return each;
    };
    const value: unknown = JSON.parse(text, SUSPECT.test(text) ? look : undefined);
    return forbidden === null ? ok(value) : err(`Expected no field named ${forbidden}`);
  } catch {
    // The parser's own words quote the body, which may hold a secret.
    return err(
      'Expected JSON in the body; TradingView sends the alert message as it is written, so check its quotes and commas',
    );
  }
}

/** Counted before parsing: a megabyte of brackets costs one look at each character. */
function depthFault(text: string): string | null {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > DEEPEST) return `Expected at most ${DEEPEST} levels of brackets`;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return null;
}
