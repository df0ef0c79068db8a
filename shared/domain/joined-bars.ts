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
): { readonly join: JoinState; readonly joined: readonly JoinedBar[] } {
  if (signal === traded) return { join: state, joined: bar.instrument === signal ? [joinedBar(bar, bar)] : NONE };
  if (bar.instrument === traded) {
    const isPartner = state.signal?.startAt === bar.startAt;
    return isPartner && state.signal
      ? { join: NOTHING_JOINED, joined: [joinedBar(state.signal, bar)] }
      : { join: { signal: state.signal, traded: bar }, joined: NONE };
  }
  if (bar.instrument !== signal) return { join: state, joined: NONE };
  const alone = state.signal ? [joinedBar(state.signal, null)] : NONE;
  return state.traded?.startAt === bar.startAt
    ? { join: NOTHING_JOINED, joined: [...alone, joinedBar(bar, state.traded)] }
    : { join: { signal: bar, traded: state.traded }, joined: alone };
}

const NONE: readonly JoinedBar[] = [];

function joinedBar({ startAt, open, high, low, close, volume, oi }: Bar, traded: Bar | null): JoinedBar {
  return { startAt, open, high, low, close, volume, oi, traded };
}

/** What was asked for last: a strategy asks at every candle, and always for the same. */
let last: { readonly symbol: string; readonly catalogue: Catalogue; readonly sources: JoinSources } | null = null;

/** Candles of the spot; for an index the volume is its near future's, for want of its own. */
export function sourcesOf(symbol: string, catalogue: Catalogue): JoinSources {
  if (last === null || last.symbol !== symbol || last.catalogue !== catalogue)
    last = { symbol, catalogue, sources: findSources(symbol, catalogue) };
  return last.sources;
}

function findSources(symbol: string, catalogue: Catalogue): JoinSources {
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

/**
 * What a strategy of joined candles remembers: its own memory, beside the candle that waits for its other half. Apart, so that
 * the wait costs the fold of millions of candles two words and not a copy of all it knows.
 */
export interface Joining<Own> {
  readonly join: JoinState;
  readonly own: Own;
}

/** Folds a candle in: each pair it completes is a step of its own. */
export function foldJoined<Own>(
  { join: state, joined }: ReturnType<typeof join>,
  before: Own,
  step: (own: Own, bar: JoinedBar) => Decision<Own>,
): Decision<Joining<Own>> {
  if (joined.length === 0) return hold({ join: state, own: before });
  let decision = hold(before);
  for (const bar of joined) {
    const { actions } = decision;
    const next = step(decision.state, bar);
    decision = actions.length === 0 ? next : { ...next, actions: [...actions, ...next.actions] };
  }
  return { state: { join: state, own: decision.state }, why: decision.why, actions: decision.actions };
}
