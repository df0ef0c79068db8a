import { sessionOf } from '#shared/domain/calendar';
import type { IstDate } from '#shared/domain/time';
import { metricsOf, type Metrics } from '#shared/domain/trade-metrics';
import { paise, type Paise } from '#shared/domain/units';
import type { ResearchTrade } from '../results';

/** What is judged: trades of these days, and the days without any. */
export interface Stretch {
  readonly dates: readonly IstDate[];
  readonly trades: readonly ResearchTrade[];
}

/** The part of a run that lies on some of its days. Days are begun afresh, so it is what playing them alone would have given. */
export function stretchOf(run: Stretch, dates: readonly IstDate[]): Stretch {
  const wanted = new Set(dates);
  return { dates, trades: run.trades.filter(({ date }) => wanted.has(date)) };
}

/** Net results by day, in the order of `dates`. */
export function dailyNets({ dates, trades }: Stretch): readonly Paise[] {
  const nets = new Map<IstDate, number>();
  for (const { date, net } of trades) nets.set(date, (nets.get(date) ?? 0) + net);
  return dates.map((date) => paise(nets.get(date) ?? 0));
}

export function metricsOfStretch(stretch: Stretch): Metrics {
  const nets = dailyNets(stretch);
  const days = stretch.dates.map((date, index) => {
    const session = sessionOf(date, 'options');
    return { opensAt: session?.opensAt ?? 0, closesAt: session?.closesAt ?? 0, net: nets[index] ?? paise(0) };
  });
  return metricsOf(closedInOrder(stretch.trades), days);
}

/** Trades as they closed; one that could not be closed counts at its opening. */
export function closedInOrder(
  trades: readonly ResearchTrade[],
): readonly (ResearchTrade & { readonly closedAt: number })[] {
  return trades
    .map((trade) => ({ ...trade, closedAt: trade.closedAt ?? trade.openedAt }))
    .sort((a, b) => a.closedAt - b.closedAt);
}
