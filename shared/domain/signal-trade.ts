import { NO_EXITS, type ExitPlan } from './exit-plan';
import type { OpenAction } from './strategy';
import { isLive, tradeSince, type Trade } from './trade';
import type { EpochMs } from './units';
import { squareOffOf, type Carrier, type Vehicle } from './vehicle';

/** A view that is traded with one leg: what carries it, and what it came from. */
export interface SignalTrade {
  readonly carrier: Carrier;
  /** Names the signal; the same again is the same call. */
  readonly signal: string;
  /** 'NIFTY long breakout'. */
  readonly title: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly exits: Partial<Omit<ExitPlan, 'squareOffAt'>>;
}

/** The call for such a trade: within the day, squared off as the vehicle's market asks. */
export function openWith(
  { carrier, signal, title, inputs, exits }: SignalTrade,
  { squareOffAt, vehicle }: { readonly squareOffAt: string; readonly vehicle: Vehicle },
): OpenAction {
  return {
    kind: 'open',
    signal,
    title: `${carrier.title}: ${title}`,
    inputs,
    legs: [carrier.leg],
    exits: { ...NO_EXITS, ...exits, squareOffAt: squareOffOf(squareOffAt, vehicle) },
    product: 'intraday',
  };
}

/** What a strategy remembers of a call. */
interface Called {
  readonly at: EpochMs;
}

/** The trade of a call, while it lives. */
export function liveSince(trades: readonly Trade[], call: Called | null): Trade | undefined {
  const trade = call ? tradeSince(trades, call.at) : undefined;
  return trade && isLive(trade) ? trade : undefined;
}

/** Whether a call's trade is over; not while there is none yet. */
export function isOverSince(trades: readonly Trade[], call: Called | null): boolean {
  const trade = call ? tradeSince(trades, call.at) : undefined;
  return trade !== undefined && !isLive(trade);
}

/** The memory without the setup of a trade that has ended: there is no bracket to watch or draw any more. */
export function settled<State extends { readonly setup: Called | null }>(
  state: State,
  trades: readonly Trade[],
): State {
  return isOverSince(trades, state.setup) ? { ...state, setup: null } : state;
}
