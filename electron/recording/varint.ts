/** The most bytes that a whole number of up to 53 bits takes. */
export const MAX_VARINT = 8;

/** Within these, a delta and its zigzag form fit the 32-bit operators. */
const SMALL = 0x3fffffff;

/** Writes a whole number of either sign, small ones of either in few bytes, and returns where the next may begin. */
export function putSigned(bytes: Uint8Array, start: number, value: number): number {
  // Asked so that NaN goes the careful way.
  const isSmall = value >= -SMALL && value <= SMALL;
  return isSmall ? putUnsigned(bytes, start, (value << 1) ^ (value >> 31)) : putLarge(bytes, start, value);
}

/** The same for a whole number from 0 to 2³¹ − 1. */
export function putUnsigned(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest > 127; rest >>>= 7) {
    bytes[at] = (rest & 127) | 128;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Cuts by division, since the bit operators would wrap. */
function putLarge(bytes: Uint8Array, start: number, value: number): number {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  if (!Number.isInteger(value) || !Number.isSafeInteger(rest)) {
    throw new RangeError(`Expected a whole number of at most 52 bits, found ${value}`);
  }
  let at = start;
  for (; rest > 127; rest = Math.floor(rest / 128)) {
    bytes[at] = (rest % 128) | 128;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Reads what the functions above wrote, one after the other. */
export class VarintCursor {
  at = 0;
  private bytes: Uint8Array = new Uint8Array(0);

  open(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.at = 0;
  }

  byte(): number {
    const value = this.bytes[this.at] ?? 0;
    this.at += 1;
    return value;
  }

  unsigned(): number {
    const { bytes, at } = this;
    const first = bytes[at] ?? 0;
    if (first < 128) {
      this.at = at + 1;
      return first;
    }
    const second = bytes[at + 1] ?? 0;
    if (second < 128) {
      this.at = at + 2;
      return (first & 127) | (second << 7);
    }
    this.at = at + 2;
    return this.more((first & 127) | ((second & 127) << 7));
  }

  signed(): number {
    const zigzag = this.unsigned();
    if (zigzag > 2 * SMALL + 1) return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private more(low: number): number {
    let value = low;
    for (let scale = 2 ** 14; ; scale *= 128) {
      const next = this.byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  }
}
