/**
 * Finds the slot of a broker's instrument token; made for the ticker's hot path, where a Map costs several times more. The book has it and
 * not the catalogue: tokens come in packets alone, and what a packet needs is the slot of one of the few thousand subscribed, not one of a
 * hundred thousand instruments.
 */
export interface TokenIndex {
  /** The slot, or −1 for a token nobody added. */
  readonly find: (token: number) => number;
  /** A token given again (brokers reuse them after expiry) points to its new slot. */
  set(token: number, slot: number): void;
}

const NONE = -1;
/** 2³² divided by the golden ratio: spreads tokens that differ only in their upper bits (Knuth, TAOCP 6.4). */
const SPREAD = 0x9e3779b1;

/**
 * An open-addressing table, at most half full, so that a look-up rarely needs a second probe. A place is a token and its slot
 * side by side, which one line of the processor's cache holds.
 */
export function createTokenIndex(capacity: number): TokenIndex {
  const bits = Math.max(4, Math.ceil(Math.log2(capacity)) + 1);
  const places = new Int32Array(2 << bits).fill(NONE);
  const mask = (1 << bits) - 1;
  const shift = 32 - bits;
  let count = 0;

  return {
    find(token) {
      let at = Math.imul(token, SPREAD) >>> shift;
      for (;;) {
        const slot = places[2 * at + 1] ?? NONE;
        if (slot === NONE || places[2 * at] === token) return slot;
        at = (at + 1) & mask;
      }
    },
    set(token, slot) {
      let at = Math.imul(token, SPREAD) >>> shift;
      while (places[2 * at + 1] !== NONE && places[2 * at] !== token) at = (at + 1) & mask;
      if (places[2 * at + 1] === NONE) {
        // One place stays empty, or the look-up of a strange token would run for ever.
        if (count === mask) throw new RangeError(`The token index holds ${count} tokens and has no room for ${token}`);
        count += 1;
      }
      places[2 * at] = token;
      places[2 * at + 1] = slot;
    },
  };
}
