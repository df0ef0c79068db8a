import type { Leg, Trade } from '#shared/domain/trade';
import { isLive } from '#shared/domain/trade';
import { chainKey, strikeKey, type Tables } from '#shared/ipc/views';

/** Sensitivities of what is held, signed by its quantity. */
export interface HeldGreeks {
  /** Units of the underlying: what its price change is multiplied by. */
  readonly delta: number;
  /** Paise per calendar day. */
  readonly theta: number;
  /** Paise per percentage point of volatility. */
  readonly vega: number;
}

type Held = Pick<Tables, 'quotes' | 'strikes'>;
type HeldLeg = Pick<Leg, 'instrument' | 'position'>;

/** The greeks of one open leg; null while the chain on the screen does not tell them. */
export function legGreeks(desk: Held, { instrument, position: { qty } }: HeldLeg): HeldGreeks | null {
  const contract = desk.quotes[instrument]?.contract;
  if (!contract) return null;
  if (contract.kind === 'future') return { delta: qty, theta: 0, vega: 0 };
  const { underlying, expiry, strike, right } = contract;
  const row = desk.strikes[strikeKey(chainKey(underlying, expiry), strike)];
  const cell = right === 'CE' ? row?.ce : row?.pe;
  if (!cell || cell.delta === null || cell.theta === null || cell.vega === null) return null;
  return { delta: qty * cell.delta, theta: qty * cell.theta, vega: qty * cell.vega };
}

/** All open legs together; null when nothing is open, when one of them is not known, or when they are on different underlyings. */
export function netGreeks(desk: Held, legs: readonly HeldLeg[]): HeldGreeks | null {
  const open = legs.filter(({ position }) => position.qty !== 0);
  const underlyings = new Set(open.map(({ instrument }) => desk.quotes[instrument]?.contract?.underlying));
  if (underlyings.size !== 1) return null;
  let delta = 0;
  let theta = 0;
  let vega = 0;
  for (const leg of open) {
    const greeks = legGreeks(desk, leg);
    if (greeks === null) return null;
    delta += greeks.delta;
    theta += greeks.theta;
    vega += greeks.vega;
  }
  return { delta, theta, vega };
}

export function openLegs(trades: Iterable<Pick<Trade, 'status' | 'legs'>>): readonly Leg[] {
  return [...trades].filter(isLive).flatMap(({ legs }) => legs);
}
