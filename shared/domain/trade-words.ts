import type { QuoteOf } from './quote';
import { istClock } from './time';
import type { Trade } from './trade';
import { inPercent, inPoints, symbolOf } from './words';

/** A live trade in one sentence: each leg's entry, price and stop, and how far the spot has moved. */
export function describeTrade(trade: Trade, quote: QuoteOf): string {
  const legs = trade.legs.map((leg) => {
    const ltp = quote(leg.instrument)?.ltp;
    const prices = `${leg.entry === null ? '–' : inPoints(leg.entry)} → ${ltp === undefined ? '–' : inPoints(ltp)}`;
    const stop = leg.stop === null || leg.status !== 'open' ? '' : `, stop ${inPoints(leg.stop)}`;
    return `${symbolOf(leg.instrument)} ${leg.status} ${prices}${stop}`;
  });
  return [`${trade.status} since ${istClock(trade.openedAt)}: ${legs.join('; ')}`, ...watched(trade, quote)].join('; ');
}

function watched({ exits: { move, bounds } }: Trade, quote: QuoteOf): readonly string[] {
  const moved = move ? quote(move.instrument)?.ltp : undefined;
  const at = bounds ? quote(bounds.instrument)?.ltp : undefined;
  return [
    ...(move && move.reference !== null && moved !== undefined
      ? [
          `${symbolOf(move.instrument)} moved ${inPercent(Math.abs(moved / move.reference - 1))} of ${inPercent(move.fraction)}`,
        ]
      : []),
    ...(bounds && at !== undefined
      ? [`${symbolOf(bounds.instrument)} ${inPoints(at)} between ${levelOf(bounds.below)} and ${levelOf(bounds.above)}`]
      : []),
  ];
}

function levelOf(price: number | null): string {
  return price === null ? 'nothing' : inPoints(price);
}
