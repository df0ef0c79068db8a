import type { TapePoint } from './price-path';
import { seeded } from './noise';
import { STEP } from './timeline';
import type { Ladder, Level } from '#shared/domain/matching/ladder';
import { paise, qty } from '#shared/domain/units';

export interface DepthModel {
  readonly seed: number;
  readonly token: number;
  readonly tickSize: number;
  readonly lotSize: number;
  readonly isFuture: boolean;
}

/**
 * Five modelled levels a side. The last price is the best bid or the best offer (somebody sold to the one or bought from
 * the other); an option's spread is 0.04 % of its price when busy and up to 2 % when it hardly trades, a
 * future's one to three ticks.
 */
export function modelDepth(point: TapePoint, model: DepthModel): Ladder {
  const { tickSize, lotSize } = model;
  const random = seeded(model.seed, model.token, Math.floor(point.quotedAt / STEP));
  const spread = spreadTicks(point, model, random()) * tickSize;
  const isBidHit = random() < 0.5;
  const bestBid = isBidHit ? point.ltp : point.ltp - spread;
  const busy = Math.min(60, Math.max(4, point.lotsPerMinute / 15));
  const gap = Math.max(1, Math.round(spread / tickSize / 4));
  const side = (best: number, direction: 1 | -1): Level[] => {
    const levels: Level[] = [];
    for (let depth = 0; depth < 5; depth++) {
      const price = best + direction * depth * gap * tickSize;
      const lots = 1 + Math.floor(random() * busy * (1 + depth / 2));
      if (price >= tickSize)
        levels.push({ price: paise(price), qty: qty(lots * lotSize), orders: 1 + Math.floor(lots * random() * 0.6) });
    }
    return levels;
  };
  return { bids: side(bestBid, -1), asks: side(bestBid + spread, 1) };
}

function spreadTicks(point: TapePoint, model: DepthModel, chance: number): number {
  if (model.isFuture) return 1 + Math.floor(3 * chance);
  const rate = Math.min(0.02, Math.max(0.0004, 0.02 / Math.sqrt(1 + 4 * point.lotsPerMinute)));
  return Math.max(1, Math.round((point.ltp / model.tickSize) * rate));
}
