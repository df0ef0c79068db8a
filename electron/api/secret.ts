import { createHash, timingSafeEqual } from 'node:crypto';

/** In constant time, whatever the lengths: both are hashed first. */
export function isSameSecret(found: string, expected: string): boolean {
  return expected !== '' && timingSafeEqual(digest(found), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
