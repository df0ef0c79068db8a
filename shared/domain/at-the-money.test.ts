import { describe, expect, it } from 'vitest';
import { chainQuotes, EXPIRIES, INSTRUMENTS, ist, NIFTY, optionId, quote } from '#shared/engine/testing/market';
import { atTheMoney, chainNeeds, chainOf, openOption } from './at-the-money';
import { createCatalogue } from './catalogue';
import type { Quote } from './quote';
import { rupees } from './units';

const catalogue = createCatalogue(INSTRUMENTS);
const now = ist('10:00');
const chain = { underlying: 'NIFTY', expiry: EXPIRIES[0] ?? '' };
const contextOf = (quotes: readonly Quote[]) => {
  const byId = new Map(quotes.map((each) => [each.id, each]));
  return { now, catalogue, params: { staleAfter: 15 }, quote: (id: Quote['id']) => byId.get(id) ?? null };
};
const market = [quote(NIFTY, 24_220, now), ...chainQuotes({ forward: 24_232.4, timeValue: 84 }, now)];
const stale = (quotes: readonly Quote[]) => quotes.map((each) => ({ ...each, receivedAt: ist('09:59') }));

describe('atTheMoney', () => {
  it('takes the strike nearest the forward that call and put agree on, or nearest the spot', () => {
    const byForward = atTheMoney(chain, 'forward', contextOf(market));
    expect(byForward).toMatchObject({ ok: true, value: { strike: rupees(24_250), spot: rupees(24_220) } });
    expect(byForward.ok && byForward.value.reference).toBeCloseTo(24_232_40, -2);
    expect(atTheMoney(chain, 'spot', contextOf(market))).toMatchObject({
      value: { strike: rupees(24_200), reference: rupees(24_220) },
    });
  });

  it('counts strikes from there, to the ends of the chain', () => {
    const money = atTheMoney(chain, 'spot', contextOf(market));
    const at = (steps: number) => (money.ok ? money.value.strikeAt(steps) : null);
    expect([at(0), at(2), at(-3), at(16), at(17)]).toEqual([
      rupees(24_200),
      rupees(24_300),
      rupees(24_050),
      rupees(25_000),
      undefined,
    ]);
  });

  it('leaves stale options out, and does without a forward rather than read one from them', () => {
    const [spot, ...options] = market;
    if (!spot) throw new Error('the market begins with the spot');
    // A crash while nobody looked: every old quote would put the forward 500 points away.
    const wrong = stale(chainQuotes({ forward: 24_700, timeValue: 84 }, now)).filter(({ id }) => !id.includes('242'));
    expect(atTheMoney(chain, 'forward', contextOf([spot, ...options, ...wrong]))).toMatchObject({
      value: { strike: rupees(24_250) },
    });
    expect(atTheMoney(chain, 'forward', contextOf([spot, ...stale(options)]))).toEqual({
      ok: false,
      error: 'no strike of NIFTY 2026-08-18 has fresh prices of both call and put',
    });
  });

  it('is not known without a fresh spot or without the chain', () => {
    expect(atTheMoney(chain, 'spot', contextOf(stale(market)))).toEqual({
      ok: false,
      error: 'the price of NIFTY 50 is 60 s old, limit 15 s',
    });
    const elsewhere = { underlying: 'NIFTY', expiry: '2026-09-29' };
    expect(atTheMoney(elsewhere, 'spot', contextOf(market))).toEqual({
      ok: false,
      error: "no NIFTY options of 2026-09-29 in the day's instruments",
    });
  });
});

describe('openOption', () => {
  it('is an option with a fresh price, a bid and an offer', () => {
    expect(openOption(chain, rupees(24_200), 'CE', contextOf(market))).toMatchObject({
      ok: true,
      value: { option: { id: optionId(24_200, 'CE') } },
    });
    const oneSided = quote(optionId(24_200, 'CE'), 90, now, { ask: rupees(0) });
    expect(openOption(chain, rupees(24_200), 'CE', contextOf([...market, oneSided]))).toEqual({
      ok: false,
      error: 'NIFTY26081824200CE has no offer',
    });
    expect(openOption(chain, rupees(24_225), 'CE', contextOf(market))).toEqual({
      ok: false,
      error: 'the chain of 2026-08-18 has no CE at 24,225',
    });
  });
});

describe('chainOf', () => {
  it('is the nearest expiry or the one after, and nothing where there are no options', () => {
    expect([chainOf('NIFTY', 'nearest', catalogue)?.expiry, chainOf('NIFTY', 'next', catalogue)?.expiry]).toEqual(
      EXPIRIES,
    );
    expect(chainNeeds(chainOf('RELIANCE', 'nearest', catalogue), 5)).toEqual([]);
  });
});
