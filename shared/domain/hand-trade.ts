import type { Catalogue } from './catalogue';
import type { ExitPlan } from './exit-plan';
import { NO_EXITS } from './exit-plan';
import type { Instrument, InstrumentId, Option, Side } from './instrument';
import { instrumentName } from './instrument-name';
import type { Product } from './order';
import type { QuoteOf } from './quote';
import { err, ok, type Result } from './result';
import type { LegIntent, OpenAction } from './strategy';
import { minuteFromClock } from './time';
import { qty, type Paise } from './units';
import { inRupees } from './words';

/** A leg as a person types it. Prices are of the leg's own instrument. */
export interface TypedLeg {
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Of the day's lot size; shares of an equity. */
  readonly lots: number;
  /** Null takes the price that is offered, with the desk's protection. */
  readonly limit: Paise | null;
  readonly stop: Paise | null;
  readonly target: Paise | null;
}

/** A trade as a person puts it together. */
export interface TypedTrade {
  /** The click's own name: the same twice is one trade. */
  readonly key: string;
  readonly name: string;
  readonly legs: readonly TypedLeg[];
  readonly exits: Partial<ExitPlan>;
  readonly product: Exclude<Product, 'delivery'>;
}

/** Brokers close what is intraday from 15:20 on; before that the prices are the desk's own. */
export const INTRADAY_SQUARE_OFF = minuteFromClock('15:15');

/** What the engine is asked for, in units of the day; or everything that stands in its way, for the person. */
export function openActionOf(
  trade: TypedTrade,
  catalogue: Catalogue,
  quoteOf: QuoteOf,
): Result<OpenAction, readonly string[]> {
  const problems: string[] = [];
  const known: { readonly typed: TypedLeg; readonly instrument: Instrument }[] = [];
  for (const typed of trade.legs) {
    const instrument = catalogue.get(typed.instrument);
    if (instrument) known.push({ typed, instrument });
    else problems.push(`${typed.instrument} is not in today's instruments`);
  }
  for (const { typed, instrument } of known) {
    problems.push(
      ...levelProblems(instrumentName(instrument), typed, typed.limit ?? quoteOf(instrument.id)?.ltp ?? null),
    );
    if (instrument.kind === 'equity' && trade.product === 'overnight')
      problems.push(`${instrument.symbol} is a share; shares are traded intraday here`);
  }
  if (problems.length > 0) return err(problems);
  const all = known.map(({ instrument }, index) => ({ instrument, side: trade.legs[index]?.side ?? 'buy' }));
  const legs = known.map(({ typed, instrument }): LegIntent => ({
    instrument: instrument.id,
    side: typed.side,
    qty: qty(typed.lots * instrument.lotSize),
    role: isHedge({ instrument, side: typed.side }, all) ? 'hedge' : 'main',
    limit: typed.limit,
    stop: typed.stop,
    target: typed.target,
  }));
  const squareOffAt = trade.product === 'intraday' ? INTRADAY_SQUARE_OFF : null;
  const exits = { ...NO_EXITS, squareOffAt, ...trade.exits };
  return ok({ kind: 'open', signal: trade.key, title: trade.name, inputs: {}, legs, exits, product: trade.product });
}

/** A stop or target that the price has passed already would be an exit at once, and is a slip of the hand. */
export function levelProblems(
  name: string,
  { side, stop, target }: Pick<TypedLeg, 'side' | 'stop' | 'target'>,
  price: Paise | null,
): string[] {
  if (price === null || price <= 0) return [];
  const sign = side === 'buy' ? 1 : -1;
  const [worse, better] = side === 'buy' ? ['below', 'above'] : ['above', 'below'];
  const problems: string[] = [];
  if (stop !== null && (price - stop) * sign <= 0)
    problems.push(`The stop ${inRupees(stop)} of ${name} must be ${worse} its price ${inRupees(price)}`);
  if (target !== null && (target - price) * sign <= 0)
    problems.push(`The target ${inRupees(target)} of ${name} must be ${better} its price ${inRupees(price)}`);
  return problems;
}

interface Sided {
  readonly instrument: Instrument;
  readonly side: Side;
}

/** A bought option that limits the loss of a sold one of the same kind: further out of the money, and not expiring before it. */
function isHedge(leg: Sided, all: readonly Sided[]): boolean {
  const { instrument: bought } = leg;
  if (bought.kind !== 'option' || leg.side !== 'buy') return false;
  return all.some(
    ({ instrument, side }) => side === 'sell' && instrument.kind === 'option' && isCovered(instrument, bought),
  );
}

function isCovered(sold: Option, bought: Option): boolean {
  const isSameKind = sold.underlying === bought.underlying && sold.right === bought.right;
  const isFurtherOut = bought.right === 'CE' ? bought.strike > sold.strike : bought.strike < sold.strike;
  return isSameKind && isFurtherOut && bought.expiry >= sold.expiry;
}
