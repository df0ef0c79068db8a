/** Finds the slot of a broker's instrument token; made for the ticker's hot path, where a Map costs several times more. */
export interface TokenIndex {
  /** The slot, or −1 for a token nobody added. */
  find(token: number): number;
  /** A token given again (brokers reuse them after expiry) points to its new slot. */
  set(token: number, slot: number): void;
}

/** An open-addressing table, at most half full, so that a look-up rarely needs a second probe. */
export function createTokenIndex(capacity: number): TokenIndex {
  return new OpenAddressing(capacity);
}

const NONE = -1;
/** 2³² divided by the golden ratio: spreads tokens that differ only in their upper bits (Knuth, TAOCP 6.4). */
const SPREAD = 0x9e3779b1;

class OpenAddressing implements TokenIndex {
  private readonly tokens: Int32Array;
  private readonly slots: Int32Array;
  private readonly shift: number;
  private readonly mask: number;
  private count = 0;

  constructor(capacity: number) {
    const bits = Math.max(4, Math.ceil(Math.log2(capacity)) + 1);
    this.tokens = new Int32Array(1 << bits);
    this.slots = new Int32Array(1 << bits).fill(NONE);
    this.shift = 32 - bits;
    this.mask = (1 << bits) - 1;
  }

  find(token: number): number {
    const { tokens, slots, mask } = this;
    let at = Math.imul(token, SPREAD) >>> this.shift;
    for (;;) {
      const slot = slots[at] ?? NONE;
      if (slot === NONE || tokens[at] === token) return slot;
      at = (at + 1) & mask;
    }
  }

  set(token: number, slot: number): void {
    let at = Math.imul(token, SPREAD) >>> this.shift;
    while (this.slots[at] !== NONE && this.tokens[at] !== token) at = (at + 1) & this.mask;
    if (this.slots[at] === NONE) {
      // One place stays empty, or the look-up of a strange token would run for ever.
      if (this.count === this.mask)
        throw new RangeError(`The token index holds ${this.count} tokens and has no room for ${token}`);
      this.count += 1;
    }
    this.tokens[at] = token;
    this.slots[at] = slot;
  }
}
