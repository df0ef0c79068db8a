import { describe, expect, it } from 'vitest';
import { addLeg, type BasketLeg } from '#shared/domain/basket';
import { instrumentId, type Right, type Side } from '#shared/domain/instrument';
import { qty, rupees, type Paise } from '#shared/domain/units';
import type { Tables } from '#shared/ipc/views';
import { faultsOf, isSendable, netPremium, tradeName } from './ticket';

const expiry = '2026-08-18';

function legsOf(...wanted: readonly (readonly [Side, number, Right])[]): readonly BasketLeg[] {
  return wanted.reduce<readonly BasketLeg[]>(
    (legs, [side, strike, right]) =>
      addLeg(legs, {
        instrument: instrumentId('NFO', `NIFTY26818${strike}${right}`),
        contract: { kind: 'option', underlying: 'NIFTY', expiry, strike: rupees(strike), right },
        side,
        lots: 1,
        lotSize: qty(65),
      }),
    [],
  );
}

/** A desk that knows the prices of a few options and nothing else. */
function deskWith(prices: Readonly<Record<string, readonly [bid: number, ask: number]>>): Tables {
  const quotes = Object.entries(prices).map(([id, [bid, ask]]) => {
    const [low, high]: readonly Paise[] = [rupees(bid), rupees(ask)];
    return [instrumentId('NFO', `NIFTY26818${id}`), { bid: low, ask: high, ltp: high }] as const;
  });
  return { quotes: Object.fromEntries(quotes), strikes: {}, chains: {} } as unknown as Tables;
}

const straddle = legsOf(['sell', 24_200, 'CE'], ['sell', 24_200, 'PE']);
const desk = deskWith({ '24200CE': [38, 38.1], '24200PE': [29, 29.2], '24300CE': [8, 8.05] });

describe('netPremium', () => {
  it('is what is bid for what is sold less what is asked for what is bought', () => {
    expect(netPremium(desk, straddle)).toBe(rupees(67 * 65));
    expect(netPremium(desk, legsOf(['buy', 24_200, 'CE'], ['sell', 24_300, 'CE']))).toBe(rupees((8 - 38.1) * 65));
  });

  it('is not known while the price of one leg is not', () => {
    expect(netPremium(desk, [...straddle, ...legsOf(['buy', 24_400, 'CE'])])).toBeNull();
  });

  it('pays nothing for a future', () => {
    const [leg] = legsOf(['buy', 24_200, 'CE']);
    const future = leg && { ...leg, contract: { kind: 'future', underlying: 'NIFTY', expiry } as const };
    expect(future && netPremium(desk, [future])).toBe(0);
  });
});

describe('a basket', () => {
  it('can be sent once there are legs and nothing is wrong with any of them', () => {
    expect(isSendable(desk, [])).toBe(false);
    expect(isSendable(desk, straddle)).toBe(true);
    const [call, put] = straddle;
    const wrong = call && put ? [{ ...call, stop: rupees(30) }, put] : [];
    expect(isSendable(desk, wrong)).toBe(false);
    expect(wrong[0] && faultsOf(desk, wrong[0]).stop).toBe('Must be above the entry');
  });
});

describe('tradeName', () => {
  it('says what was laid out, and where when all of it is at one strike', () => {
    expect(tradeName(straddle, 'Straddle')).toBe('NIFTY 24,200 straddle');
    expect(tradeName(legsOf(['sell', 24_300, 'CE'], ['sell', 24_100, 'PE']), 'Strangle')).toBe('NIFTY strangle');
  });

  it('says the contract of a single leg, and how many legs there are otherwise', () => {
    expect(tradeName(legsOf(['sell', 24_200, 'CE']), null)).toBe('NIFTY 24,200 CE 18 Aug');
    expect(tradeName(straddle, null)).toBe('NIFTY, 2 legs');
  });
});
