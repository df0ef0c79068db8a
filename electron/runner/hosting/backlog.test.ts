import { describe, expect, it } from 'vitest';
import type { HostBatch } from '#shared/engine/hosting';
import { bar, closedBar, ist, NIFTY, NIFTY_FUTURE, quote } from '#shared/engine/testing/market';
import { enqueue } from './backlog';

const prices = (clock: string, ...quotes: HostBatch['quotes']): HostBatch => ({
  at: ist(clock),
  quotes,
  bars: [],
  trades: [],
  isWarmUp: false,
});
const nifty = (price: number, clock: string) => quote(NIFTY, price, ist(clock));
const future = (price: number, clock: string) => quote(NIFTY_FUTURE, price, ist(clock));

describe('enqueue', () => {
  it('keeps the latest price of each instrument, at the latest time', () => {
    const backlog = [
      prices('10:00:00', nifty(100, '10:00:00'), future(101, '10:00:00')),
      prices('10:00:01', nifty(102, '10:00:01')),
    ].reduce<readonly HostBatch[]>(enqueue, []);
    expect(backlog).toEqual([prices('10:00:01', nifty(102, '10:00:01'), future(101, '10:00:00'))]);
  });

  it('never joins a batch with a bar or a trade, or one that warms up: each is an event at its own time', () => {
    const closing = {
      ...prices('10:00:01', nifty(101, '10:00:01')),
      bars: [closedBar(NIFTY, '1m', bar(ist('09:59'), { close: 1 }))],
    };
    const warmUp = { ...prices('10:00:00', nifty(100, '10:00:00')), isWarmUp: true };
    const later = prices('10:00:02', nifty(102, '10:00:02'));
    const batches = [warmUp, closing, later];
    expect(batches.reduce<readonly HostBatch[]>(enqueue, [])).toEqual(batches);
  });
});
