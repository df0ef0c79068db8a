import { expiryAt } from '#shared/domain/calendar';
import type { InstrumentId } from '#shared/domain/instrument';
import { YEAR } from '#shared/domain/options/black76';
import { impliedVolatility, NO_IV } from '#shared/domain/options/implied-volatility';
import type { PayoffLeg } from '#shared/domain/options/payoff';
import { DISCOUNT_RATE } from '#shared/domain/options/rate';
import { FLAT, type Position } from '#shared/domain/position';
import { isLive, type Trade } from '#shared/domain/trade';
import { nearestPaise, paise, qty, type EpochMs } from '#shared/domain/units';
import { chainKey, strikeKey, type ContractView, type Tables } from '#shared/ipc/views';

/** What is open in an underlying, as the payoff formulas need it. */
export interface Holding {
  readonly legs: readonly PayoffLeg[];
  /** What the underlying is worth for them now: the forward of the nearest expiry held, else the spot. Paise. */
  readonly price: number;
  /** One standard deviation until that expiry, in paise; null where it cannot be known. */
  readonly expectedMove: number | null;
  readonly firstExpiryAt: EpochMs;
  readonly lastExpiryAt: EpochMs;
}

/** Adds up the open legs of live trades by instrument. */
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

/** Null while nothing is open in the underlying, or its price is not known. */
export function holdingIn(desk: Tables, underlying: string): Holding | null {
  const held: { readonly contract: ContractView; readonly position: Position; readonly ltp: number }[] = [];
  for (const [id, position] of openPositions(Object.values(desk.trades))) {
    const quote = desk.quotes[id];
    if (position.qty === 0 || !quote || quote.contract?.underlying !== underlying) continue;
    held.push({ contract: quote.contract, position, ltp: quote.ltp });
  }
  const expiries = held.map(({ contract }) => contract.expiry).toSorted();
  const [nearest] = expiries;
  const last = expiries.at(-1);
  if (nearest === undefined || last === undefined) return null;
  const chain = desk.chains[chainKey(underlying, nearest)];
  const price = chain?.forward ?? spotOf(desk, underlying);
  if (price === null) return null;
  const legs = held.map(({ contract, position, ltp }) => legOf(desk, contract, position, { ltp, price }));
  return {
    legs,
    price,
    expectedMove: chain?.expectedMove ?? null,
    firstExpiryAt: expiryAt(nearest),
    lastExpiryAt: expiryAt(last),
  };
}

function spotOf(desk: Tables, underlying: string): number | null {
  const spot = desk.desk.desk.underlyings.find(({ name }) => name === underlying)?.spot;
  return (spot && desk.quotes[spot]?.ltp) ?? null;
}

interface Market {
  readonly ltp: number;
  readonly price: number;
}

function legOf(desk: Tables, contract: ContractView, position: Position, market: Market): PayoffLeg {
  const price = nearestPaise(position.cost / position.qty);
  if (contract.kind === 'future') return { kind: 'future', qty: position.qty, price };
  const { right, strike, expiry } = contract;
  return {
    kind: 'option',
    right,
    strike,
    qty: position.qty,
    price,
    expiryAt: expiryAt(expiry),
    iv: ivOf(desk, contract, market),
  };
}

type OptionContract = Extract<ContractView, { kind: 'option' }>;

/** As the chain says it, else what its price implies; without either it has no time value. */
function ivOf(desk: Tables, { underlying, expiry, strike, right }: OptionContract, { ltp, price }: Market): number {
  const row = desk.strikes[strikeKey(chainKey(underlying, expiry), strike)];
  const shown = (right === 'CE' ? row?.ce : row?.pe)?.iv;
  if (typeof shown === 'number') return shown;
  const years = (expiryAt(expiry) - desk.desk.desk.at) / YEAR;
  const implied = impliedVolatility({ right, forward: price, strike, years, rate: DISCOUNT_RATE }, ltp);
  return implied === NO_IV ? 0 : implied;
}
