import type { EpochMs } from '../shared/domain/units';

/** What the exchange of the order-path benchmarks is to send. */
export interface OrderPlan {
  /** The instrument that the probe watches comes first. */
  readonly tokens: readonly number[];
  readonly periodMs: number;
  readonly frames: number;
  /** Where the market's day stands when it begins. */
  readonly startsAt: EpochMs;
}

export type OrderReport =
  | { readonly kind: 'listening'; readonly port: number }
  /** The head of an order's request has been read, at this moment of `sharedNow`. */
  | { readonly kind: 'order'; readonly at: number }
  | { readonly kind: 'done' };

/** Milliseconds with fractions, on one clock for all threads. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
