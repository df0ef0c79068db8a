import type { Frame, Market } from './market.testkit';
import { clockOf } from './plain.testkit';
import { HOURS, moneyOf, tradeOf, type Hours, type PlainLeg, type PlainTrade, type Why } from './session.testkit';

export interface StraddleRules {
  readonly afterLegStop: 'move-to-cost' | 'close-all' | 'keep';
}

const [LEG_STOP, SPOT_MOVE, TICK] = [0.25, 0.007, 5];

interface OpenLeg {
  readonly name: string;
  readonly second: number;
  readonly entry: number;
  stop: number;
}

/** One short straddle: leg stops, spot movement, square-off, looked at in every frame. */
export function straddleTrades(market: Market, { afterLegStop }: StraddleRules, hours: Hours = HOURS): PlainTrade[] {
  let legs: OpenLeg[] | null = null;
  let entrySpot = 0;
  const left: PlainLeg[] = [];

  function leave({ name, second, entry }: OpenLeg, frame: Frame, why: Why): void {
    const exit = frame.options.get(name)?.ask ?? 0;
    left.push({ name, side: 'sell', enteredAt: clockOf(second), entry, leftAt: clockOf(frame.second), exit, why });
    legs = (legs ?? []).filter((other) => other.name !== name);
  }

  function watch(frame: Frame): void {
    const { second, spot, options } = frame;
    const hasMoved = Math.abs(spot - entrySpot) >= entrySpot * SPOT_MOVE;
    const whole = second >= hours.squareOff * 60 ? 'square-off' : hasMoved ? 'spot moved' : null;
    if (whole) for (const leg of legs ?? []) leave(leg, frame, whole);
    const hit = () => legs?.find(({ name, stop }) => (options.get(name)?.ltp ?? 0) >= stop);
    for (let leg = hit(); leg; leg = hit()) {
      leave(leg, frame, 'leg stop');
      if (afterLegStop === 'close-all') for (const other of legs ?? []) leave(other, frame, 'leg stop');
      if (afterLegStop === 'move-to-cost') for (const other of legs ?? []) other.stop = other.entry;
    }
  }

  for (const frame of market.frames) {
    if (legs) watch(frame);
    else if (!frame.isInside) {
      legs = sold(market, frame, hours);
      entrySpot = frame.spot;
    }
  }
  const last = market.frames.at(-1);
  if (last) for (const leg of legs ?? []) leave(leg, last, 'end');
  return left.length > 0 ? [tradeOf(market, left)] : [];
}

/** Call and put at the money, or null when it is not the time or one of them has no fresh price. */
function sold(market: Market, frame: Frame, hours: Hours): OpenLeg[] | null {
  const { second, options } = frame;
  if (second < hours.from * 60 || second >= hours.until * 60) return null;
  const strike = moneyOf(market, frame, hours.staleAfter);
  const legs = ['CE', 'PE'].flatMap((right) => {
    const price = options.get(`${strike}${right}`);
    const isOpen = price && price.bid > 0 && price.ask > 0 && second - price.second <= hours.staleAfter;
    if (!isOpen) return [];
    const stop = Math.ceil(Math.round(price.bid * (1 + LEG_STOP)) / TICK) * TICK;
    return [{ name: `${strike}${right}`, second, entry: price.bid, stop }];
  });
  return legs.length === 2 ? legs : null;
}
