import type { z } from 'zod';

const MOST = 3;

/** 'quantity: expected a whole number from 1 on, found "two"': what is wrong and where, in at most three of them. */
export function faultsOf(error: z.ZodError, input: unknown): string {
  const faults = error.issues.slice(0, MOST).map((issue) => {
    const where = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return `${issue.keys.map(shown).join(' and ')} is not a field of it`;
    const found = foundAt(input, issue.path);
    const said = issue.message.replace(/^Invalid input: /, '').replace(/, received .*$/, '');
    // A secret in the wrong place must not come back in an answer, nor get into a log.
    const isSecret = /secret|token/i.test(where);
    return `${where === '' ? 'body' : where}: ${said}${isSecret ? '' : `, found ${found}`}`;
  });
  return faults.join('; ');
}

function foundAt(input: unknown, path: readonly PropertyKey[]): string {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 'nothing';
    // It has the key, as the line above says.
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return shown(value);
  return typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? 'a list'
      : 'an object'
    : JSON.stringify(value);
}

function shown(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
