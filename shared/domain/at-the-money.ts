import type { Catalogue } from './catalogue';
import { freshQuote, type PriceContext } from './entry-conditions';
import type { Option, Right } from './instrument';
import type { ChoiceParam } from './params';
import { markDoubt, markPrice } from './options/chain-quotes';
import { forwardFromParity, nearestRow } from './options/forward';
import { err, ok, type Result } from './result';
import type { Need } from './strategy';
import type { IstDate } from './time';
import { spotOf } from './underlyings';
import type { Paise } from './units';
import { inPoints } from './words';

/** What "at the money" is measured from: the spot, or the forward that put-call parity implies. */
export type MoneyBasis = 'forward' | 'spot';

export interface AtTheMoney {
  readonly spot: Paise;
  /** The spot or the implied forward, in paise with a fraction. */
  readonly reference: number;
  readonly basis: MoneyBasis;
  readonly strike: Paise;
  /** The strike `steps` above ATM, below it when negative; undefined past the end of the chain. */
  strikeAt(steps: number): Paise | undefined;
}

export interface Chain {
  readonly underlying: string;
  readonly expiry: IstDate;
}

export type ChainContext = PriceContext & { readonly catalogue: Catalogue };

/** The strike at the money of one chain by fresh prices only, or why it is not known. */
export function atTheMoney(chain: Chain, basis: MoneyBasis, context: ChainContext): Result<AtTheMoney, string> {
  const strikes = context.catalogue.strikes(chain.underlying, chain.expiry);
  if (strikes.length === 0) return err(`no ${chain.underlying} options of ${chain.expiry} in the day's instruments`);
  const spot = freshQuote(spotOf(chain.underlying), context);
  if (!spot.ok) return spot;
  const reference = basis === 'spot' ? spot.value.ltp : impliedForward(chain, spot.value.ltp, context);
  if (reference === 0)
    return err(`no strike of ${chain.underlying} ${chain.expiry} has fresh prices of both call and put`);
  const row = nearestRow(Float64Array.from(strikes), reference);
  const strike = strikes[row];
  const { ltp } = spot.value;
  return strike === undefined
    ? err('the chain is empty')
    : ok({ spot: ltp, reference, basis, strike, strikeAt: (steps) => strikes[row + steps] });
}

/** What put-call parity says the forward is, from fresh quotes alone; 0 without any. */
function impliedForward({ underlying, expiry }: Chain, spot: Paise, context: ChainContext): number {
  const strikes = context.catalogue.strikes(underlying, expiry);
  const mark = new Float64Array(2 * strikes.length);
  const doubt = new Float64Array(2 * strikes.length);
  for (const [row, strike] of strikes.entries()) {
    for (const [column, right] of (['CE', 'PE'] as const).entries()) {
      const option = context.catalogue.option(underlying, expiry, strike, right);
      const quote = option ? freshQuote(option.id, context) : null;
      if (!quote?.ok) continue;
      mark[2 * row + column] = markPrice(quote.value);
      doubt[2 * row + column] = markDoubt(quote.value);
    }
  }
  // Undiscounted: near the money call and put differ by little, so interest moves the forward by paise.
  return forwardFromParity({ strikes: Float64Array.from(strikes), mark, doubt }, 1, spot);
}

/** An option that can be traded now, and its last price. */
export interface OpenOption {
  readonly option: Option;
  readonly price: Paise;
}

/** One option of a chain, with a fresh price and both a bid and an offer, or what it lacks. */
export function openOption(
  chain: Chain,
  strike: Paise | undefined,
  right: Right,
  context: ChainContext,
): Result<OpenOption, string> {
  const option =
    strike === undefined ? undefined : context.catalogue.option(chain.underlying, chain.expiry, strike, right);
  if (!option) {
    const where = strike === undefined ? 'that far from the money' : `at ${inPoints(strike)}`;
    return err(`the chain of ${chain.expiry} has no ${right} ${where}`);
  }
  const quote = freshQuote(option.id, context);
  if (!quote.ok) return quote;
  const { bid, ask, ltp } = quote.value;
  // With one side empty an order would rest or be filled at somebody's mercy.
  return bid > 0 && ask > 0 ? ok({ option, price: ltp }) : err(`${option.symbol} has no ${bid > 0 ? 'offer' : 'bid'}`);
}

/** Which expiry of an underlying a strategy trades. */
export type ExpiryChoice = 'nearest' | 'next';

export const EXPIRY_PARAM = {
  kind: 'choice',
  label: 'Expiry',
  hint: 'The nearest decays fastest and moves most; on its last day think of the one after.',
  initial: 'nearest',
  options: [
    { value: 'nearest', label: 'Nearest' },
    { value: 'next', label: 'The one after' },
  ],
} as const satisfies ChoiceParam<ExpiryChoice>;

/** The quotes of a chain around the money; none where there is no chain. */
export function chainNeeds(chain: Chain | null, range: number): readonly Need[] {
  return chain ? [{ kind: 'chain', ...chain, range }] : [];
}

/** The chosen chain, or null when the day's instruments have none. */
export function chainOf(underlying: string, choice: ExpiryChoice, catalogue: Catalogue): Chain | null {
  const expiry = catalogue.expiries(underlying)[choice === 'nearest' ? 0 : 1];
  return expiry === undefined ? null : { underlying, expiry };
}
