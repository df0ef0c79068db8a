import { describe, expect, it } from 'vitest';
import { EXPIRIES, INSTRUMENTS, ist, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { createCatalogue } from './catalogue';
import { oiShift, sampleOi, type OiSample } from './oi-shift';
import { qty } from './units';

const catalogue = createCatalogue(INSTRUMENTS);
const chain = { underlying: 'NIFTY', expiry: EXPIRIES[0] ?? '' };

/** Open interest in units by 'strike right'; what is not named has 1,000. */
function contextAt(clock: string, spot: number, oi: Readonly<Record<string, number>> = {}) {
  const now = ist(clock);
  const quotes = new Map([[NIFTY, quote(NIFTY, spot, now)]]);
  for (let strike = 23_500; strike <= 25_000; strike += 50) {
    for (const right of ['CE', 'PE'] as const) {
      const id = optionId(strike, right);
      quotes.set(id, quote(id, 100, now, { oi: qty(oi[`${strike} ${right}`] ?? 1_000) }));
    }
  }
  return { now, catalogue, params: { staleAfter: 15 }, quote: (id: typeof NIFTY) => quotes.get(id) ?? null, quotes };
}

describe('oiShift', () => {
  const before = sampleOi([], chain, 15, contextAt('10:00', 24_200));

  it('is the change of puts minus calls within five strikes of the money', () => {
    const later = contextAt('10:15', 24_200, { '24200 PE': 1_600, '24450 CE': 1_100, '24500 PE': 9_000 });
    expect(oiShift(before, chain, 15, later)).toEqual({ units: 500, share: 500 / 22_700, minutes: 15 });
  });

  it('looks around the money of now, at strikes it knew then', () => {
    const later = contextAt('10:15', 24_350, { '24600 PE': 1_400, '24050 PE': 5_000 });
    expect(oiShift(before, chain, 15, later)?.units).toBe(400);
  });

  it('is not known before fifteen minutes have been watched, or without a chain', () => {
    expect(oiShift(before, chain, 15, contextAt('10:14:59', 24_200))).toBeNull();
    expect(oiShift(before, null, 15, contextAt('10:15', 24_200))).toBeNull();
  });

  it('takes an option without a quote for unknown, not for nothing', () => {
    const dark = contextAt('10:00', 24_200);
    dark.quotes.delete(optionId(24_200, 'PE'));
    const samples = sampleOi([], chain, 15, dark);
    expect(oiShift(samples, chain, 15, contextAt('10:15', 24_200))?.units).toBe(0);
  });
});

describe('sampleOi', () => {
  it('samples once a minute and keeps a span, with one sample at least that old', () => {
    let samples: readonly OiSample[] = [];
    for (let minute = 0; minute < 40; minute += 1) {
      const clock = `10:${String(minute).padStart(2, '0')}`;
      samples = sampleOi(samples, chain, 15, contextAt(`${clock}:02`, 24_200));
      expect(sampleOi(samples, chain, 15, contextAt(`${clock}:58`, 24_200))).toBe(samples);
    }
    expect([samples.length, samples[0]?.at, samples.at(-1)?.at]).toEqual([16, ist('10:24:02'), ist('10:39:02')]);
  });
});
