/** How long to wait before trying again. */
export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * Doubles from attempt to attempt up to the most, then takes off up to half by chance, so that thousands of
 * desks cut off together do not come back together. `attempt` counts from 0, `random` gives numbers in [0, 1).
 */
export function backOffMs({ firstMs, mostMs }: BackOff, attempt: number, random: () => number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return whole * (1 - random() / 2);
}
