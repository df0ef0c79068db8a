import {
  atTheMoney,
  openOption,
  type AtTheMoney,
  type Chain,
  type ChainContext,
  type MoneyBasis,
  type OpenOption,
} from './at-the-money';
import type { LegIntent } from './strategy';
import { ok, type Result } from './result';
import { paise, qty, type Paise } from './units';

/** A call and a put to sell, `distance` strikes either side of the money, with or without wings. */
export interface StrangleTerms {
  readonly atmBasis: MoneyBasis;
  /** 0 makes it a straddle. */
  readonly distance: number;
  /** Strikes from the sold options to the bought ones; 0 buys none. */
  readonly hedgeDistance: number;
  readonly lots: number;
}

export interface Strangle {
  readonly money: AtTheMoney;
  readonly call: OpenOption;
  readonly put: OpenOption;
  /** What call and put together sell for by their last prices. */
  readonly premium: Paise;
  /** Wings first: they are bought before anything is sold. */
  readonly legs: readonly LegIntent[];
}

/** The legs of a short strangle at this moment's money, or what is missing to trade all of them. */
export function planStrangle(chain: Chain, terms: StrangleTerms, context: ChainContext): Result<Strangle, string> {
  const money = atTheMoney(chain, terms.atmBasis, context);
  if (!money.ok) return money;
  const pair = (steps: number): Result<readonly [OpenOption, OpenOption], string> => {
    const call = openOption(chain, money.value.strikeAt(steps), 'CE', context);
    if (!call.ok) return call;
    const put = openOption(chain, money.value.strikeAt(-steps), 'PE', context);
    return put.ok ? ok([call.value, put.value]) : put;
  };
  const sold = pair(terms.distance);
  if (!sold.ok) return sold;
  const bought = terms.hedgeDistance === 0 ? ok([]) : pair(terms.distance + terms.hedgeDistance);
  if (!bought.ok) return bought;
  const [call, put] = sold.value;
  return ok({
    money: money.value,
    call,
    put,
    premium: paise(call.price + put.price),
    legs: [
      ...bought.value.map((wing) => legOf(wing, 'buy', terms.lots)),
      ...sold.value.map((leg) => legOf(leg, 'sell', terms.lots)),
    ],
  });
}

function legOf({ option }: OpenOption, side: 'buy' | 'sell', lots: number): LegIntent {
  return { instrument: option.id, side, qty: qty(lots * option.lotSize), role: side === 'buy' ? 'hedge' : 'main' };
}
