import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRows } from '../fixtures/rows';
import type { Right } from '../instrument';
import { DAY, MINUTE, istAt } from '../time';
import { paise, qty, rupees } from '../units';
import { GREEK, GREEKS_LENGTH, YEAR, blackPrice, writeGreeks } from './black76';
import { createChainAnalytics } from './chain';
import { optionIndex } from './chain-columns';
import type { OptionQuote } from './chain-quotes';
import { NO_IV } from './implied-volatility';

const RATE = 0.065;
const expiryAt = istAt('2026-11-23', '15:40');
const now = expiryAt - 3 * DAY;
const FORWARD = 2_451_230;
const RIGHTS: readonly Right[] = ['CE', 'PE'];

const strikes = Array.from({ length: 41 }, (_, index) => paise(2_350_000 + 5_000 * index));
const unknown = { spot: null, future: null };

function quote(change: Partial<Record<keyof OptionQuote, number>>): OptionQuote {
  const empty = { ltp: 0, bid: 0, ask: 0, oi: 0, oiReference: 0, volume: 0 };
  const all = { ...empty, ...change };
  return {
    ltp: paise(all.ltp),
    bid: paise(all.bid),
    ask: paise(all.ask),
    oi: qty(all.oi),
    oiReference: qty(all.oiReference),
    volume: qty(all.volume),
  };
}

/** A smile: 12 % at the money, more in the wings. */
function smile(strike: number): number {
  return 0.12 + 8 * Math.log(strike / FORWARD) ** 2;
}

function terms(row: number, right: Right, forward = FORWARD, at = now) {
  return { right, forward, strike: strikes[row] ?? 0, years: (expiryAt - at) / YEAR, rate: RATE };
}

/** Bid and ask around the true price: what a market of perfect makers would show, in whole ticks. */
function fairQuote(row: number, right: Right, forward = FORWARD): OptionQuote {
  const price = blackPrice(terms(row, right, forward), smile(strikes[row] ?? 0));
  const bid = Math.max(Math.floor(price / 5) * 5, 0);
  return quote({ ltp: Math.max(bid, 5), bid, ask: bid + 5, oi: 6_500 + row, volume: 1_000 });
}

function fairChain(forward = FORWARD) {
  const chain = createChainAnalytics({ strikes, expiryAt, rate: RATE });
  for (const row of strikes.keys())
    for (const right of RIGHTS) chain.update(row, right, fairQuote(row, right, forward));
  return chain;
}

