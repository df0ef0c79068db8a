import { sessionOf } from './calendar';
import { netOf, type ClosedTrade, type DayResult } from './performance';
import { dayOfWeek, istClock, startOfDay, type IstDate } from './time';
import { nearestPaise, paise, type EpochMs, type Paise } from './units';
import { metricsOf, type Metrics, type PlayedDay } from './trade-metrics';

/** The account after a trade: all results so far, and how far they lie below their highest point. */
export interface EquityPoint {
  readonly at: EpochMs;
  readonly equity: Paise;
  /** Never positive. */
  readonly drawdown: Paise;
}

export interface DaySum {
  readonly date: IstDate;
  readonly net: Paise;
  readonly trades: number;
}

/** The trades that share something: a strategy, a weekday, an hour. */
export interface GroupSum {
  readonly label: string;
  readonly trades: number;
  readonly wins: number;
  readonly net: Paise;
}

/** Runs of winning and of losing trades, in the order in which they closed. */
export interface Streaks {
  readonly longestWin: number;
  readonly longestLoss: number;
  /** The run that goes on: positive for wins, negative for losses. */
  readonly current: number;
}

export interface PerformanceReport {
  readonly metrics: Metrics;
  readonly streaks: Streaks;
  readonly averageWin: Paise | null;
  readonly averageLoss: Paise | null;
  readonly bestDay: DaySum | null;
  readonly worstDay: DaySum | null;
  readonly equity: readonly EquityPoint[];
  /** Oldest first. */
  readonly days: readonly DaySum[];
  readonly byStrategy: readonly GroupSum[];
  readonly byWeekday: readonly GroupSum[];
  /** By the hour of the entry, on the Indian clock. */
  readonly byHour: readonly GroupSum[];
  /** Newest first. */
  readonly trades: readonly ClosedTrade[];
}

/** What a review shows of these days, oldest first. With a strategy, only its trades count. */
export function performanceReport(days: readonly DayResult[], strategy: string | null): PerformanceReport {
  const chosen = days.map(({ date, trades }) => ({
    date,
    trades: strategy === null ? trades : trades.filter((trade) => trade.strategy === strategy),
  }));
  const trades = chosen.flatMap((day) => day.trades).toSorted((a, b) => a.closedAt - b.closedAt);
  const sums = chosen.map(daySum);
  const traded = sums.filter((day) => day.trades > 0);
  return {
    metrics: metricsOf(trades, chosen.map(playedDay)),
    streaks: streaksOf(trades),
    averageWin: meanOf(trades.map(netOf).filter((net) => net > 0)),
    averageLoss: meanOf(trades.map(netOf).filter((net) => net <= 0)),
    bestDay: traded.toSorted((a, b) => b.net - a.net)[0] ?? null,
    worstDay: traded.toSorted((a, b) => a.net - b.net)[0] ?? null,
    equity: equityOf(trades),
    days: sums,
    byStrategy: groupsOf(trades, ({ strategy: name }) => name).toSorted((a, b) => b.net - a.net),
    byWeekday: byWeekday(trades),
    byHour: groupsOf(trades, hourOf).toSorted((a, b) => a.label.localeCompare(b.label)),
    trades: trades.toReversed(),
  };
}

/** '09:00' for an entry at 09:31. */
function hourOf({ openedAt }: ClosedTrade): string {
  return `${istClock(openedAt).slice(0, 2)}:00`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** In the order of the week; an exchange opens on the odd Saturday and Sunday too. */
function byWeekday(trades: readonly ClosedTrade[]): readonly GroupSum[] {
  const nameOf = (trade: ClosedTrade): string => WEEKDAYS[dayOfWeek(trade.date)] ?? '';
  const groups = groupsOf(trades, nameOf);
  return WEEKDAYS.flatMap((name) => groups.filter(({ label }) => label === name));
}

/** Sums by a label, in the order in which the labels appear first. */
export function groupsOf(trades: readonly ClosedTrade[], labelOf: (trade: ClosedTrade) => string): readonly GroupSum[] {
  const groups = new Map<string, GroupSum>();
  for (const trade of trades) {
    const label = labelOf(trade);
    const net = netOf(trade);
    const group = groups.get(label) ?? { label, trades: 0, wins: 0, net: paise(0) };
    groups.set(label, {
      label,
      trades: group.trades + 1,
      wins: group.wins + (net > 0 ? 1 : 0),
      net: paise(group.net + net),
    });
  }
  return [...groups.values()];
}

function daySum({ date, trades }: DayResult): DaySum {
  return { date, trades: trades.length, net: paise(trades.reduce((sum, trade) => sum + netOf(trade), 0)) };
}

function playedDay(day: DayResult): PlayedDay {
  const session = sessionOf(day.date, 'options');
  const opensAt = session?.opensAt ?? startOfDay(day.date);
  return { opensAt, closesAt: session?.closesAt ?? opensAt, net: daySum(day).net };
}

function equityOf(trades: readonly ClosedTrade[]): readonly EquityPoint[] {
  let [equity, peak] = [0, 0];
  return trades.map((trade) => {
    equity += netOf(trade);
    peak = Math.max(peak, equity);
    return { at: trade.closedAt, equity: paise(equity), drawdown: paise(equity - peak) };
  });
}

function streaksOf(trades: readonly ClosedTrade[]): Streaks {
  let [longestWin, longestLoss, current] = [0, 0, 0];
  for (const trade of trades) {
    const isWin = netOf(trade) > 0;
    current = isWin ? Math.max(0, current) + 1 : Math.min(0, current) - 1;
    longestWin = Math.max(longestWin, current);
    longestLoss = Math.max(longestLoss, -current);
  }
  return { longestWin, longestLoss, current };
}

function meanOf(nets: readonly Paise[]): Paise | null {
  return nets.length === 0 ? null : nearestPaise(nets.reduce((sum, net) => sum + net, 0) / nets.length);
}
