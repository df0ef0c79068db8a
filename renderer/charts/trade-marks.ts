import type { Bar } from '#shared/domain/bars';
import type { FillView } from '#shared/ipc/views';
import type { InstrumentId, Side } from '#shared/domain/instrument';
import type { EpochMs } from '#shared/domain/units';
import { barIndexAt } from './bar-roll';

/** One arrow on a chart: everything one order did inside one bar. */
export interface TradeMark {
  readonly id: string;
  /** Start of the bar it belongs to. */
  readonly startAt: EpochMs;
  readonly side: Side;
  /** Whether it was in the charted instrument itself, or in an option or future of it. */
  readonly isOwn: boolean;
  readonly instrument: InstrumentId;
  /** Units, unsigned. */
  readonly qty: number;
  /** Paise, with a fraction where fills differed. */
  readonly averagePrice: number;
}

/**
 * Places fills on bars, oldest first. Fills of one order that fell into one bar become one mark: a large order
 * fills in many pieces, and the person wants to see one decision. Fills before the first bar are not shown.
 */
export function placeMarks(
  fills: Iterable<FillView>,
  bars: readonly Pick<Bar, 'startAt'>[],
  charted: InstrumentId,
): readonly TradeMark[] {
  const marks = new Map<string, TradeMark>();
  for (const fill of fills) {
    const startAt = bars[barIndexAt(bars, fill.filledAt)]?.startAt;
    if (startAt === undefined) continue;
    const id = `${fill.orderId}@${startAt}`;
    const known = marks.get(id);
    marks.set(id, known === undefined ? markOf(fill, startAt, charted) : joined(known, fill));
  }
  return [...marks.values()].sort((a, b) => a.startAt - b.startAt || a.id.localeCompare(b.id));
}

function markOf(fill: FillView, startAt: EpochMs, charted: InstrumentId): TradeMark {
  const { orderId, side, instrument, qty, price } = fill;
  return {
    id: `${orderId}@${startAt}`,
    startAt,
    side,
    isOwn: instrument === charted,
    instrument,
    qty,
    averagePrice: price,
  };
}

function joined(mark: TradeMark, fill: FillView): TradeMark {
  const qty = mark.qty + fill.qty;
  return { ...mark, qty, averagePrice: (mark.averagePrice * mark.qty + fill.price * fill.qty) / qty };
}
