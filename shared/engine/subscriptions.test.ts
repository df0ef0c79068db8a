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

  it('is by price alone beyond the strikes around the money, as far as the wings go', () => {
    const wanted = wantedAt(24_210, { instruments: [], chains: [{ ...CHAIN, wings: 3 }] });
    const count = (mode: string) => [...wanted.values()].filter((each) => each === mode).length;
    expect([count('full'), count('ltp')]).toEqual([10, 12]);
    expect(wanted.get(optionId(24_350, 'CE'))).toBe('ltp');
    expect(wanted.get(optionId(23_950, 'PE'))).toBe('ltp');
    expect(wanted.has(optionId(24_500, 'CE'))).toBe(false);
  });

  it('is in full in a wing when it is held, watched or in a strategy’s range', () => {
    const wings = { ...CHAIN, wings: 3 };
    const far = optionId(24_450, 'CE');
    expect(wantedAt(24_210, { instruments: [far], chains: [wings] }).get(far)).toBe('full');
    expect(wantedAt(24_210, { instruments: [], chains: [wings], glances: [far] }).get(far)).toBe('full');
    expect(wantedAt(24_210, { instruments: [], chains: [wings, { ...CHAIN, range: 5 }] }).get(far)).toBe('full');
  });

  it('names the wings last, because the last of the least detail are refused first', () => {
    const wanted = wantedAt(24_210, { instruments: [], chains: [{ ...CHAIN, wings: 3 }], glances: [RELIANCE] });
    const modes = [...wanted.values()];
    expect(modes.indexOf('ltp')).toBe(modes.length - 12);
  });

  it('has the price of a strike before it comes into view, wherever the money walks', () => {
    const steps = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(steps, (walk) => {
        const centres = new Centres();
        let spot = 24_200;
        let before = wantedAt(spot, { instruments: [], chains: [{ ...CHAIN, wings: 2 }] }, centres);
        for (const step of walk) {
          spot = Math.min(24_800, Math.max(23_700, spot + step * 50));
          const now = wantedAt(spot, { instruments: [], chains: [{ ...CHAIN, wings: 2 }] }, centres);
          const unheard = [...now].filter(([id, mode]) => mode === 'full' && !before.has(id));
          before = now;
          expect(unheard).toEqual([]);
        }
      }),
    );
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
