import type { Random } from './random';

/** Values that programs stumble over. */
const STUMBLES: readonly [unknown, ...unknown[]] = [
  null,
  '',
  ' ',
  0,
  -0,
  -1,
  0.1,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  Number.MIN_VALUE,
  true,
  [],
  {},
  [[]],
  'NaN',
  'Infinity',
  '-0',
  '1,234.50',
  '१२३',
  '../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
  '\u0000',
  '\ud800',
  '\u202e',
  '1970-01-01 00:00:00',
  '9999-99-99',
  '__proto__',
  'constructor',
];

const KEYS: readonly [string, ...string[]] = ['__proto__', 'constructor', 'prototype', 'toString', '', 'id', '0'];

/** Any JSON value, at most `depth` deep. */
export function anyJson(random: Random, depth = 4): unknown {
  const kind = random.int(depth > 0 ? 6 : 3);
  if (kind === 0) return random.pick(STUMBLES);
  if (kind === 1) return random.int(2) === 0 ? random.int(2 ** 31) - 2 ** 30 : random.int(1e9) / 1e4;
  if (kind === 2) return random.bytes(random.int(24)).toString('latin1');
  const children = Array.from({ length: random.int(5) }, () => anyJson(random, depth - 1));
  if (kind === 3) return children;
  // Through text, so that `__proto__` becomes a key of its own, as it does in a body that was parsed.
  const fields = children.map((child) => `${JSON.stringify(random.pick(KEYS))}:${JSON.stringify(child) ?? 'null'}`);
  return JSON.parse(`{${fields.join(',')}}`);
}

/** A copy of a JSON value in which something has been changed, left out, added or repeated. */
export function mutateJson(random: Random, value: unknown): unknown {
  if (random.chance(0.08)) return anyJson(random, 3);
  if (Array.isArray(value)) return mutateList(random, value);
  if (typeof value !== 'object' || value === null) return random.chance(0.12) ? random.pick(STUMBLES) : value;
  const fields = Object.entries(value).flatMap(([key, child]) => {
    if (random.chance(0.03)) return [];
    const mutated = random.chance(0.15) ? mutateJson(random, child) : child;
    return [`${JSON.stringify(key)}:${JSON.stringify(mutated) ?? 'null'}`];
  });
  if (random.chance(0.05)) fields.push(`${JSON.stringify(random.pick(KEYS))}:${JSON.stringify(anyJson(random, 2))}`);
  return JSON.parse(`{${fields.join(',')}}`);
}

function mutateList(random: Random, list: readonly unknown[]): unknown[] {
  const kept = list.filter(() => !random.chance(0.1)).map((item) => mutateJson(random, item));
  if (kept.length > 0 && random.chance(0.1)) kept.push(kept[random.int(kept.length)]);
  return kept;
}

/** A copy of bytes that were cut, torn, repeated, overwritten or joined with noise, several times over. */
export function mutateBytes(random: Random, bytes: Buffer): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let left = 1 + random.int(4); left > 0; left -= 1) mutated = mutateOnce(random, mutated);
  return mutated;
}

function mutateOnce(random: Random, bytes: Buffer): Buffer {
  const at = random.int(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.int(32));
  switch (random.int(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), random.bytes(random.int(16)), bytes.subarray(at)]);
    default: {
      const copy = Buffer.from(bytes);
      for (let index = at; index < end; index += 1) if (random.chance(0.3)) copy[index] = random.int(256);
      return copy;
    }
  }
}
