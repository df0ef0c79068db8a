import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#shared/domain/catalogue';
import type { InstrumentId } from '#shared/domain/instrument';
import type { Quote } from '#shared/domain/quote';
import { Centres, wantedInstruments, type Wishes } from './subscriptions';
import { EXPIRIES, INSTRUMENTS, ist, NIFTY, NIFTY_FUTURE, optionId, quote, RELIANCE } from './testing/market';

const catalogue = createCatalogue(INSTRUMENTS);
const [EXPIRY = ''] = EXPIRIES;
const CHAIN = { underlying: 'NIFTY', expiry: EXPIRY, range: 2 };
const HELD = optionId(24_200, 'CE');

const at =
  (spot: number) =>
  (id: InstrumentId): Quote | null =>
    id === NIFTY ? quote(NIFTY, spot, ist('10:00')) : null;

function wantedAt(spot: number, wishes: Wishes, centres = new Centres()) {
  return wantedInstruments(wishes, centres, catalogue, at(spot));
}

describe('what is subscribed', () => {
  it('is in full what is named and the strikes around the money', () => {
    const wanted = wantedAt(24_210, { instruments: [NIFTY], chains: [CHAIN] });
    const strikes = [24_100, 24_150, 24_200, 24_250, 24_300];
    const options = strikes.flatMap((strike) => [optionId(strike, 'CE'), optionId(strike, 'PE')]);
    expect([...wanted]).toEqual([NIFTY, ...options].map((id) => [id, 'full']));
  });

  it('is in less detail what is only looked at, unless it has open interest or somebody needs more', () => {
    const glances = [RELIANCE, NIFTY, NIFTY_FUTURE];
    expect(wantedAt(24_200, { instruments: [], chains: [], glances })).toEqual(
      new Map([
        [RELIANCE, 'quote'],
        [NIFTY, 'quote'],
        [NIFTY_FUTURE, 'full'],
      ]),
    );
    expect(wantedAt(24_200, { instruments: [RELIANCE], chains: [], glances }).get(RELIANCE)).toBe('full');
  });

  it('leaves out what is not listed today', () => {
    const gone = optionId(99_999, 'CE');
    expect(wantedAt(24_200, { instruments: [gone], chains: [], glances: [gone] }).size).toBe(0);
  });

  it('keeps what is held in full wherever the money goes, and the chain around it', () => {
    const steps = fc.array(fc.integer({ min: 23_700, max: 24_800 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, (spots) => {
        const centres = new Centres();
        for (const spot of spots) {
          const wanted = wantedAt(spot, { instruments: [HELD], chains: [CHAIN] }, centres);
          expect(wanted.get(HELD)).toBe('full');
          const nearest = Math.round(spot / 50) * 50;
          expect(wanted.get(optionId(nearest, 'CE'))).toBe('full');
          expect(wanted.get(optionId(nearest, 'PE'))).toBe('full');
        }
      }),
    );
  });

  it('does not move for a spot that swings in the middle of two strikes', () => {
    const centres = new Centres();
    const [first, ...others] = [24_210, 24_226, 24_224, 24_231, 24_222].map((spot) =>
      [...wantedAt(spot, { instruments: [], chains: [CHAIN] }, centres).keys()].join(),
    );
    for (const other of others) expect(other).toBe(first);
  });
});
