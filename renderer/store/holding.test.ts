import { describe, expect, it } from 'vitest';
import type { BasketLeg } from '#shared/domain/basket';
import { instrumentId, type InstrumentId } from '#shared/domain/instrument';
import { expiryAt } from '#shared/domain/calendar';
import { blackPrice, YEAR } from '#shared/domain/options/black76';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { istAt } from '#shared/domain/time';
import { paise, qty, rupees } from '#shared/domain/units';
import type { ContractView, Tables } from '#shared/ipc/views';
import { basketStakes, heldStakes, holdingOf } from './holding';

const call = instrumentId('NFO', 'NIFTY2681824200CE');
const future = instrumentId('NFO', 'NIFTY26AUGFUT');
const spot = instrumentId('NSE', 'NIFTY 50');
const expiry = '2026-08-18';

const contracts: Readonly<Record<string, ContractView>> = {
  [call]: { kind: 'option', underlying: 'NIFTY', expiry, strike: rupees(24_200), right: 'CE' },
  [future]: { kind: 'future', underlying: 'NIFTY', expiry: '2026-08-25' },
};

function leg(instrument: InstrumentId, units: number, cost: number) {
  return { instrument, position: { qty: qty(units), cost: paise(cost), realised: paise(0) } };
}

/** Only what the holding is read from. */
function desk(trades: readonly unknown[], over: object = {}): Tables {
  const quotes = Object.fromEntries(
    Object.entries(contracts).map(([id, contract]) => [
      id,
      { contract, ltp: contract.kind === 'future' ? rupees(24_260) : rupees(40) },
    ]),
  );
  return {
    desk: { desk: { at: istAt(expiry, '11:30'), underlyings: [{ name: 'NIFTY', spot }] } },
    quotes: { ...quotes, [spot]: { contract: null, ltp: rupees(24_212.8) } },
    chains: {},
    strikes: {},
    trades: Object.fromEntries(trades.entries()),
    ...over,
  } as unknown as Tables;
}

const holdingIn = (tables: Tables, underlying: string) => holdingOf(tables, underlying, heldStakes(tables));

describe('holdingOf what is held', () => {
  it('adds up an option over trades and tells its average price', () => {
    const trades = [
      { status: 'open', legs: [leg(call, -65, -65 * 3_000)] },
      { status: 'open', legs: [leg(call, -65, -65 * 4_000)] },
    ];
    expect(holdingIn(desk(trades), 'NIFTY')?.legs).toMatchObject([
      { kind: 'option', right: 'CE', qty: -130, price: 3_500 },
    ]);
  });

  it('is nothing when all is flat, over, or of another underlying', () => {
    expect(holdingIn(desk([{ status: 'open', legs: [leg(call, 0, 0)] }]), 'NIFTY')).toBeNull();
    expect(holdingIn(desk([{ status: 'closed', legs: [leg(call, 65, 65)] }]), 'NIFTY')).toBeNull();
    expect(holdingIn(desk([{ status: 'open', legs: [leg(call, 65, 65)] }]), 'BANKNIFTY')).toBeNull();
  });

  const one = [{ status: 'open', legs: [leg(call, -65, -65 * 3_000), leg(future, 65, 65 * 2_425_000)] }];

  it('values what is held at the forward of the nearest expiry, or at the spot while that chain is not shown', () => {
    expect(holdingIn(desk(one), 'NIFTY')?.price).toBe(rupees(24_212.8));
    const chains = { 'NIFTY|2026-08-18': { forward: 2_422_001.5, expectedMove: 9_000 } };
    expect(holdingIn(desk(one, { chains }), 'NIFTY')).toMatchObject({
      price: 2_422_001.5,
      expectedMove: 9_000,
      firstExpiryAt: expiryAt(expiry),
      lastExpiryAt: expiryAt('2026-08-25'),
    });
  });

  it('takes the volatility that the chain shows, and else what the price implies', () => {
    const strikes = { [`NIFTY|${expiry}|${rupees(24_200)}`]: { ce: { iv: 0.0777 }, pe: null } };
    expect(holdingIn(desk(one, { strikes }), 'NIFTY')?.legs[0]).toMatchObject({ iv: 0.0777 });
    const [implied] = holdingIn(desk(one), 'NIFTY')?.legs ?? [];
    const years = (expiryAt(expiry) - istAt(expiry, '11:30')) / YEAR;
    const terms = {
      right: 'CE',
      forward: rupees(24_212.8),
      strike: rupees(24_200),
      years,
      rate: DISCOUNT_RATE,
    } as const;
    expect(blackPrice(terms, implied?.kind === 'option' ? implied.iv : 0)).toBeCloseTo(rupees(40), 6);
  });
});

describe('basketStakes', () => {
  const leg: BasketLeg = {
    key: 1,
    instrument: call,
    contract: { kind: 'option', underlying: 'NIFTY', expiry, strike: rupees(24_200), right: 'CE' },
    side: 'sell',
    lots: 2,
    lotSize: qty(65),
    limit: null,
    stop: null,
    target: null,
  };
  const cell = { bid: rupees(39.9), ask: rupees(40.1), ltp: rupees(40), iv: 0.08 };
  const shown = desk([], { strikes: { [`NIFTY|${expiry}|${rupees(24_200)}`]: { ce: cell, pe: null } } });

  it('enters each leg at the price that is bid or offered for it, or at its limit', () => {
    expect(basketStakes(shown, [leg])).toMatchObject([{ qty: -130, price: rupees(39.9) }]);
    expect(basketStakes(shown, [{ ...leg, side: 'buy' }])).toMatchObject([{ qty: 130, price: rupees(40.1) }]);
    expect(basketStakes(shown, [{ ...leg, limit: rupees(41) }])).toMatchObject([{ price: rupees(41) }]);
  });

  it('takes the last price from the quotes when the chain does not show the strike, and else leaves the leg out', () => {
    const quotes = { [call]: { bid: paise(0), ask: paise(0), ltp: rupees(38) } };
    expect(basketStakes(desk([], { quotes }), [leg])).toMatchObject([{ price: rupees(38) }]);
    expect(basketStakes(desk([], { quotes: {} }), [leg])).toEqual([]);
  });

  it('does not draw a leg whose lots are still being typed', () => {
    expect(basketStakes(shown, [{ ...leg, lots: 0 }])).toEqual([]);
  });
});
