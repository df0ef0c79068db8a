import { opposite, signOf, type Future, type InstrumentId, type Option, type Side } from './instrument';
import { qty, type Paise, type Qty } from './units';

/** What a leg is a contract on; a future has no strike. */
export type Contract =
  | Pick<Future, 'kind' | 'underlying' | 'expiry'>
  | Pick<Option, 'kind' | 'underlying' | 'expiry' | 'strike' | 'right'>;

/** One leg of a trade that a person is putting together. Nothing of it is known to the desk until it is sent. */
export interface BasketLeg {
  /** Its own within the basket. */
  readonly key: number;
  readonly instrument: InstrumentId;
  readonly contract: Contract;
  readonly side: Side;
  readonly lots: number;
  /** Units in a lot today. */
  readonly lotSize: Qty;
  /** Null takes the price that is offered, with the desk's protection. */
  readonly limit: Paise | null;
  readonly stop: Paise | null;
  readonly target: Paise | null;
}

export type NewLeg = Pick<BasketLeg, 'instrument' | 'contract' | 'side' | 'lots' | 'lotSize'>;

/**
 * Adds to a basket. More of what is there makes its leg larger; the other side of it makes it smaller, because one trade
 * cannot both buy and sell an instrument.
 */
export function addLeg(legs: readonly BasketLeg[], added: NewLeg): readonly BasketLeg[] {
  const known = legs.find(({ instrument }) => instrument === added.instrument);
  if (!known) {
    const key = Math.max(0, ...legs.map((leg) => leg.key)) + 1;
    return [...legs, { ...added, key, limit: null, stop: null, target: null }];
  }
  const signed = signOf(known.side) * known.lots + signOf(added.side) * added.lots;
  if (signed === 0) return legs.filter((leg) => leg !== known);
  const side = signed > 0 ? 'buy' : 'sell';
  // Levels belong to a side: a stop above a short is below a long.
  const levels = side === known.side ? {} : { limit: null, stop: null, target: null };
  return legs.map((leg) => (leg === known ? { ...leg, ...levels, side, lots: Math.abs(signed) } : leg));
}

/** The same trade from the other side. */
export function mirrored(legs: readonly BasketLeg[]): readonly BasketLeg[] {
  return legs.map((leg) => ({ ...leg, side: opposite(leg.side), limit: null, stop: null, target: null }));
}

export function unitsOf({ lots, lotSize }: Pick<BasketLeg, 'lots' | 'lotSize'>): Qty {
  return qty(lots * lotSize);
}

/** The strike `steps` above another one of a chain, below it when negative; null past the chain's end. */
export function shiftedStrike(strikes: readonly Paise[], strike: Paise, steps: number): Paise | null {
  const index = strikes.indexOf(strike);
  return index === -1 ? null : (strikes[index + steps] ?? null);
}

export interface TopOfBook {
  readonly bid: Paise;
  readonly ask: Paise;
  readonly ltp: Paise;
}

/** What a leg would be filled at now: its limit, else the other side of the book, else the last price. 0 without any. */
export function entryPriceOf({ side, limit }: Pick<BasketLeg, 'side' | 'limit'>, { bid, ask, ltp }: TopOfBook): Paise {
  if (limit !== null) return limit;
  const touch = side === 'buy' ? ask : bid;
  return touch > 0 ? touch : ltp;
}

/** What is wrong with a leg, by the field that it stands in. */
export interface LegFaults {
  readonly lots: string | null;
  readonly limit: string | null;
  readonly stop: string | null;
  readonly target: string | null;
}

/** Checks a leg against the price that it would be entered at; null or 0 while that is not known. */
export function legFaults(leg: BasketLeg, price: Paise | null): LegFaults {
  const { side, lots, limit, stop, target } = leg;
  // A short loses as its price goes up, so its stop belongs above its entry and its target below.
  const isMissed = (level: Paise | null, beyond: Side) =>
    level !== null && price !== null && price > 0 && (beyond === 'buy' ? level >= price : level <= price);
  const below = side === 'buy';
  return {
    lots: Number.isInteger(lots) && lots > 0 ? null : 'Whole lots, at least 1',
    limit: limit !== null && limit <= 0 ? 'A price above 0' : null,
    stop: levelFault(stop, isMissed(stop, side), below ? 'below' : 'above'),
    target: levelFault(target, isMissed(target, opposite(side)), below ? 'above' : 'below'),
  };
}

function levelFault(level: Paise | null, isWrongSide: boolean, where: 'above' | 'below'): string | null {
  if (level === null) return null;
  if (level <= 0) return 'A price above 0';
  return isWrongSide ? `Must be ${where} the entry` : null;
}

export function hasFault(faults: LegFaults): boolean {
  return Object.values(faults).some((fault) => fault !== null);
}
