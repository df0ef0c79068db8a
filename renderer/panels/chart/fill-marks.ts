import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { FillView, UnderlyingView } from '#shared/ipc/views';
import type { BarMark } from '../../charts/candle-style';
import { placeMarks } from '../../charts/trade-marks';
import { formatQty } from '../../format/figures';
import { formatPrice } from '../../format/money';
import { isDerivativeOf, shortContract } from './contract-name';

/** The fills to show on a chart: its own, and on a spot's chart those in its derivatives too. */
export function fillsOn(
  fills: Iterable<FillView>,
  charted: InstrumentId,
  underlyings: readonly Pick<UnderlyingView, 'name' | 'spot'>[],
): readonly FillView[] {
  const underlying = underlyings.find(({ spot }) => spot === charted);
  return [...fills].filter(
    ({ instrument }) =>
      instrument === charted || (underlying !== undefined && isDerivativeOf(instrument, underlying.name)),
  );
}

/** Places fills on the bars drawn, as arrows for the charted instrument and dots for what is derived from it. */
export function fillMarks(
  fills: readonly FillView[],
  bars: readonly Bar[],
  charted: InstrumentId,
  underlyings: readonly Pick<UnderlyingView, 'name'>[],
): readonly BarMark[] {
  return placeMarks(fills, bars, charted).map(({ id, startAt, side, isOwn, instrument, qty, averagePrice }) => ({
    id,
    startAt,
    side,
    shape: isOwn ? 'arrow' : 'dot',
    text: isOwn
      ? `${side === 'buy' ? 'B' : 'S'} ${formatQty(qty)} @ ${formatPrice(averagePrice)}`
      : `${side === 'buy' ? 'B' : 'S'} ${shortContract(instrument, underlyings)}`,
  }));
}
