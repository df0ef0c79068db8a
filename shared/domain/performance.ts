import { chargesOnTurnover, type ChargeSegment } from './charges';
import type { Fill } from './fill';
import { groupBy } from './group-by';
import type { Exchange, InstrumentId, Side } from './instrument';
import type { Order, OrderId } from './order';
import { settlementCharges } from './order-charges';
import type { IstDate } from './time';
import type { Leg, Trade, TradeId } from './trade';
import { nearestPaise, paise, type EpochMs, type Paise, type Qty } from './units';

/** One execution of a closed trade, for its picture. */
export interface Execution {
  readonly at: EpochMs;
  readonly instrument: InstrumentId;
  readonly side: Side;
  /** Unsigned. */
  readonly qty: Qty;
  readonly price: Paise;
}

export interface ClosedLeg {
  readonly instrument: InstrumentId;
  /** The side it was entered on. */
  readonly side: Side;
  /** Units that were entered, unsigned. */
  readonly qty: Qty;
  /** Average prices, rounded to the paisa. */
  readonly entry: Paise | null;
  readonly exit: Paise | null;
  readonly realised: Paise;
}

/** A trade that is over, with all that a review needs of it. */
export interface ClosedTrade {
  readonly id: TradeId;
  readonly date: IstDate;
  readonly name: string;
  /** The strategy's name, or whose it was: 'By hand', the name of an alert. */
  readonly strategy: string;
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs;
  readonly gross: Paise;
  readonly charges: Paise;
  readonly entryReason: string;
  readonly exitReason: string;
  readonly legs: readonly ClosedLeg[];
  readonly executions: readonly Execution[];
}

/** What came of a day on which the desk was open, whether or not anything was traded. */
export interface DayResult {
  readonly date: IstDate;
  readonly trades: readonly ClosedTrade[];
}

/** The books a day's result is read from: the desk's own, or those folded from its journal. */
export interface DayBooks {
  readonly date: IstDate;
  readonly trades: ReadonlyMap<TradeId, Trade>;
  readonly orders: ReadonlyMap<OrderId, Order>;
  readonly fills: ReadonlyMap<string, Fill>;
  readonly instances: ReadonlyMap<string, { readonly name: string }>;
}

/** Result of a trade after charges. */
export function netOf({ gross, charges }: Pick<ClosedTrade, 'gross' | 'charges'>): Paise {
  return paise(gross - charges);
}

/** The day's closed trades in the order in which they closed. Charges are those of the date, an order at a time. */
export function dayResult(books: DayBooks): DayResult {
  const fillsByOrder = groupBy(books.fills.values(), (fill) => fill.orderId);
  const ordersByTrade = groupBy(books.orders.values(), (order) => order.tradeId);
  const trades = [...books.trades.values()].flatMap((trade): readonly ClosedTrade[] => {
    if (trade.status !== 'closed' || trade.closedAt === null) return [];
    const orders = (ordersByTrade.get(trade.id) ?? []).map((order) => ({
      order,
      fills: fillsByOrder.get(order.id) ?? [],
    }));
    return [closedTrade({ trade, orders, books }, trade.closedAt)];
  });
  return { date: books.date, trades: trades.toSorted((a, b) => a.closedAt - b.closedAt) };
}

interface FilledOrder {
  readonly order: Order;
  readonly fills: readonly Fill[];
}

interface Closing {
  readonly trade: Trade;
  readonly orders: readonly FilledOrder[];
  readonly books: DayBooks;
}

function closedTrade({ trade, orders, books }: Closing, closedAt: EpochMs): ClosedTrade {
  const { id, name, owner, openedAt, entryReason } = trade;
  const executions = orders
    .flatMap(({ fills }) => fills)
    .map(({ filledAt, instrument, side, qty, price }) => ({ at: filledAt, instrument, side, qty, price }))
    .toSorted((a, b) => a.at - b.at);
  return {
    id,
    date: books.date,
    name,
    strategy: owner.kind === 'strategy' ? (books.instances.get(owner.instance)?.name ?? name) : owner.label,
    openedAt,
    closedAt,
    gross: paise(trade.legs.reduce((sum, leg) => sum + leg.position.realised, 0)),
    charges: paise(orders.reduce((sum, filled) => sum + chargesOf(filled, books.date), 0)),
    entryReason,
    exitReason: trade.exitReason ?? '',
    legs: trade.legs.flatMap((leg) => closedLeg(leg, orders)),
    executions,
  };
}

/** None for a leg of which nothing ever filled. */
function closedLeg(leg: Leg, orders: readonly FilledOrder[]): readonly ClosedLeg[] {
  const fills = orders.filter(({ order }) => order.legId === leg.id).flatMap((each) => each.fills);
  const entered = fills.filter(({ side }) => side === leg.side);
  const left = fills.filter(({ side }) => side !== leg.side);
  if (entered.length === 0) return [];
  const { instrument, side, position } = leg;
  const { realised } = position;
  return [{ instrument, side, qty: unitsOf(entered), entry: averageOf(entered), exit: averageOf(left), realised }];
}

function unitsOf(fills: readonly Fill[]): Qty {
  // Whole units added up are whole units.
  return fills.reduce((sum, { qty }) => sum + qty, 0) as Qty;
}

function averageOf(fills: readonly Fill[]): Paise | null {
  const units = unitsOf(fills);
  return units === 0 ? null : nearestPaise(fills.reduce((sum, { qty, price }) => sum + qty * price, 0) / units);
}

/**
 * From the id alone: a past day's contracts have expired and are in no instrument master any more.
 * 'NFO:NIFTY26AUGFUT' is a future, any other derivative an option.
 */
function chargesOf({ order, fills }: FilledOrder, date: IstDate): Paise {
  const turnover = fills.reduce((sum, { qty, price }) => sum + qty * price, 0);
  if (turnover === 0) return paise(0);
  const { segment, exchange } = marketOf(order.instrument);
  if (order.isExpiry) return settlementCharges(order.side, segment, fills, date);
  return chargesOnTurnover({ segment, exchange, date, side: order.side, orders: 1 }, paise(turnover)).total;
}

function marketOf(id: InstrumentId): { readonly segment: ChargeSegment; readonly exchange: Exchange } {
  const exchange = id.slice(0, id.indexOf(':'));
  if (exchange === 'NSE' || exchange === 'BSE') return { segment: 'equity-intraday', exchange };
  if (exchange === 'NFO' || exchange === 'BFO')
    return { segment: id.endsWith('FUT') ? 'index-future' : 'index-option', exchange };
  throw new Error(`${id} is of no exchange whose charges are known: expected NSE, BSE, NFO or BFO`);
}
