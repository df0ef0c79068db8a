import { describe, expect, it } from 'vitest';
import type { Trade } from '#shared/domain/trade';
import { emptyTables } from '#shared/ipc/delta';
import type { InstanceView } from '#shared/ipc/views';
import { originOf } from './origin';

/** What the origin is read from; the rest of a trade does not matter here. */
const straddle = {
  id: 'T1',
  owner: { kind: 'strategy', instance: 'I1' },
  entryReason: 'selling: ATM 24,200',
  exitReason: null,
  legs: [
    { id: 'L1', exitReason: 'Stop ₹47.35 hit at ₹47.40' },
    { id: 'L2', exitReason: null },
  ],
} as unknown as Trade;
const instances = { I1: { name: 'ATM straddle sell' } as InstanceView };

const origin = (trade: Trade, legId: string, purpose: 'entry' | 'exit') =>
  originOf({ tradeId: 'T1', legId, purpose }, { ...emptyTables(), trades: { T1: trade }, instances });

describe('where an order came from', () => {
  it('is the strategy and, of an entry, why its trade was opened', () => {
    expect(origin(straddle, 'L1', 'entry')).toEqual({ from: 'ATM straddle sell', why: 'selling: ATM 24,200' });
  });

  it('is, of an exit, what made the leg leave, or else the whole trade', () => {
    expect(origin(straddle, 'L1', 'exit').why).toBe('Stop ₹47.35 hit at ₹47.40');
    expect(origin({ ...straddle, exitReason: 'Square-off' }, 'L2', 'exit').why).toBe('Square-off');
  });

  it('is the person who ordered by hand', () => {
    const byHand: Trade = { ...straddle, owner: { kind: 'manual', by: 'hand', label: 'By hand' } };
    expect(origin(byHand, 'L1', 'entry').from).toBe('By hand');
  });
});
