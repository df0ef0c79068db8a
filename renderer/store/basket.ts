import { create } from 'zustand';
import { addLeg, mirrored, shiftedStrike, type BasketLeg, type Contract } from '#shared/domain/basket';
import { signOf, type InstrumentId, type Side } from '#shared/domain/instrument';
import type { Product } from '#shared/domain/order';
import type { Fraction } from '#shared/domain/units';
import { chainKey, type Tables } from '#shared/ipc/views';
import { listingOf } from './contract-market';
import { deskNow } from './desk';

/** Ways out of the trade as a whole, as fractions of the premium that it begins with; null is without. */
export interface BasketExits {
  readonly combinedStop: Fraction | null;
  readonly combinedTarget: Fraction | null;
}

export type TicketProduct = Exclude<Product, 'delivery'>;

interface BasketState {
  readonly legs: readonly BasketLeg[];
  readonly product: TicketProduct;
  readonly exits: BasketExits;
  /** What it is made from, which also names the trade; null when put together leg by leg. */
  readonly template: string | null;
  /** How many were sent, so that whoever shows what is held knows when to. */
  readonly sent: number;
}

const NO_BASKET_EXITS: BasketExits = { combinedStop: null, combinedTarget: null };

/** The trade that a person is putting together. The chain adds to it, the basket panel shows and sends it. */
export const useBasket = create<BasketState>()(() => ({
  legs: [],
  product: 'intraday',
  exits: NO_BASKET_EXITS,
  template: null,
  sent: 0,
}));

/** Adds lots of a contract. Answers false when today's chain does not show it. */
export function addToBasket(contract: Contract, side: Side, lots = 1): boolean {
  const listing = listingOf(deskNow(), contract);
  if (listing === null) return false;
  useBasket.setState(({ legs }) => ({ legs: addLeg(legs, { ...listing, contract, side, lots }), template: null }));
  return true;
}

/** Puts a whole trade in the place of what was there. */
export function fillBasket(
  template: string,
  planned: readonly { readonly contract: Contract; readonly side: Side }[],
  lots: number,
): void {
  const desk = deskNow();
  const legs = planned.reduce<readonly BasketLeg[]>((known, { contract, side }) => {
    const listing = listingOf(desk, contract);
    return listing === null ? known : addLeg(known, { ...listing, contract, side, lots });
  }, []);
  useBasket.setState({ legs, template });
}

type Change = Partial<Pick<BasketLeg, 'side' | 'lots' | 'limit' | 'stop' | 'target'>>;

export function changeLeg(key: number, change: Change): void {
  useBasket.setState(({ legs }) => ({ legs: legs.map((leg) => (leg.key === key ? { ...leg, ...change } : leg)) }));
}

export function removeLeg(key: number): void {
  useBasket.setState(({ legs }) => ({ legs: legs.filter((leg) => leg.key !== key), template: null }));
}

export function setLotsOfAll(lots: number): void {
  useBasket.setState(({ legs }) => ({ legs: legs.map((leg) => ({ ...leg, lots })) }));
}

export function mirrorBasket(): void {
  useBasket.setState(({ legs }) => ({ legs: mirrored(legs), template: null }));
}

export function setBasketProduct(product: TicketProduct): void {
  useBasket.setState({ product });
}

export function setBasketExits(exits: Partial<BasketExits>): void {
  useBasket.setState((basket) => ({ exits: { ...basket.exits, ...exits } }));
}

/** Ends what was sent; the next one begins empty. */
export function endBasket(): void {
  clearBasket();
  useBasket.setState(({ sent }) => ({ sent: sent + 1 }));
}

export function clearBasket(): void {
  useBasket.setState({ legs: [], exits: NO_BASKET_EXITS, template: null });
}

/** The leg `steps` strikes further up its chain; null where the chain shown ends, or another leg is there already. */
export function shiftedLeg(desk: Tables, leg: BasketLeg, steps: number): BasketLeg | null {
  const { contract } = leg;
  if (contract.kind === 'future') return null;
  const strikes = desk.chains[chainKey(contract.underlying, contract.expiry)]?.strikes ?? [];
  const strike = shiftedStrike(strikes, contract.strike, steps);
  if (strike === null) return null;
  const moved = { ...contract, strike };
  const listing = listingOf(desk, moved);
  const isTaken = useBasket.getState().legs.some(({ instrument }) => instrument === listing?.instrument);
  // Prices belong to the strike that they were typed for.
  return listing === null || isTaken
    ? null
    : { ...leg, ...listing, contract: moved, limit: null, stop: null, target: null };
}

export function shiftLeg(key: number, steps: number): void {
  const desk = deskNow();
  useBasket.setState(({ legs }) => ({
    legs: legs.map((leg) => (leg.key === key ? (shiftedLeg(desk, leg, steps) ?? leg) : leg)),
  }));
}

/** Lots wanted of an instrument, signed; 0 when it is not in the basket. */
export function lotsWanted(legs: readonly BasketLeg[], instrument: InstrumentId): number {
  const leg = legs.find((each) => each.instrument === instrument);
  return leg ? signOf(leg.side) * leg.lots : 0;
}
