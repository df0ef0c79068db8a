import { openActionOf, type TypedTrade } from '#shared/domain/hand-trade';
import type { Approval } from '#shared/domain/instance';
import { opposite } from '#shared/domain/instrument';
import { turnoverCharges } from '#shared/domain/order-charges';
import { err, ok } from '#shared/domain/result';
import type { LegIntent, OpenAction } from '#shared/domain/strategy';
import type { ManualOwner } from '#shared/domain/trade';
import { paise, type Paise } from '#shared/domain/units';
import type { Outcome, RequestInput } from '#shared/ipc/contract';
import type { TradeQuote } from '#shared/ipc/trade-ticket';
import type { DeskSession } from './desk-session';

/** Who a trade of a person belongs to. */
export const BY_HAND: ManualOwner = { kind: 'manual', by: 'hand', label: 'By hand' };

export interface Asker {
  readonly owner: ManualOwner;
  /** Why it is asked for, for the calls log. */
  readonly why: string;
  readonly approval: Approval;
}

const A_PERSON: Asker = { owner: BY_HAND, why: 'Ordered by hand', approval: 'automatic' };

/** Opens a trade that no strategy asked for, on the way of every other: call, gate, margin, hedges first, slices. */
export function openTrade(
  session: DeskSession,
  ticket: RequestInput<'trade.open'>,
  asker: Asker = A_PERSON,
): Outcome<{ readonly call: string }> {
  const action = actionOf(session, ticket);
  if (!action.ok) return err({ message: action.error.join('. ') });
  const opened = session.runner.command({ kind: 'open-trade', ...asker, action: action.value });
  return opened.ok ? ok({ call: opened.value }) : err({ message: opened.error });
}

/** What the trade would need and cost now, and what would refuse it. */
export async function quoteTrade(
  session: DeskSession,
  question: RequestInput<'trade.quote'>,
): Promise<Outcome<TradeQuote>> {
  const action = actionOf(session, { ...question, key: 'question', name: 'Question', exits: {} });
  const free = session.snapshot().tables.desk.desk.funds?.available ?? null;
  if (!action.ok)
    return ok({ required: null, free, charges: { entry: paise(0), exit: paise(0) }, problems: action.error });
  const { refusals, ordersOfLegs } = session.runner.preview(BY_HAND, action.value);
  const required = await marginOf(session, action.value);
  const isShort = required !== null && free !== null && required > free;
  return ok({
    required,
    free,
    charges: chargesOf(session, action.value.legs, ordersOfLegs),
    problems: [
      ...refusals.map(({ message }) => message),
      ...(isShort ? ['The margin that is free does not cover it'] : []),
    ],
  });
}

function actionOf(session: DeskSession, trade: TypedTrade) {
  const { catalogue, book } = session.wiring;
  for (const { instrument } of trade.legs) if (catalogue.get(instrument)) session.want(instrument);
  return openActionOf(trade, catalogue, book.quote);
}

async function marginOf(session: DeskSession, { legs, product }: OpenAction): Promise<Paise | null> {
  const priced = legs.map((leg) => ({
    instrument: leg.instrument,
    side: leg.side,
    qty: leg.qty,
    product,
    price: priceOf(session, leg),
  }));
  return session.wiring.broker.margin(priced).catch(() => null);
}

function chargesOf(
  session: DeskSession,
  legs: readonly LegIntent[],
  ordersOfLegs: readonly number[],
): TradeQuote['charges'] {
  const { catalogue, date } = session.wiring;
  let [entry, exit] = [0, 0];
  for (const [index, leg] of legs.entries()) {
    const instrument = catalogue.get(leg.instrument);
    if (!instrument) continue;
    const terms = { instrument, date, orders: ordersOfLegs[index] ?? 1 };
    const turnover = paise(leg.qty * priceOf(session, leg));
    entry += turnoverCharges({ ...terms, side: leg.side }, turnover);
    exit += turnoverCharges({ ...terms, side: opposite(leg.side) }, turnover);
  }
  return { entry: paise(entry), exit: paise(exit) };
}

function priceOf({ wiring }: DeskSession, { instrument, limit }: LegIntent): Paise {
  return limit ?? wiring.book.quote(instrument)?.ltp ?? paise(0);
}
