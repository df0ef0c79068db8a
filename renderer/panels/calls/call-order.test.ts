import { describe, expect, it } from 'vitest';
import type { Call } from '#shared/domain/call';
import { callsOf } from './call-order';

function call(id: string, over: Partial<Call>): Call {
  return {
    id,
    instance: 'i1',
    strategy: 'moving-average',
    madeAt: 0,
    title: '',
    why: '',
    inputs: {},
    signal: id,
    outcome: 'open',
    tradeId: null,
    result: '',
    ...over,
  };
}

const calls = [
  call('a', { madeAt: 1, outcome: 'closed', tradeId: 't1' }),
  call('b', { madeAt: 2, outcome: 'lapsed' }),
  call('c', { madeAt: 3, outcome: 'waiting', strategy: 'atm-straddle-sell' }),
  call('d', { madeAt: 4, outcome: 'refused' }),
];
const ids = (...options: [Parameters<typeof callsOf>[1], Parameters<typeof callsOf>[2]]) =>
  callsOf(calls, ...options).map(({ id }) => id);

describe('callsOf', () => {
  it('tells what became a trade from what did not', () => {
    expect(ids('taken', 'newest')).toEqual(['a']);
    expect(ids('not-taken', 'newest')).toEqual(['d', 'b']);
    expect(ids('waiting', 'newest')).toEqual(['c']);
  });

  it('orders by time either way, or by strategy', () => {
    expect(ids('all', 'newest')).toEqual(['d', 'c', 'b', 'a']);
    expect(ids('all', 'oldest')).toEqual(['a', 'b', 'c', 'd']);
    expect(ids('all', 'strategy')).toEqual(['c', 'd', 'b', 'a']);
  });
});
