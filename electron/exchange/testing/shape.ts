/** The type of a JSON value as the comparer sees it. */
function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return kind(value) === 'object';
}

export interface Exceptions {
  /** Paths that may be missing or extra, or differ in type, with the reason; '[]' stands for any element of a list. */
  readonly [path: string]: string;
}

/**
 * Where `ours` differs in shape from `theirs`: missing keys, unknown keys, other types. A null on either side fits any
 * type, for the official samples are full of fields that happen to be null. Of a list the first elements are compared.
 */
export function shapeDifferences(ours: unknown, theirs: unknown, exceptions: Exceptions = {}, path = ''): string[] {
  if (Object.hasOwn(exceptions, path)) return [];
  const [our, their] = [kind(ours), kind(theirs)];
  if (our === 'null' || their === 'null') return [];
  if (our !== their) return [`${path}: expected ${their}, found ${our}`];
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (theirs.length > 0 && ours.length === 0) return [`${path}: expected a filled list`];
    return theirs.length === 0 ? [] : shapeDifferences(ours[0], theirs[0], exceptions, `${path}[]`);
  }
  if (!isRecord(ours) || !isRecord(theirs)) return [];
  const found: string[] = [];
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const below = path === '' ? key : `${path}.${key}`;
    if (Object.hasOwn(exceptions, below)) continue;
    if (!Object.hasOwn(ours, key)) found.push(`${below}: missing`);
    else if (!Object.hasOwn(theirs, key)) found.push(`${below}: not in the official sample`);
    else found.push(...shapeDifferences(ours[key], theirs[key], exceptions, below));
  }
  return found;
}
