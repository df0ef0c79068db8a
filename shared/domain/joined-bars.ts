import type { Bar, BarInterval } from './bars';
import type { Catalogue } from './catalogue';
import type { InstrumentId } from './instrument';
import { hold, type ClosedBar, type Decision, type Need } from './strategy';
import { spotOf } from './underlyings';
import { nearFuture } from './vehicle';

/** A candle of what gives the signal, with that of what is traded beside it: an index itself has no volume. */
export interface JoinedBar extends Bar {
  /** The near future's candle of the same stretch, or the share's own; null when nothing traded in it. */
  readonly traded: Bar | null;
}

/** What is waiting for its other half. Plain JSON: a strategy keeps it between bars. */
export interface JoinState {
  readonly signal: Bar | null;
  readonly traded: Bar | null;
}

export const NOTHING_JOINED: JoinState = { signal: null, traded: null };

/** Which instruments' candles are joined; the same one for a share. */
export interface JoinSources {
  readonly signal: InstrumentId;
  readonly traded: InstrumentId;
}

/**
 * Adds a candle of either instrument and answers the pairs it completed, oldest first. They close at the same time
 * but come in any order; one whose partner has not come by the next candle goes on without.
 */
export function join(
  state: JoinState,
  bar: ClosedBar,
  { signal, traded }: JoinSources,
): { readonly state: JoinState; readonly joined: readonly JoinedBar[] } {
  if (signal === traded) return { state, joined: bar.instrument === signal ? [joinedBar(bar, bar)] : NONE };
  if (bar.instrument === traded) {
    const isPartner = state.signal?.startAt === bar.startAt;
    return isPartner && state.signal
      ? { state: NOTHING_JOINED, joined: [joinedBar(state.signal, bar)] }
      : { state: { signal: state.signal, traded: bar }, joined: NONE };
  }
  if (bar.instrument !== signal) return { state, joined: NONE };
  const alone = state.signal ? [joinedBar(state.signal, null)] : NONE;
  return state.traded?.startAt === bar.startAt
    ? { state: NOTHING_JOINED, joined: [...alone, joinedBar(bar, state.traded)] }
    : { state: { signal: bar, traded: state.traded }, joined: alone };
}

const NONE: readonly JoinedBar[] = [];

function joinedBar({ startAt, open, high, low, close, volume, oi }: Bar, traded: Bar | null): JoinedBar {
  return { startAt, open, high, low, close, volume, oi, traded };
}

/** Candles of the spot; for an index the volume is its near future's, for want of its own. */
export function sourcesOf(symbol: string, catalogue: Catalogue): JoinSources {
  const signal = spotOf(symbol);
  const isIndex = catalogue.get(signal)?.kind === 'index';
  return { signal, traded: (isIndex ? nearFuture(symbol, catalogue) : undefined) ?? signal };
}

/** The candles of both sources, or nothing when the day does not know the symbol. */
export function barNeeds(
  sources: JoinSources,
  interval: BarInterval,
  history: number,
  catalogue: Catalogue,
): readonly Need[] {
  if (!catalogue.get(sources.signal)) return [];
  return [...new Set([sources.signal, sources.traded])].map((instrument) => ({
    kind: 'bars',
    instrument,
    interval,
    history,
  }));
}

/** Folds a candle into a strategy that looks at joined ones: each pair it completes is a step of its own. */
export function foldJoined<State extends { readonly join: JoinState }>(
  before: State,
  joined: ReturnType<typeof join>,
  step: (state: State, bar: JoinedBar) => Decision<State>,
): Decision<State> {
  let decision = hold(joined.state === before.join ? before : { ...before, join: joined.state });
  for (const bar of joined.joined) {
    const { actions } = decision;
    const next = step(decision.state, bar);
    decision = actions.length === 0 ? next : { ...next, actions: [...actions, ...next.actions] };
  }
  return decision;
}