describe('createChainAnalytics', () => {
  it('finds the forward within a tick from the options alone', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    expect(Math.abs((chain.summary.forward ?? 0) - FORWARD)).toBeLessThan(5);
    expect(chain.summary).toMatchObject({ forwardSource: 'parity', atmRow: 20 });
    expect(strikes[20]).toBe(2_450_000);
  });

  it('recovers the smile and its greeks', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    const expected = new Float64Array(GREEKS_LENGTH);
    for (let row = 12; row <= 28; row += 1) {
      for (const right of RIGHTS) {
        const index = optionIndex(row, right);
        writeGreeks(terms(row, right), smile(strikes[row] ?? 0), expected);
        expect(chain.columns.iv[index]).toBeCloseTo(smile(strikes[row] ?? 0), 2);
        expect(chain.columns.delta[index]).toBeCloseTo(expected[GREEK.delta] ?? 0, 2);
        expect((chain.columns.vega[index] ?? 0) / (expected[GREEK.vega] ?? 1)).toBeCloseTo(1, 1);
        expect((chain.columns.theta[index] ?? 0) / (expected[GREEK.theta] ?? 1)).toBeCloseTo(1, 1);
        expect((chain.columns.gamma[index] ?? 0) / (expected[GREEK.gamma] ?? 1)).toBeCloseTo(1, 1);
      }
    }
  });

  it('is not misled by a stale price, a crossed quote or a missing leg near the money', () => {
    const chain = fairChain();
    chain.update(19, 'CE', quote({ ltp: 60_000 }));
    chain.update(20, 'PE', quote({ ltp: 5, bid: 90_000, ask: 10 }));
    chain.update(21, 'PE', quote({}));
    chain.recompute({ spot: paise(2_440_000), future: null }, now);
    expect(Math.abs((chain.summary.forward ?? 0) - FORWARD)).toBeLessThan(20);
  });

  it('finds the money again after a gap that leaves its last forward far behind', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    for (const row of strikes.keys())
      for (const right of RIGHTS) chain.update(row, right, fairQuote(row, right, FORWARD - 75_000));
    chain.recompute({ spot: paise(FORWARD), future: null }, now);
    expect(Math.abs((chain.summary.forward ?? 0) - (FORWARD - 75_000))).toBeLessThan(10);
  });

  it('falls back on the future of this expiry, then on the spot grown at the rate', () => {
    const chain = createChainAnalytics({ strikes, expiryAt, rate: RATE });
    chain.recompute({ spot: paise(2_440_000), future: paise(2_445_000) }, now);
    expect(chain.summary).toMatchObject({ forward: 2_445_000, forwardSource: 'future' });
    chain.recompute({ spot: paise(2_440_000), future: null }, now);
    expect(chain.summary.forwardSource).toBe('spot');
    expect(chain.summary.forward).toBeCloseTo(2_440_000 * Math.exp((RATE * 3) / 365), 6);
  });

  it('answers null, and no number that is not one, before any price came', () => {
    const chain = createChainAnalytics({ strikes, expiryAt, rate: RATE });
    chain.recompute(unknown, now);
    expect(chain.summary).toEqual({
      forward: null,
      forwardSource: 'none',
      atmRow: -1,
      atmIv: null,
      straddle: null,
      expectedMove: null,
      pcrOi: null,
      pcrVolume: null,
      maxPainRow: -1,
      callOi: 0,
      putOi: 0,
    });
    expect(new Set(chain.columns.iv)).toEqual(new Set([NO_IV]));
  });

  it('shows no IV for a price below intrinsic value, and takes the greeks from the other side of the strike', () => {
    const chain = fairChain();
    chain.update(5, 'CE', quote({ ltp: 60_000 }));
    chain.recompute(unknown, now);
    const call = optionIndex(5, 'CE');
    expect(chain.columns.iv[call]).toBe(NO_IV);
    expect(chain.columns.greekIv[call]).toBe(chain.columns.iv[optionIndex(5, 'PE')]);
    expect(chain.columns.delta[call]).toBeGreaterThan(0.9);
  });

  it('sums up the chain: straddle, expected move, put-call ratios, totals', () => {
    const chain = fairChain();
    chain.update(3, 'PE', quote({ ltp: 10, oi: 100_000, volume: 5_000 }));
    chain.recompute(unknown, now);
    const { summary } = chain;
    const callOi = strikes.reduce((sum, _, row) => sum + 6_500 + row, 0);
    const putOi = callOi - 6_503 + 100_000;
    expect(summary).toMatchObject({
      callOi,
      putOi,
      pcrOi: putOi / callOi,
      pcrVolume: (40 * 1_000 + 5_000) / (41 * 1_000),
    });
    expect(summary.straddle).toBe(fairQuote(20, 'CE').ltp + fairQuote(20, 'PE').ltp);
    expect(summary.atmIv).toBeCloseTo(0.12, 3);
    // A straddle at the money costs √(2/π) of one standard deviation.
    expect((summary.expectedMove ?? 0) * Math.sqrt(2 / Math.PI)).toBeCloseTo(summary.straddle ?? 0, -3);
  });

  it('gives the same figures step by step as all at once', () => {
    const change = fc.record({
      row: fc.integer({ min: 0, max: 40 }),
      right: fc.constantFrom(...RIGHTS),
      ltp: fc.integer({ min: 0, max: 90_000 }),
      oi: fc.integer({ min: 0, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const stepwise = fairChain();
        const atOnce = fairChain();
        stepwise.recompute(unknown, now);
        for (const { row, right, ltp, oi } of changes) {
          stepwise.update(row, right, quote({ ltp, oi }));
          stepwise.recompute(unknown, now);
          atOnce.update(row, right, quote({ ltp, oi }));
        }
        atOnce.recompute(unknown, now);
        expect(stepwise.summary.callOi).toBe(atOnce.summary.callOi);
        expect(stepwise.summary.maxPainRow).toBe(atOnce.summary.maxPainRow);
        for (const [index, delta] of atOnce.columns.delta.entries()) {
          // Rows may rest on a forward that has moved by less than 1/100,000.
          expect(Math.abs((stepwise.columns.delta[index] ?? 0) - delta)).toBeLessThan(2e-3);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('touches only the rows that changed while forward and time stand still', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    const before = Uint32Array.from(chain.columns.version);
    chain.update(30, 'CE', quote({ ...fairQuote(30, 'CE'), ask: fairQuote(30, 'CE').ask + 5 }));
    chain.recompute(unknown, now + 100);
    const changed = [...chain.columns.version.keys()].filter((row) => chain.columns.version[row] !== before[row]);
    expect(changed).toEqual([30]);
  });

  it('recomputes every row once the forward or the clock has moved on', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    const before = Uint32Array.from(chain.columns.version);
    const [theta = 0] = chain.columns.theta;
    chain.recompute(unknown, now + 10 * MINUTE);
    expect(chain.columns.version.every((version, row) => version === (before[row] ?? 0) + 1)).toBe(true);
    expect(chain.columns.theta[0]).not.toBe(theta);
  });

  it('does nothing at all for a quote that says nothing new', () => {
    const chain = fairChain();
    chain.recompute(unknown, now);
    const before = [...chain.columns.version];
    chain.update(20, 'CE', fairQuote(20, 'CE'));
    chain.recompute(unknown, now);
    expect([...chain.columns.version]).toEqual(before);
  });

  it('stays finite at and after expiry', () => {
    const chain = fairChain();
    chain.recompute({ spot: paise(FORWARD), future: null }, expiryAt + MINUTE);
    const { iv, delta, gamma, theta, vega } = chain.columns;
    for (const column of [iv, delta, gamma, theta, vega]) expect(column.every(Number.isFinite)).toBe(true);
    expect(chain.summary.atmIv).toBeNull();
  });

  it('refuses strikes out of order and rows that are not there', () => {
    expect(() => createChainAnalytics({ strikes: [paise(200), paise(100)], expiryAt, rate: 0 })).toThrow('ascending');
    expect(() => fairChain().update(41, 'CE', quote({}))).toThrow('from 0 to 40, found 41');
  });
});

describe("NSE's chain of 29 August 2025, 12:04:50", () => {
  const rows = parseRows(readFileSync(new URL('../fixtures/nifty-chain-2025-08-29.csv', import.meta.url), 'utf8'));
  const listed = [...new Set(rows.map((row) => rupees(Number(row['strike']))))];
  const chain = createChainAnalytics({ strikes: listed, expiryAt: istAt('2025-09-02', '15:30'), rate: RATE });
  for (const row of rows) {
    const [ltp, bid, ask] = ['ltp', 'bid', 'ask'].map((name) => rupees(Number(row[name])));
    const [oi, change, volume] = ['oi', 'oi_change', 'volume'].map((name) => Number(row[name]));
    const right = row['option_type'] === 'CE' ? 'CE' : 'PE';
    chain.update(
      listed.indexOf(rupees(Number(row['strike']))),
      right,
      quote({
        ltp: ltp ?? 0,
        bid: bid ?? 0,
        ask: ask ?? 0,
        oi: oi ?? 0,
        oiReference: (oi ?? 0) - (change ?? 0),
        volume: volume ?? 0,
      }),
    );
  }
  chain.recompute(unknown, istAt('2025-08-29', '12:04:50'));

  it('has the at-the-money IV that NSE shows, whose call and put disagree only by the forward it assumes', () => {
    const shown = rows
      .filter((row) => rupees(Number(row['strike'])) === listed[chain.summary.atmRow])
      .map((row) => Number(row['iv']));
    expect(shown).toEqual([8.87, 9.03]);
    expect(Math.abs((chain.summary.atmIv ?? 0) - 0.0895)).toBeLessThan(0.0025);
  });

  it('has calls and puts of one strike agree on volatility near the money', () => {
    for (let row = chain.summary.atmRow - 4; row <= chain.summary.atmRow + 4; row += 1) {
      const [call = 0, put = 0] = [chain.columns.iv[2 * row], chain.columns.iv[2 * row + 1]];
      expect(Math.abs(call - put)).toBeLessThan(0.004);
    }
  });
});
