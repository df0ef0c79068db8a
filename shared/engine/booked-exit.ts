import type { Fill } from '#shared/domain/fill';
import type { Order } from '#shared/domain/order';
import type { Leg, Trade } from '#shared/domain/trade';
import { paise, qty, type EpochMs, type Paise } from '#shared/domain/units';
import { nextId, type Core } from './core';

/** An execution that closed units of a leg without an order of ours. */
export interface Piece {
  readonly id: string;
  readonly units: number;
  readonly price: Paise;
  readonly filledAt: EpochMs;
}

/** Keeps it as an exit of ours that was filled at once, so that every sum over orders and fills counts it. */
export function bookExit(
  core: Core,
  { trade, leg }: { readonly trade: Trade; readonly leg: Leg },
  pieces: readonly Piece[],
  how: Pick<Order, 'message' | 'isExpiry'>,
): void {
  const now = core.now();
  const id = nextId(core, 'X');
  const side = leg.position.qty > 0 ? 'sell' : 'buy';
  const fills = pieces.map((piece): Fill => ({
    tradeId: piece.id,
    orderId: id,
    instrument: leg.instrument,
    side,
    qty: qty(piece.units),
    price: piece.price,
    filledAt: piece.filledAt,
  }));
  const order: Order = {
    id,
    tradeId: trade.id,
    legId: leg.id,
    purpose: 'exit',
    instrument: leg.instrument,
    side,
    qty: qty(pieces.reduce((sum, piece) => sum + piece.units, 0)),
    price: { kind: 'limit', limit: pieces[0]?.price ?? paise(0) },
    product: trade.product,
    status: 'working',
    filledQty: qty(0),
    brokerId: null,
    chases: 0,
    isCancelRequested: false,
    isOutside: true,
    times: { signalAt: now, approvedAt: now },
    ...how,
  };
  core.emit({ kind: 'booked', order, fills });
}
