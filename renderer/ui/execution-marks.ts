import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { ClosedTrade } from '#shared/domain/performance';
import { barIndexAt } from '../charts/bar-roll';
import type { BarMark } from '../charts/candle-style';
import { formatQty } from '../format/figures';
import { formatPrice } from '../format/money';

interface Gathered {
  readonly startAt: number;
  readonly side: 'buy' | 'sell';
  readonly qty: number;
  /** Price times quantity, in paise. */
  readonly turnover: number;
}

/** A trade's executions in one instrument, as an arrow for each side and bar: an order fills in many pieces. */
export function executionMarks(
  trade: Pick<ClosedTrade, 'executions'>,
  instrument: InstrumentId,
  bars: readonly Pick<Bar, 'startAt'>[],
): readonly BarMark[] {
  const marks = new Map<string, Gathered>();
  for (const { at, side, qty, price, instrument: traded } of trade.executions) {
    const startAt = bars[barIndexAt(bars, at)]?.startAt;
    if (traded !== instrument || startAt === undefined) continue;
    const id = `${startAt} ${side}`;
    const known = marks.get(id) ?? { startAt, side, qty: 0, turnover: 0 };
    marks.set(id, { ...known, qty: known.qty + qty, turnover: known.turnover + qty * price });
  }
  return [...marks]
    .map(([id, { startAt, side, qty, turnover }]) => ({
      id,
      startAt,
      side,
      shape: 'arrow' as const,
      text: `${side === 'buy' ? 'B' : 'S'} ${formatQty(qty)} @ ${formatPrice(turnover / qty)}`,
    }))
    .toSorted((a, b) => a.startAt - b.startAt);
}
