import { dayResult } from '#shared/domain/performance';
import { performanceReport } from '#shared/domain/performance-report';
import { err, messageOf, ok } from '#shared/domain/result';
import type { Handlers, Outcome, RequestName } from '#shared/ipc/contract';
import type { PerformanceReply } from '#shared/ipc/review';
import { DAY, MINUTE, startOfDay } from '#shared/domain/time';
import { chainKey } from '#shared/ipc/views';
import type { DeskSession } from './desk-session';

type ReviewHandlers = Pick<Handlers, Extract<RequestName, `review.${string}`>>;

const NO_DESK: Outcome<never> = err({ message: 'There is no open desk: it is being opened, or waits for a login.' });

/** Answers what the screens of looking back ask for. */
export function reviewHandlers(surround: { session(): DeskSession | null }): ReviewHandlers {
  return {
    'review.performance': async ({ strategy }) => {
      const session = surround.session();
      return session ? ok(await performanceOf(session, strategy)) : NO_DESK;
    },
    'review.day': () => {
      const session = surround.session();
      if (!session) return NO_DESK;
      const { date, review } = session.wiring;
      return ok({ date, minutes: review.results() });
    },
    'review.chain': ({ underlying, expiry }) => {
      const session = surround.session();
      if (!session) return NO_DESK;
      const { date, review } = session.wiring;
      return ok({ date, minutes: review.chain(chainKey(underlying, expiry)) });
    },
    'review.bars': async ({ instrument, date }) => {
      const session = surround.session();
      if (!session) return NO_DESK;
      const { clock, history } = session.wiring;
      const until = Math.min(startOfDay(date) + DAY - MINUTE, clock.now());
      return history.bars(instrument, '1m', startOfDay(date), until).then(
        (bars) => ok({ bars }),
        (error: unknown) => err({ message: messageOf(error) }),
      );
    },
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
