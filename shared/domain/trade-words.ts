import type { Catalogue } from './catalogue';
import { nameOf } from './instrument-name';
import type { QuoteOf } from './quote';
import { istClock } from './time';
import type { Trade } from './trade';
import { inPercent, inPoints, inPrice, symbolOf } from './words';

/** What the sentence is told from: the day's instruments, and the prices of now. */
interface Market {
  readonly catalogue: Pick<Catalogue, 'get'>;
  readonly quote: QuoteOf;
}

/** A live trade in one sentence: each leg's entry, price and stop, and how far the spot has moved. */
export function describeTrade(trade: Trade, market: Market): string {
  const { quote } = market;
  const legs = trade.legs.map((leg) => {
    const ltp = quote(leg.instrument)?.ltp;
    const prices = `${leg.entry === null ? '–' : inPrice(leg.entry)} → ${ltp === undefined ? '–' : inPrice(ltp)}`;
    const stop = leg.stop === null || leg.status !== 'open' ? '' : `, stop ${inPrice(leg.stop)}`;
    return `${nameOf(leg.instrument, market.catalogue)} ${leg.status} ${prices}${stop}`;
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
