import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/domain/facts';
import { instrumentId } from '#shared/domain/instrument';
import type { Leg } from '#shared/domain/trade';
import { noticeOf } from './exit-notices';

// Only what a notice is read from.
const leg = { id: 'a', instrument: instrumentId('NFO', 'NIFTY2681824250CE') } as Leg;
const desk = {
  trades: new Map([['T1', { name: 'Sell straddle', legs: [leg] }]]),
  nameOf: (id: string) => (id === leg.instrument ? 'NIFTY 24250 CE 18 Aug' : id),
};
const told = (fact: Fact) => noticeOf({ seq: 7, at: 99, fact }, desk);

describe('the notices that facts are', () => {
  it('tell that a trade is left by its plan, its strategy or a limit', () => {
    for (const by of ['plan', 'strategy', 'limit'] as const) {
      expect(told({ kind: 'trade-closing', trade: 'T1', reason: 'Combined stop', by })).toEqual({
        id: 'F7',
        at: 99,
        level: 'warning',
        title: 'Leaving Sell straddle',
        detail: 'Combined stop',
      });
    }
  });

  it('tell which leg is left while the trade goes on', () => {
    expect(told({ kind: 'leg-exiting', trade: 'T1', leg: 'a', reason: 'Leg stop at 48.15' })).toMatchObject({
      title: 'Leaving NIFTY 24250 CE 18 Aug',
      detail: 'Leg stop at 48.15',
    });
  });

  it('tell of a halt, whoever halted', () => {
    expect(told({ kind: 'halted', reason: 'Exit all by hand' })).toMatchObject({
      title: 'Trading is halted',
      detail: 'Exit all by hand',
    });
  });

  it('are silent about exits that a person asked for, and about everything else', () => {
    expect(told({ kind: 'trade-closing', trade: 'T1', reason: 'Exit by hand', by: 'person' })).toBeNull();
    expect(told({ kind: 'armed' })).toBeNull();
  });
});
