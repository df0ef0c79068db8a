import { groupBy } from './group-by';
import type { Right } from './instrument';
import type { IstDate } from './time';
import { nearestPaise, paise, type Fraction, type Paise, type Qty } from './units';

/** An open derivative position, as far as margin cares. */
export interface MarginPosition {
  readonly underlying: string;
  readonly expiry: IstDate;
  /** Null for a future. */
  readonly option: { readonly strike: Paise; readonly right: Right } | null;
  /** Signed: short is negative. */
  readonly qty: Qty;
}

export interface MarginMarket {
  readonly date: IstDate;
  readonly spot: (underlying: string) => Paise;
}

/** What must be held against open positions. Premium paid for long options is a cash flow, not a margin. */
export interface Margin {
  /** The worst loss of the scan. */
  readonly span: Paise;
  /** A share of the notional of shorts and futures, with the extra loss margin of expiry day. */
  readonly exposure: Paise;
  readonly total: Paise;
}

/** About what NSE's price scan range for an index comes to; the real one follows its volatility. */
const SCAN: Fraction = 0.09;
const EXPOSURE: Fraction = 0.02;
/** SEBI, since 2024-11-20: extra on short index options on their expiry day. */
const EXPIRY_DAY_EXTRA: Fraction = 0.02;

function intrinsic(position: MarginPosition, spot: number): number {
  if (!position.option) return spot;
  const { strike, right } = position.option;
  return Math.max(0, right === 'CE' ? spot - strike : strike - spot);
}

/**
 * What a position adds when the underlying stands at `there` instead of `spot`. A short option keeps its time value. A long
 * one is paid for and counts for nothing today, so in the scenario it adds its whole intrinsic value, and no time value.
 */
function outcome(position: MarginPosition, spot: number, there: number): number {
  if (!position.option) return position.qty * (there - spot);
  const worth = intrinsic(position, there);
  return position.qty * (position.qty > 0 ? worth : worth - intrinsic(position, spot));
}

/** The worst loss of positions that offset each other. Value is linear between strikes, so the kinks and the ends suffice. */
function worstLoss(positions: readonly MarginPosition[], spot: number): number {
  const [low, high] = [spot * (1 - SCAN), spot * (1 + SCAN)];
  const kinks = positions.flatMap(({ option }) =>
    option && option.strike > low && option.strike < high ? [option.strike] : [],
  );
  const losses = [low, spot, high, ...kinks].map(
    (there) => -positions.reduce((sum, one) => sum + outcome(one, spot, there), 0),
  );
  return Math.max(0, ...losses);
}

function exposure(position: MarginPosition, market: MarginMarket): number {
  const isLongOption = position.option !== null && position.qty > 0;
  if (isLongOption) return 0;
  const isExpiring = position.option !== null && position.expiry === market.date;
  return Math.abs(position.qty) * market.spot(position.underlying) * (EXPOSURE + (isExpiring ? EXPIRY_DAY_EXTRA : 0));
}

/** Legs that may offset each other; expiring ones stand alone on their last day (SEBI, since 2025-02-01). */
function offsetGroup(position: MarginPosition, date: IstDate): string {
  return position.expiry === date ? `${position.underlying} ${position.expiry}` : position.underlying;
}

/**
 * A simplified SPAN: the worst loss over moves of the underlying by up to 9 %, per underlying, plus exposure. A straddle
 * costs one side's scan, a spread what it can lose. Not the exchange's own figure: for the demo and paper accounts.
 */
export function portfolioMargin(positions: readonly MarginPosition[], market: MarginMarket): Margin {
  const open = positions.filter(({ qty }) => qty !== 0);
  const groups = groupBy(open, (position) => offsetGroup(position, market.date));
  let [span, held] = [0, 0];
  for (const group of groups.values()) {
    const [first] = group;
    if (first) span += worstLoss(group, market.spot(first.underlying));
    held += group.reduce((sum, position) => sum + exposure(position, market), 0);
  }
  const [scan, extra] = [nearestPaise(span), nearestPaise(held)];
  return { span: scan, exposure: extra, total: paise(scan + extra) };
}
