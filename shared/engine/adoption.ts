import { NO_EXITS } from '#shared/domain/exit-plan';
import type { Booked } from '#shared/domain/facts';
import type { Fill } from '#shared/domain/fill';
import { groupBy } from '#shared/domain/group-by';
import { INTRADAY_SQUARE_OFF, levelProblems } from '#shared/domain/hand-trade';
import type { Instrument, InstrumentId } from '#shared/domain/instrument';
import { nameOf } from '#shared/domain/instrument-name';
import type { Order, Product } from '#shared/domain/order';
import { averageOf, type OutsidePiece, type OutsidePosition } from '#shared/domain/outside';
import { FLAT } from '#shared/domain/position';
import { err, ok, type Result } from '#shared/domain/result';
import { clockFromMinute, minuteOfDay, startOfDay } from '#shared/domain/time';
import { isLive, type Leg, type ManualOwner, type Trade, type TradeId } from '#shared/domain/trade';
import { nearestPaise, paise, qty, type Paise } from '#shared/domain/units';
import { nextId, type Core } from './core';
import { partId } from './foreign';

/** Takes a position that was made elsewhere into a trade of the desk. */
export interface Adopt {
  readonly kind: 'adopt';
  readonly owner: ManualOwner;
  readonly instrument: InstrumentId;
  readonly product: Product;
  /** As the person saw it, signed: another quantity by now is another position. */
  readonly qty: number;
  readonly stop: Paise | null;
  readonly target: Paise | null;
}

/**
 * Adopts all of one outside position: from then on it is a trade by hand, with stop, target, exit and result. Nothing is sent.
 * The same wish twice is one adoption. Answers the trade.
 */
export function adoptPosition(core: Core, wanted: Adopt): Result<TradeId, string> {
  const position = core.around.outside.positions.find(
    ({ instrument, product }) => instrument === wanted.instrument && product === wanted.product,
  );
  const earlier = position ? undefined : adoptedBefore(core, wanted);
  if (earlier) return ok(earlier.id);
  const instrument = core.market.catalogue.get(wanted.instrument);
  const problem = contradiction(core, wanted, position, instrument);
  if (problem !== null) return err(problem);
  if (!position || !instrument) return err(`${wanted.instrument} cannot be adopted`);
  const { positions, orders } = core.around.outside;
  const trade = adoptedTrade(core, wanted, position);
  core.emit({ kind: 'adopted', trade, booked: bookedFor(core, trade, position) });
  core.around.outside = { positions: positions.filter((other) => other !== position), orders };
  return ok(trade.id);
}

function adoptedBefore({ desk }: Core, wanted: Adopt): Trade | undefined {
  return [...desk.trades.values()].find(
    ({ adopted, product, legs: [leg], ...trade }) =>
      adopted !== undefined &&
      isLive(trade) &&
      product === wanted.product &&
      leg?.instrument === wanted.instrument &&
      leg.position.qty === wanted.qty,
  );
}

function contradiction(
  core: Core,
  wanted: Adopt,
  position: OutsidePosition | undefined,
  instrument: Instrument | undefined,
): string | null {
  const name = nameOf(wanted.instrument, core.market.catalogue);
  if (!core.desk.isReconciled) return "The broker's books have not been compared yet; adopt when they have";
  if (!position) return `The broker holds nothing of ${name} beyond what is the desk's own`;
  if (position.qty !== wanted.qty)
    return `You saw ${wanted.qty} of ${name}, and the broker holds ${position.qty} by now; look again`;
  if (!instrument) return `${wanted.instrument} is not in today's instruments`;
  if (wanted.product === 'delivery') return `${name} is held for delivery, which the desk does not trade`;
  if (position.qty % instrument.lotSize !== 0)
    return `${position.qty} of ${name} are no whole lots of ${instrument.lotSize}`;
  if (averageOf(position) === null) return `The broker does not tell what ${name} cost`;
  if (wanted.product === 'intraday' && minuteOfDay(core.now()) >= INTRADAY_SQUARE_OFF)
    return `Intraday trades are squared off at ${clockFromMinute(INTRADAY_SQUARE_OFF)}: ${name} would be exited at once`;
  return levelContradiction(core, wanted, name);
}

function levelContradiction(core: Core, wanted: Adopt, name: string): string | null {
  if (wanted.stop === null && wanted.target === null) return null;
  const ltp = core.market.quoteOf(wanted.instrument)?.ltp ?? 0;
  if (ltp <= 0) return `There is no price yet for ${name}, so its stop and target cannot be checked`;
  const [problem] = levelProblems(name, { ...wanted, side: wanted.qty > 0 ? 'buy' : 'sell' }, paise(ltp));
  return problem ?? null;
}

function adoptedTrade(core: Core, wanted: Adopt, position: OutsidePosition): Trade {
  const now = core.now();
  const leg: Leg = {
    id: '1',
    instrument: wanted.instrument,
    side: wanted.qty > 0 ? 'buy' : 'sell',
    qty: qty(Math.abs(wanted.qty)),
    role: 'main',
    status: 'entering',
    position: FLAT,
    entry: nearestPaise(averageOf(position) ?? 0),
    stop: wanted.stop,
    target: wanted.target,
    best: null,
    exitReason: null,
  };
  return {
    id: nextId(core, 'T'),
    owner: wanted.owner,
    callId: null,
    name: `Adopted ${nameOf(wanted.instrument, core.market.catalogue)}`,
    product: wanted.product,
    status: 'opening',
    legs: [leg],
    exits: { ...NO_EXITS, squareOffAt: wanted.product === 'intraday' ? INTRADAY_SQUARE_OFF : null },
    openedAt: now,
    closedAt: null,
    entryReason: 'Made outside KiteDesk and adopted',
    exitReason: null,
    exitedBy: null,
    adopted: { seen: position.opposed },
  };
}

/** An entry for each order that the broker filled, so that each is charged once. */
function bookedFor(core: Core, trade: Trade, { pieces }: OutsidePosition): readonly Booked[] {
  const orders = groupBy(pieces, ({ from }) => from?.brokerId ?? null);
  return [...orders.values()].map((own, index) => bookedOrder(core, trade, own, index));
}

function bookedOrder(core: Core, trade: Trade, pieces: readonly OutsidePiece[], index: number): Booked {
  const [leg] = trade.legs;
  const [first] = pieces;
  if (!leg || !first) throw new Error(`Trade ${trade.id} was adopted without an execution`);
  const id = `${nextId(core, 'X')}L${index}`;
  // Held since before today, whenever that was.
  const at = first.from === null ? startOfDay(core.desk.date) - 1 : first.filledAt;
  const order: Order = {
    id,
    tradeId: trade.id,
    legId: leg.id,
    purpose: 'entry',
    instrument: leg.instrument,
    side: leg.side,
    qty: qty(pieces.reduce((sum, { units }) => sum + units, 0)),
    price: { kind: 'limit', limit: first.price ?? paise(0) },
    product: trade.product,
    status: 'working',
    filledQty: qty(0),
    brokerId: null,
    message: 'Made outside KiteDesk',
    chases: 0,
    isCancelRequested: false,
    isOutside: true,
    times: { signalAt: at, approvedAt: at },
  };
  const fills = pieces.map(({ from, units, price }): Fill => ({
    tradeId: partId(from?.tradeId ?? id, trade.id, leg.id),
    orderId: id,
    instrument: leg.instrument,
    side: leg.side,
    qty: qty(units),
    price: price ?? paise(0),
    filledAt: at,
  }));
  return { order, fills };
}
