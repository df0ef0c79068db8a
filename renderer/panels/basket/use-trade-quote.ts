import { useEffect, useMemo, useState } from 'react';
import type { BasketLeg } from '#shared/domain/basket';
import type { TradeQuote } from '#shared/ipc/trade-ticket';
import { askQuietly } from '../../store/ask';
import type { TicketProduct } from '../../store/basket';

/** After the last change: nobody wants the margin of every digit that is typed. */
const ASK_AFTER_MS = 300;
/** The broker's basket margin is a request of its own, so it is not asked for with every tick. */
const ASK_AGAIN_MS = 5_000;

export interface QuoteState {
  /** The newest answer; it may be of the legs as they were a moment ago. */
  readonly quote: TradeQuote | null;
  /** Why there is none. */
  readonly problem: string | null;
  /** It is the answer for the legs as they are. */
  readonly isCurrent: boolean;
}

/** What a trade would need and cost now, asked again while it is shown. Null legs are not asked about. */
export function useTradeQuote(legs: readonly BasketLeg[] | null, product: TicketProduct): QuoteState {
  const question = useMemo(() => (legs === null ? null : { legs: legs.map(askedLeg), product }), [legs, product]);
  const [answer, setAnswer] = useState<Answer>({ of: null, quote: null, problem: null });
  useEffect(() => {
    if (question === null) return undefined;
    let hasEnded = false;
    let timer: ReturnType<typeof setTimeout>;
    const askNow = async () => {
      const { reply, problem } = await askQuietly('trade.quote', question);
      if (hasEnded) return;
      setAnswer({ of: question, quote: reply?.ok === true ? reply.value : null, problem });
      timer = setTimeout(() => void askNow(), ASK_AGAIN_MS);
    };
    timer = setTimeout(() => void askNow(), ASK_AFTER_MS);
    return () => {
      hasEnded = true;
      clearTimeout(timer);
    };
  }, [question]);
  if (question === null) return { quote: null, problem: null, isCurrent: false };
  return { quote: answer.quote, problem: answer.problem, isCurrent: answer.of === question };
}

interface Answer {
  readonly of: object | null;
  readonly quote: TradeQuote | null;
  readonly problem: string | null;
}

/** A leg as the desk is asked about it, or told to open it. */
export function askedLeg({ instrument, side, lots, limit, stop, target }: BasketLeg) {
  return { instrument, side, lots, limit, stop, target };
}
