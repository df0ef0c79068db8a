import { entryPriceOf, unitsOf, type BasketLeg, type Contract } from '#shared/domain/basket';
import { expiryAt } from '#shared/domain/calendar';
import { signOf, type InstrumentId } from '#shared/domain/instrument';
import { YEAR } from '#shared/domain/options/black76';
import { impliedVolatility, NO_IV } from '#shared/domain/options/implied-volatility';
import type { PayoffLeg } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { FLAT, type Position } from '#shared/domain/position';
import { isLive, type Trade } from '#shared/domain/trade';
import { nearestPaise, paise, qty, type EpochMs, type Paise, type Qty } from '#shared/domain/units';
import { chainKey, strikeKey, type Tables } from '#shared/ipc/views';
import { marketOf } from './contract-market';

/** Contracts in one underlying, held or thought of, as the payoff formulas need them. */
export interface Holding {
  readonly legs: readonly PayoffLeg[];
  /** What the underlying is worth for them now: the forward of the nearest expiry held, else the spot. Paise. */
  readonly price: number;
  /** One standard deviation until that expiry, in paise; null where it cannot be known. */
  readonly expectedMove: number | null;
  readonly firstExpiryAt: EpochMs;
  readonly lastExpiryAt: EpochMs;
}

/** A contract and what was, or would be, paid for it. */
export interface Stake {
  readonly contract: Contract;
  /** Signed: short is negative. */
  readonly qty: Qty;
  /** Of one unit. */
  readonly price: Paise;
  readonly ltp: Paise;
}

/** What live trades hold, added up by instrument. */
export function heldStakes(desk: Tables): readonly Stake[] {
  return [...openPositions(Object.values(desk.trades))].flatMap(([id, position]) => {
    const quote = desk.quotes[id];
    if (position.qty === 0 || !quote || quote.contract === null) return [];
    const price = nearestPaise(position.cost / position.qty);
    return [{ contract: quote.contract, qty: position.qty, price, ltp: quote.ltp }];
  });
}

/** What a basket would be, entered at this moment's prices; legs without any price are left out. */
export function basketStakes(desk: Tables, legs: readonly BasketLeg[]): readonly Stake[] {
  return legs.flatMap((leg) => {
    const market = marketOf(desk, leg);
    if (market === null) return [];
    const price = entryPriceOf(leg, market);
    const isWhole = Number.isInteger(leg.lots) && leg.lots > 0;
    if (price <= 0 || !isWhole) return [];
    return [{ contract: leg.contract, qty: qty(signOf(leg.side) * unitsOf(leg)), price, ltp: market.ltp }];
  });
}

/** Null without a stake in the underlying, or while its price is not known. */
export function holdingOf(desk: Tables, underlying: string, stakes: readonly Stake[]): Holding | null {
  const held = stakes.filter(({ contract }) => contract.underlying === underlying);
  const expiries = held.map(({ contract }) => contract.expiry).toSorted();
  const [nearest] = expiries;
  const last = expiries.at(-1);
  if (nearest === undefined || last === undefined) return null;
  const chain = desk.chains[chainKey(underlying, nearest)];
  const price = chain?.forward ?? spotOf(desk, underlying);
  if (price === null) return null;
  return {
    legs: held.map((stake) => payoffLeg(desk, stake, price)),
    price,
    expectedMove: chain?.expectedMove ?? null,
    firstExpiryAt: expiryAt(nearest),
    lastExpiryAt: expiryAt(last),
  };
}

function openPositions(trades: Iterable<Trade>): ReadonlyMap<InstrumentId, Position> {
  const positions = new Map<InstrumentId, Position>();
  for (const trade of trades) {
    if (!isLive(trade)) continue;
    for (const { instrument, position } of trade.legs) {
      const known = positions.get(instrument) ?? FLAT;
      positions.set(instrument, {
        qty: qty(known.qty + position.qty),
        cost: paise(known.cost + position.cost),
        realised: paise(known.realised + position.realised),
      });
    }
  }
  return positions;
}

function spotOf(desk: Tables, underlying: string): number | null {
  const spot = desk.desk.desk.underlyings.find(({ name }) => name === underlying)?.spot;
  return (spot && desk.quotes[spot]?.ltp) ?? null;
}

function payoffLeg(desk: Tables, { contract, qty, price, ltp }: Stake, forward: number): PayoffLeg {
  if (contract.kind === 'future') return { kind: 'future', qty, price };
  const { right, strike, expiry } = contract;
  return {
    kind: 'option',
    right,
    strike,
    qty,
    price,
    expiryAt: expiryAt(expiry),
    iv: ivOf(desk, contract, ltp, forward),
  };
}

type OptionContract = Extract<Contract, { kind: 'option' }>;

/** As the chain says it, else what its price implies; without either it has no time value. */
function ivOf(desk: Tables, contract: OptionContract, ltp: number, forward: number): number {
  const { underlying, expiry, strike, right } = contract;
  const row = desk.strikes[strikeKey(chainKey(underlying, expiry), strike)];
  const shown = (right === 'CE' ? row?.ce : row?.pe)?.iv;
  if (typeof shown === 'number') return shown;
  const years = (expiryAt(expiry) - desk.desk.desk.at) / YEAR;
  const implied = impliedVolatility({ right, forward, strike, years, rate: DISCOUNT_RATE }, ltp);
  return implied === NO_IV ? 0 : implied;
}
