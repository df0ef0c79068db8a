import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_VARINT, putSigned, putUnsigned, VarintCursor } from './varint';

/** 2⁵², which is more than any time, price or quantity. */
const LARGEST = 2 ** 52 - 1;
const edges = [0, 1, 63, 64, 2 ** 30 - 1, 2 ** 30, 2 ** 31, 2 ** 32, LARGEST];

function roundTrip(value: number): { readonly value: number; readonly bytes: number } {
  const bytes = new Uint8Array(16);
  const end = putSigned(bytes, 0, value);
  const cursor = new VarintCursor();
  cursor.open(bytes);
  const read = cursor.signed();
  expect(cursor.at).toBe(end);
  return { value: read, bytes: end };
}

describe('variable-length numbers', () => {
  it('come back as they were, whatever their size and sign', () => {
    const numbers = fc.oneof(
      fc.constantFrom(...edges, ...edges.map((edge) => 0 - edge)),
      fc.integer({ min: -LARGEST, max: LARGEST }),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        const { value: read, bytes } = roundTrip(value);
        expect(read + 0).toBe(value + 0);
        expect(bytes).toBeLessThanOrEqual(MAX_VARINT);
      }),
    );
  });

  it('take one byte for a small step either way', () => {
    expect([-64, -1, 0, 63].map((value) => roundTrip(value).bytes)).toEqual([1, 1, 1, 1]);
  });

  it('come back unsigned', () => {
    const bytes = new Uint8Array(8);
    const cursor = new VarintCursor();
    for (const value of [0, 127, 128, 9_000, 2 ** 31 - 1]) {
      putUnsigned(bytes, 0, value);
      cursor.open(bytes);
      expect(cursor.unsigned()).toBe(value);
    }
  });

  it('refuse what is no whole number instead of writing something else', () => {
    for (const value of [Infinity, NaN, 2 ** 53, 2 ** 31 + 0.5])
      expect(() => putSigned(new Uint8Array(16), 0, value)).toThrow(RangeError);
  });
});
