import type { Catalogue } from './catalogue';
import type { Booked, CarriedTrade } from './facts';
import type { Fill } from './fill';
import { signOf } from './instrument';
import { nameOf } from './instrument-name';
import type { Order } from './order';
import { FLAT } from './position';
import type { Leg, Trade } from './trade';
import { paise, qty, type Paise, type Qty } from './units';

/** What goes on into a new day, and what of the old day does not, in words. */
export interface Carried {
  readonly trades: readonly Trade[];
  readonly left: readonly string[];
}

/**
 * The open part of trades that are held overnight. Legs that were left stay with the day that booked their result; what was
 * intraday the broker has squared off, and what expired is no more.
 */
export function carriedTrades(trades: Iterable<Trade>, catalogue: Pick<Catalogue, 'get'>): Carried {
  const carried: Trade[] = [];
  const left: string[] = [];
  for (const trade of trades) {
    const open = trade.legs.filter(({ position }) => position.qty !== 0);
    const alive = trade.product === 'intraday' ? [] : open.filter(({ instrument }) => catalogue.get(instrument));
    for (const leg of open)
      if (!alive.includes(leg)) left.push(farewell(trade, leg, nameOf(leg.instrument, catalogue)));
    if (alive.length === 0) continue;
    const isOver = trade.exitReason !== null;
    carried.push({ ...trade, callId: null, status: isOver ? 'closing' : 'open', closedAt: null, legs: alive });
  }
  return { trades: carried, left };
}

function farewell({ name, product }: Trade, { position }: Leg, contract: string): string {
  const why =
    product === 'intraday' ? 'it was intraday, and the broker squares such positions off' : 'it is not traded any more';
  return `${name}: ${Math.abs(position.qty)} ${position.qty < 0 ? 'sold' : 'bought'} units of ${contract} were open when the last day ended and are not carried over, because ${why}. Look at its result at the broker`;
}

/** Into a new day with their stops, at what they cost. What they made before stays in the day that made it. */
export function carriedOver(trades: readonly Trade[]): readonly CarriedTrade[] {
  return trades.map((trade) => ({
    trade: { ...trade, status: 'opening', legs: trade.legs.map(flatLeg) },
    booked: trade.legs.map((leg) => bookedLeg(trade, leg)),
  }));
}

/** The quantity is what is still open. */
function flatLeg(leg: Leg): Leg {
  return { ...leg, qty: qty(Math.abs(leg.position.qty)), position: FLAT, status: 'entering' };
}

/** An entry that was filled at once, so that every sum over orders and fills counts it. */
function bookedLeg(trade: Trade, leg: Leg): Booked {
  const id = `X${trade.id}L${leg.id}`;
  const { instrument, position } = leg;
  const side = position.qty > 0 ? 'buy' : 'sell';
  const executions = executionsOf({ position, side });
  const at = trade.openedAt;
  const order: Order = {
    id,
    tradeId: trade.id,
    legId: leg.id,
    purpose: 'entry',
    instrument,
    side,
    qty: qty(Math.abs(position.qty)),
    price: { kind: 'limit', limit: executions[0]?.price ?? paise(0) },
    product: trade.product,
    status: 'working',
    filledQty: qty(0),
    brokerId: null,
    message: 'Held from an earlier day',
    chases: 0,
    isCancelRequested: false,
    isOutside: true,
    times: { signalAt: at, approvedAt: at },
  };
  const fills = executions.map((execution, index): Fill => ({
    ...execution,
    tradeId: `${id}@${index}`,
    orderId: id,
    instrument,
    side,
    filledAt: at,
  }));
  return { order, fills };
}

/** Executions that together cost what an open position did, to the paisa: at most two, a paisa apart. */
export function executionsOf({
  position,
  side,
}: Pick<Leg, 'position' | 'side'>): readonly { readonly qty: Qty; readonly price: Paise }[] {
  const units = Math.abs(position.qty);
  const cost = position.cost * signOf(side);
  const price = Math.floor(cost / units);
  const dearer = cost - price * units;
  return [
    { qty: qty(units - dearer), price: paise(price) },
    { qty: qty(dearer), price: paise(price + 1) },
  ].filter((execution) => execution.qty > 0);
}
