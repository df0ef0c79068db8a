import type { Quote } from '#shared/domain/quote';
import type { HostBatch } from '#shared/engine/hosting';

/**
 * Adds a batch to those a busy strategy has not looked at yet. Prices are conflated, the latest of an instrument
 * wins; a batch with a bar or a trade stays an event of its own, at its own time.
 */
export function enqueue(backlog: readonly HostBatch[], batch: HostBatch): readonly HostBatch[] {
  const last = backlog.at(-1);
  if (!last || !isPricesOnly(last) || !isPricesOnly(batch)) return [...backlog, batch];
  const latest = new Map<string, Quote>();
  for (const quote of last.quotes) latest.set(quote.id, quote);
  for (const quote of batch.quotes) latest.set(quote.id, quote);
  return [...backlog.slice(0, -1), { ...batch, quotes: [...latest.values()] }];
}

function isPricesOnly(batch: HostBatch): boolean {
  return !batch.isWarmUp && batch.bars.length === 0 && batch.trades.length === 0;
}
