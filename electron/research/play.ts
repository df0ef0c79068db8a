import { sessionOf } from '#shared/domain/calendar';
import type { IstDate } from '#shared/domain/time';
import { paise } from '#shared/domain/units';
import { metricsOf, type Metrics, type PlayedDay } from '#shared/domain/trade-metrics';
import { DayDesk, type LastWords } from './day-desk';
import type { PlayTerms } from './play-terms';
import type { Recording } from './recording';
import { digestOf, missedCallsOf, tradesOf, type MissedCall, type ResearchTrade } from './results';

export interface Progress {
  readonly date: IstDate;
  readonly days: number;
  readonly ofDays: number;
}

export interface PlayResult {
  readonly from: IstDate | null;
  readonly to: IstDate | null;
  readonly days: number;
  readonly frames: number;
  readonly trades: readonly ResearchTrade[];
  readonly missed: readonly MissedCall[];
  readonly metrics: Metrics;
  readonly digest: string;
  /** What each strategy said last, for somebody who wonders why it did nothing. */
  readonly lastWords: readonly LastWords[];
  readonly modelled: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Plays a recording day by day. The same recording and terms give the same result, whatever the machine. Rejects when a strategy
 * fails, and with the signal's reason when it is aborted.
 */
export async function play(
  recording: Recording,
  terms: PlayTerms,
  onDay: (progress: Progress) => void = () => {},
  signal?: AbortSignal,
): Promise<PlayResult> {
  const trades: ResearchTrade[] = [];
  const missed: MissedCall[] = [];
  const played: PlayedDay[] = [];
  let frames = 0;
  let lastWords: readonly LastWords[] = [];
  for (const [index, day] of recording.days.entries()) {
    // Once a day whoever wants to be told of it, or to stop it, has its turn.
    await new Promise((turn) => setImmediate(turn));
    signal?.throwIfAborted();
    const desk = new DayDesk(day, recording.history, terms);
    frames += await desk.play();
    const own = tradesOf(desk.desk, desk.ledger, day.made);
    trades.push(...own);
    missed.push(...missedCallsOf(desk.desk));
    const session = sessionOf(day.date, 'options');
    played.push({
      opensAt: session?.opensAt ?? 0,
      closesAt: session?.closesAt ?? 0,
      net: paise(own.reduce((sum, { net }) => sum + net, 0)),
    });
    lastWords = desk.lastWords;
    onDay({ date: day.date, days: index + 1, ofDays: recording.days.length });
  }
  const closed = trades
    .map((trade) => ({ ...trade, closedAt: trade.closedAt ?? trade.openedAt }))
    .sort((a, b) => a.closedAt - b.closedAt);
  return {
    from: recording.days[0]?.date ?? null,
    to: recording.days.at(-1)?.date ?? null,
    days: recording.days.length,
    frames,
    trades,
    missed,
    metrics: metricsOf(closed, played),
    digest: digestOf(trades),
    lastWords,
    modelled: recording.modelled,
    notes: [...recording.notes, ...unclosed(trades)],
  };
}

/** A result with something open at the end counts it at its last price, which has to be said. */
function unclosed(trades: readonly ResearchTrade[]): readonly string[] {
  return trades
    .filter(({ closedAt }) => closedAt === null)
    .map(
      ({ date, name }) =>
        `${date}: "${name}" could not be closed before the recording ended; it is valued at its last price`,
    );
}
