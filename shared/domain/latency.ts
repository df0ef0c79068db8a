import type { Order } from './order';

export const STAGES = ['risk', 'sent', 'accepted', 'filled', 'total'] as const;

/** From signal to risk gate, from there to the wire, to the broker's word, to the last fill; and all of it together. */
export type Stage = (typeof STAGES)[number];

/** Milliseconds on the desk's clock that each stage took; null for one that was not reached, or not by this way. */
export type Latency = Readonly<Record<Stage, number | null>>;

/** How long an order took from stage to stage. One that was not filled has neither `filled` nor `total`. */
export function latencyOf({ status, times, isOutside }: Pick<Order, 'status' | 'times' | 'isOutside'>): Latency {
  const { signalAt, approvedAt, sentAt, acceptedAt, finishedAt } = times;
  const filledAt = status === 'filled' && !isOutside ? finishedAt : undefined;
  return {
    risk: between(signalAt, approvedAt),
    sent: between(approvedAt, sentAt),
    accepted: between(sentAt, acceptedAt),
    filled: between(acceptedAt, filledAt),
    total: between(signalAt, filledAt),
  };
}

/** Stages are stamped as their news arrives, and news may overtake each other: never less than nothing. */
function between(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined ? null : Math.max(0, to - from);
}

/** The smallest value that a share of all values does not exceed (nearest rank); null of no values. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
