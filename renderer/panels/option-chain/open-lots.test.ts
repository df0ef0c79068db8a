import { describe, expect, it } from 'vitest';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { paise, qty } from '#shared/domain/units';
import { openLots } from './open-lots';

const call = instrumentId('NFO', 'NIFTY2681824200CE');
const put = instrumentId('NFO', 'NIFTY2681824200PE');

function leg(instrument: InstrumentId, units: number) {
  return { instrument, position: { qty: qty(units), cost: paise(0), realised: paise(0) } };
}

describe('openLots', () => {
  it('adds up the same option over trades, in signed lots', () => {
    const trades = [
      { status: 'open', legs: [leg(call, -130), leg(put, -65)] },
      { status: 'closing', legs: [leg(call, 65)] },
    ] as const;
    expect(openLots(trades, 65)).toEqual({ [call]: -1, [put]: -1 });
  });

  it('leaves out what is flat and what is over', () => {
    const trades = [
      { status: 'open', legs: [leg(call, 65), leg(call, -65)] },
      { status: 'closed', legs: [leg(put, 65)] },
    ] as const;
    expect(openLots(trades, 65)).toEqual({});
  });
});
