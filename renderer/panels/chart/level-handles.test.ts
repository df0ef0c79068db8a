import { describe, expect, it } from 'vitest';
import { instrumentId } from '#shared/domain/instrument';
import { FLAT } from '#shared/domain/position';
import type { Leg, Trade } from '#shared/domain/trade';
import { rupees, type Paise } from '#shared/domain/units';
import { levelHandles } from './level-handles';

const CALL = instrumentId('NFO', 'NIFTY2681824250CE');
const PUT = instrumentId('NFO', 'NIFTY2681824250PE');

// Only what handles are made of.
const leg = (id: string, instrument: typeof CALL, stop: Paise | null, target: Paise | null) =>
  ({ id, instrument, status: 'open', stop, target, entry: rupees(40), position: FLAT }) as Leg;
const trade = (status: Trade['status'], ...legs: readonly Leg[]) =>
  ({ id: 'T1', name: 'Straddle', status, legs }) as Trade;

describe('levelHandles', () => {
  it('are the stop and the target of each open leg of the charted instrument', () => {
    const open = trade('open', leg('a', CALL, rupees(50), rupees(20)), leg('b', PUT, rupees(60), null));
    expect(levelHandles([open], CALL).map(({ kind, price, leg: held }) => [kind, price, held.id])).toEqual([
      ['stop', rupees(50), 'a'],
      ['target', rupees(20), 'a'],
    ]);
    expect(levelHandles([open], PUT).map(({ id }) => id)).toEqual(['T1 b stop']);
  });

  it('leave alone what is over or on its way out', () => {
    const left = { ...leg('a', CALL, rupees(50), null), status: 'exiting' } as const;
    expect(levelHandles([trade('open', left)], CALL)).toEqual([]);
    expect(levelHandles([trade('closed', leg('a', CALL, rupees(50), null))], CALL)).toEqual([]);
  });
});
