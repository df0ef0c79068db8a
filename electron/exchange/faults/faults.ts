/** Things that go wrong at a broker, each a switch. */
export const FAULTS = [
  // The price socket.
  'silence',
  'half-open-connect',
  'short-frame',
  'slow-drip',
  'frozen-prices',
  'repeated-frames',
  'unknown-packets',
  'bad-prices',
  'old-stamps',
  // Requests and replies.
  'rate-limit-json',
  'rate-limit-text',
  'gateway-html',
  'server-error',
  'empty-body',
  'drop-request',
  'lost-request',
  'lost-reply',
  'drop-reply',
  'delay',
  // Orders.
  'duplicate-updates',
  'reorder-updates',
  'no-updates',
  'partial-fills',
  'reject-order',
  'refuse-change',
  'margin-exception',
] as const;

export type FaultName = (typeof FAULTS)[number];

/** Which requests a REST fault hits. */
export type FaultScope = 'all' | 'orders' | 'quotes' | 'history';

export interface Fault {
  readonly name: FaultName;
  /** How many times it still strikes; null until cleared. */
  readonly remaining: number | null;
  readonly scope: FaultScope;
  /** For 'delay'. */
  readonly milliseconds: number;
  /** For 'reject-order': the broker's words. */
  readonly message: string | null;
}

/** The switches that are on. */
export class Faults {
  readonly #active = new Map<FaultName, Fault>();

  get active(): readonly Fault[] {
    return [...this.#active.values()];
  }

  set(fault: Fault): void {
    this.#active.set(fault.name, fault);
  }

  clear(): void {
    this.#active.clear();
  }

  isOn(name: FaultName): boolean {
    return this.#active.has(name);
  }

  /** Uses a fault up once, if it is on and meant for `scope`. */
  strike(name: FaultName, scope: FaultScope = 'all'): Fault | null {
    const fault = this.#active.get(name);
    if (!fault || (fault.scope !== 'all' && fault.scope !== scope)) return null;
    if (fault.remaining !== null) {
      if (fault.remaining <= 1) this.#active.delete(name);
      else this.#active.set(name, { ...fault, remaining: fault.remaining - 1 });
    }
    return fault;
  }
}
