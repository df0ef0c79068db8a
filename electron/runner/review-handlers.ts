import { dayResult } from '#shared/domain/performance';
import { performanceReport } from '#shared/domain/performance-report';
import { ok } from '#shared/domain/result';
import type { PerformanceReply } from '#shared/ipc/review';
import { DAY, MINUTE, startOfDay } from '#shared/domain/time';
import { chainKey } from '#shared/ipc/views';
import type { DeskSession } from './desk-session';
import type { Some, Surround } from './surround';
import { withDesk } from './with-desk';

/** Answers what the screens of looking back ask for. */
export function reviewHandlers(surround: Pick<Surround, 'session'>): Some<'review'> {
  return {
    'review.performance': ({ strategy }) =>
      withDesk(surround, async (session) => ok(await performanceOf(session, strategy))),
    'review.day': () => withDesk(surround, ({ wiring: { date, review } }) => ok({ date, minutes: review.results() })),
    'review.chain': ({ underlying, expiry }) =>
      withDesk(surround, ({ wiring: { date, review } }) =>
        ok({ date, minutes: review.chain(chainKey(underlying, expiry)) }),
      ),
    'review.bars': ({ instrument, date }) =>
      withDesk(surround, async ({ wiring: { clock, history } }) => {
        const until = Math.min(startOfDay(date) + DAY - MINUTE, clock.now());
        return ok({ bars: await history.bars(instrument, '1m', startOfDay(date), until) });
      }),
  };
}

async function performanceOf({ wiring, desk }: DeskSession, strategy: string | null): Promise<PerformanceReply> {
  const { days, faults } = await wiring.review.pastDays();
  const all = [...days, dayResult(desk)];
  const names = new Set(all.flatMap(({ trades }) => trades.map((trade) => trade.strategy)));
  return {
    ...performanceReport(all, strategy),
    strategies: [...names].sort((a, b) => a.localeCompare(b)),
    faults,
  };
}
