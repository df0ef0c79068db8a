import type { Bar } from '#shared/domain/bars';
import type { InstrumentId } from '#shared/domain/instrument';
import type { FillView, UnderlyingView } from '#shared/ipc/views';
import type { BarMark } from '../../charts/candle-style';
import { placeMarks, type TradeMark } from '../../charts/trade-marks';
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
  const marks = placeMarks(fills, bars, charted);
  return marks.flatMap((mark): BarMark[] => {
    const { id, startAt, side, isOwn } = mark;
    const together = isOwn ? [mark] : marks.filter((other) => isBeside(mark, other));
    if (together.length > MOST_NAMED && together[0] !== mark) return [];
    const text =
      together.length > MOST_NAMED
        ? `${together.length} legs`
        : isOwn
          ? traded(mark)
          : shortContract(mark.instrument, underlyings);
    return [{ id, startAt, side, shape: isOwn ? 'arrow' : 'dot', text: `${side === 'buy' ? 'B' : 'S'} ${text}` }];
  });
}

/** Legs that were traded together would stand in a column over the bars: more than these are one dot that counts them. */
const MOST_NAMED = 2;

function isBeside(mark: TradeMark, other: TradeMark): boolean {
  return !other.isOwn && other.startAt === mark.startAt && other.side === mark.side;
}

function traded({ qty, averagePrice }: TradeMark): string {
  return `${formatQty(qty)} @ ${formatPrice(averagePrice)}`;
}
